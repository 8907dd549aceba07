import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { html, Markup } from './markup.ts';

/** A page of the command line: one HTML file in the house's dress that loads nothing. */
export interface Document {
  readonly title: string;
  /** More styles, after the shared ones. */
  readonly styles?: string;
  readonly body: Markup;
}

export async function renderDocument({ title, styles = '', body }: Document): Promise<string> {
  const shared = await readFile(join(import.meta.dirname, 'page.css'), 'utf8');
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>
          ${new Markup(await fontFaces())}
          ${new Markup(shared)}
          ${new Markup(styles)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`;
  // Templates are indented for whoever reads the source; the page is not.
  return page.text.replace(/\n\s+/gu, '\n');
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
