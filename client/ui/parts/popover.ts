import { h } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';

/** Between a panel and its button, and between a panel and the window's edge, in pixels. */
const GAP_PX = 8;

/**
 * A small panel that a button opens over everything else. Pressing elsewhere or Escape closes it: that, and what is read out
 * about it, is the browser's own work.
 * @param makeContent called when the panel is opened for the first time: most never are
 */
export function attachPopover(button: HTMLButtonElement, makeContent: () => HTMLElement): HTMLElement {
  const panel = inkFrame(h('div', { class: 'popover', popover: 'auto' }), { radius: 16, filled: true });
  button.popoverTargetElement = panel;
  panel.addEventListener('beforetoggle', () => panel.append(makeContent()), { once: true });
  panel.addEventListener('toggle', () => {
    if (panel.matches(':popover-open')) place(panel, button);
  });
  return panel;
}

/** Below its button, or above where there is no room; never over the window's edge. */
function place(panel: HTMLElement, button: HTMLElement): void {
  const from = button.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = panel;
  const { clientWidth, clientHeight } = document.documentElement;
  const isRightToLeft = getComputedStyle(panel).direction === 'rtl';
  const wanted = isRightToLeft ? from.left : from.right - offsetWidth;
  const left = Math.max(GAP_PX, Math.min(wanted, clientWidth - offsetWidth - GAP_PX));
  const hasRoomBelow = from.bottom + GAP_PX + offsetHeight <= clientHeight;
  const top = hasRoomBelow ? from.bottom + GAP_PX : Math.max(GAP_PX, from.top - GAP_PX - offsetHeight);
  panel.style.left = `${left}px`;
  panel.style.top = `${top}px`;
}
