import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe knows of WCAG up to level AA, and its best practices. */
const RULES: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // Whoever speaks to the device says what is written on a button; axe calls the rule an experiment and leaves it out.
  rules: { 'label-content-name-mismatch': { enabled: true } },
  resultTypes: ['violations'],
};

/** What axe finds on a page: a line each, nothing where all is well. */
export async function axeFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(async (options) => {
    const { axe } = globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
    // The canvas has no words; behind them it only keeps axe from seeing the paper's colour.
    const canvas = document.querySelector<HTMLElement>('#app > canvas');
    canvas?.style.setProperty('display', 'none');
    const results = await axe.run(options);
    canvas?.style.removeProperty('display');
    return results;
  }, RULES);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  );
}

/** What stands outside the window's sides or outside its own button: a line each. */
export function clippings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const TOLERANCE_PX = 2;
    const found: string[] = [];
    const note = (what: string, element: Element) =>
      found.push(`${what}: ${element.className} "${element.textContent.slice(0, 60)}"`);
    for (const element of document.querySelectorAll('#app :is(button, a, input, select, h1, h2, p, li)')) {
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (element.closest('.visually-hidden, .doodles, .reaction-layer, .banner') !== null) continue;
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 0 && (left < -TOLERANCE_PX || right > window.innerWidth + TOLERANCE_PX)) {
        note(`outside the window (${Math.round(left)} to ${Math.round(right)})`, element);
      }
      const ownLabel = element.matches('button, a') ? element.querySelector('.button-label') : null;
      const label = ownLabel?.getBoundingClientRect();
      const box = element.getBoundingClientRect();
      if (label && (label.left < box.left || label.right > box.right || label.bottom > box.bottom)) {
        note('label outside its button', element);
      }
    }
    return found;
  });
}
