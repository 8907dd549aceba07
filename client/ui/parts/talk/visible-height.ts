import type { Unsubscribe } from '../../../net/signal.ts';

/** With less than this height, in pixels, there is room for the sheet, one line and the field only. */
const CRAMPED_PX = 560;

/**
 * Keeps an element within what a keyboard of glass leaves of the page: its top and height as `--visible-top` and
 * `--visible-height`, and the class `is-cramped` where that is little.
 */
export function fitAboveKeyboard(element: HTMLElement, onChange: () => void): Unsubscribe {
  const viewport = window.visualViewport;
  const fit = () => {
    const height = viewport?.height ?? window.innerHeight;
    element.style.setProperty('--visible-height', `${Math.round(height)}px`);
    element.style.setProperty('--visible-top', `${Math.round(viewport?.offsetTop ?? 0)}px`);
    element.classList.toggle('is-cramped', height < CRAMPED_PX);
    onChange();
  };
  // Zoomed in with two fingers the viewport moves, too; then nothing is to follow it.
  const fitUnlessZoomed = () => {
    if ((viewport?.scale ?? 1) === 1) fit();
  };
  viewport?.addEventListener('resize', fitUnlessZoomed);
  viewport?.addEventListener('scroll', fitUnlessZoomed);
  fit();
  return () => {
    viewport?.removeEventListener('resize', fitUnlessZoomed);
    viewport?.removeEventListener('scroll', fitUnlessZoomed);
  };
}
