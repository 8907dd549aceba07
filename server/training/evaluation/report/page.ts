import { renderDocument } from './document.ts';
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
export function renderPage(content: ReportContent): Promise<string> {
  const sections = SECTIONS.map((section) => section(content));
  const body = html`<main>
      ${summary(content)}
      <nav aria-label="Contents">${sections.map(({ id, title }) => html`<a href="#${id}">${title}</a>`)}</nav>
      ${sections.map(
        ({ id, title, lead, body: part }) =>
          html`<section id="${id}">
            <h2>${title}</h2>
            <p class="lead">${lead}</p>
            ${part}
          </section>`,
      )}
      <footer>
        <p>
          Drawings: The Quick, Draw! Dataset, Google Creative Lab, CC BY 4.0. DoodleNet's curve was measured
          for Inkling on other drawings of the same data set.
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
    </script>`;
  return renderDocument({
    title: `${content.figures.model}: evaluation`,
    styles: `:root{--thumbnails:url(${thumbnailSheet(content.album.points)})}`,
    body,
  });
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
