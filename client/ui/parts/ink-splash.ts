import { h } from '../dom.ts';
import { prefersReducedMotion } from '../theme.ts';

const DROPS = 22;
const SPLASH_MS = 900;
/** How far drops fly, as shares of the sheet's side. */
const NEAR = 0.22;
const FAR = 0.62;
/** Drops, in pixels across. */
const SMALL_PX = 6;
const LARGE_PX = 20;
/** The golden angle spreads any number of drops evenly. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Ink bursts from the middle of the sheet. Nothing at all where less motion is wanted. */
export function inkSplash(sheet: HTMLElement): void {
  if (prefersReducedMotion()) return;
  const side = sheet.clientWidth;
  const drops = Array.from({ length: DROPS }, (_, index) => drop(index, side));
  const splash = h('span', { class: 'ink-splash', 'aria-hidden': 'true' }, ...drops);
  sheet.append(splash);
  setTimeout(() => splash.remove(), SPLASH_MS);
}

function drop(index: number, side: number): HTMLElement {
  const angle = index * GOLDEN_ANGLE;
  const reach = side * (NEAR + (FAR - NEAR) * ((index * 0.618) % 1));
  const size = SMALL_PX + (LARGE_PX - SMALL_PX) * ((index * 0.382) % 1);
  const element = h('span', { class: index % 3 === 0 ? 'drop drop--ink' : 'drop' });
  element.style.setProperty('--x', `${Math.round(Math.cos(angle) * reach)}px`);
  element.style.setProperty('--y', `${Math.round(Math.sin(angle) * reach)}px`);
  element.style.setProperty('--size', `${Math.round(size)}px`);
  return element;
}
