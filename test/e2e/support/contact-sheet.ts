import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openBrowser } from './chromium.ts';

const SCREENSHOTS = path.join(import.meta.dirname, '..', 'screenshots');
/** Not a screenshot, though it stands among them. */
const SHEET = 'contact-sheet';
const SHEET_WIDTH_PIXELS = 2_000;

/** For vitest: the sheet is about this run, so what earlier ones left is thrown away first. */
export default async function setup(): Promise<() => Promise<void>> {
  await rm(SCREENSHOTS, { recursive: true, force: true });
  return makeContactSheet;
}

/** Puts all screenshots of a run on one page, as HTML to zoom into and as one picture. */
async function makeContactSheet(): Promise<void> {
  const files = await readdir(SCREENSHOTS).catch(() => []);
  const names = files.filter((file) => file.endsWith('.png')).map((file) => file.slice(0, -'.png'.length));
  if (names.length === 0) return;
  const page = path.join(SCREENSHOTS, `${SHEET}.html`);
  await writeFile(page, htmlOf(names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))));
  const browser = await openBrowser();
  try {
    const tab = await browser.newPage({ viewport: { width: SHEET_WIDTH_PIXELS, height: 1_000 } });
    await tab.goto(`file://${page}`);
    await tab.screenshot({ path: path.join(SCREENSHOTS, `${SHEET}.png`), fullPage: true });
  } finally {
    await browser.close();
  }
  process.stdout.write(`${names.length} screenshots on one sheet: ${path.relative(process.cwd(), page)}\n`);
}

function htmlOf(names: readonly string[]): string {
  const figures = names.map(
    (name) => `<a href="${name}.png"><img src="${name}.png" alt=""><span>${name}</span></a>`,
  );
  return `<!doctype html>
<meta charset="utf-8">
<title>Inkling, every screen</title>
<style>
  body { margin: 16px; background: #d8d4ca; font: 11px sans-serif; display: flex; flex-wrap: wrap; gap: 12px; }
  a { color: #222; text-decoration: none; display: flex; flex-direction: column; gap: 3px; max-width: 330px; }
  img { height: 185px; align-self: start; border: 1px solid #8886; background: white; }
</style>
${figures.join('\n')}
`;
}
