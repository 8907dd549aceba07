import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { html, Markup } from './markup.ts';
import type { ReportContent, Section } from './report.ts';
import { SCRIPT } from './script.ts';
import { confusionSection } from './sections/confusions.ts';
import { curvesSection } from './sections/curves.ts';
import { filtersSection } from './sections/filters.ts';
import { inkSection } from './sections/ink.ts';
import { judgeSection } from './sections/judge.ts';
import { mapsSection, THUMBNAIL_COLUMNS, thumbnailSheet } from './sections/maps.ts';
import { reliabilitySection } from './sections/reliability.ts';
import { summary } from './sections/summary.ts';
import { extremesSection, samplesSection, wordsSection } from './sections/words.ts';

/** The page's parts in the order in which they are read. */
const SECTIONS: readonly ((content: ReportContent) => Section)[] = [
  inkSection,
  reliabilitySection,
  judgeSection,
  confusionSection,
  wordsSection,
  extremesSection,
  samplesSection,
  mapsSection,
  filtersSection,
  curvesSection,
];

/** The whole report as one HTML page that loads nothing. */
export async function renderPage(content: ReportContent): Promise<string> {
  const sections = SECTIONS.map((section) => section(content));
  const styles = await readFile(join(import.meta.dirname, 'page.css'), 'utf8');
  const sheet = `:root{--thumbnails:url(${thumbnailSheet(content.album.points)})}`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${content.figures.model}: evaluation</title>
        <style>
          ${new Markup(await fontFaces())}
          ${new Markup(styles)}
          ${new Markup(sheet)}
        </style>
      </head>
      <body>
        <main>
          ${summary(content)}
          <nav aria-label="Contents">
            ${sections.map(({ id, title }) => html`<a href="#${id}">${title}</a>`)}
          </nav>
          ${sections.map(
            ({ id, title, lead, body }) =>
              html`<section id="${id}">
                <h2>${title}</h2>
                <p class="lead">${lead}</p>
                ${body}
              </section>`,
          )}
          <footer>
            <p>
              Drawings: The Quick, Draw! Dataset, Google Creative Lab, CC BY 4.0. DoodleNet's curve was
              measured for Inkling on other drawings of the same data set.
            </p>
          </footer>
        </main>
        <div id="lens" hidden>
          <i></i>
          <p></p>
        </div>
        <script type="application/json" id="points">
          ${pointData(content)}
        </script>
        <script>
          ${new Markup(SCRIPT)};
        </script>
      </body>
    </html>`;
  // Templates are indented for whoever reads the source; the page is not.
  return page.text.replace(/\n\s+/gu, '\n');
}

function pointData({ album, choice }: ReportContent): Markup {
  const data = {
    words: choice.words,
    labels: album.points.map(({ label }) => label),
    guesses: album.points.map(({ guess }) => guess),
    columns: THUMBNAIL_COLUMNS,
  };
  return new Markup(JSON.stringify(data).replaceAll('<', '\\u003c'));
}

/** The house's typefaces, within the page, where they are installed; elsewhere the page falls back on others. */
const FONTS = [
  { family: 'Fredoka', weight: 600, file: '@fontsource/fredoka/files/fredoka-latin-600-normal.woff2' },
  ...[400, 700].map((weight) => ({
    family: 'Atkinson Hyperlegible',
    weight,
    file: `@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-${weight}-normal.woff2`,
  })),
];

async function fontFaces(): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  const faces = FONTS.map(async ({ family, weight, file }) => {
    try {
      const font = (await readFile(resolve(file))).toString('base64');
      return `@font-face{font-family:'${family}';font-weight:${weight};src:url(data:font/woff2;base64,${font})}`;
    } catch {
      return '';
    }
  });
  return (await Promise.all(faces)).join('\n');
}
