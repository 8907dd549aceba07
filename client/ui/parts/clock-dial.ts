import { tCount } from '../../i18n/t.ts';
import { h, setText, svg } from '../dom.ts';

const RADIUS = 20;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;
/** From here on time is short. */
export const LAST_SECONDS = 5;
const ANNOUNCED_SECONDS = [10, LAST_SECONDS];

/** The round's clock: seconds to be read from across a room in a ring of ink that runs dry. */
export class ClockDial {
  readonly element: HTMLElement;
  readonly #number = h('span', { class: 'clock-number', 'aria-hidden': 'true' });
  readonly #ring = svg('circle', {
    class: 'clock-ring',
    cx: 24,
    cy: 24,
    r: RADIUS,
    'stroke-dasharray': CIRCUMFERENCE,
  });
  readonly #spoken = h('span', { class: 'visually-hidden' });
  readonly #announce: (text: string) => void;
  #shown: number | null = null;

  constructor(announce: (text: string) => void) {
    this.#announce = announce;
    this.element = h(
      'div',
      { class: 'clock', role: 'timer', 'aria-live': 'off' },
      svg(
        'svg',
        { class: 'clock-dial', viewBox: '0 0 48 48', 'aria-hidden': 'true' },
        svg('circle', { class: 'clock-track', cx: 24, cy: 24, r: RADIUS }),
        this.#ring,
      ),
      this.#number,
      this.#spoken,
    );
  }

  show(leftMs: number, totalMs: number, isRunning: boolean): void {
    const seconds = Math.ceil(leftMs / 1000);
    const share = totalMs > 0 ? Math.min(1, leftMs / totalMs) : 0;
    this.#ring.style.strokeDashoffset = String(CIRCUMFERENCE * (1 - share));
    this.element.classList.toggle('is-short', isRunning && seconds <= LAST_SECONDS);
    if (seconds === this.#shown) return;
    this.#shown = seconds;
    setText(this.#number, String(seconds));
    setText(this.#spoken, tCount('draw.secondsLeft', seconds));
    if (isRunning && ANNOUNCED_SECONDS.includes(seconds)) this.#announce(tCount('draw.secondsLeft', seconds));
  }
}
