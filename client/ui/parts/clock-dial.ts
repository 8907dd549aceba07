import { formatSeconds, tCount } from '../../i18n/t.ts';
import { LAST_SECONDS } from '../../sound/seconds-left.ts';
import { h, setText, svg } from '../dom.ts';
import { icon } from '../icons.ts';

const RADIUS = 20;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;
const ANNOUNCED_SECONDS = [10, LAST_SECONDS];

/** The round's clock: seconds to be read from across a room in a ring of ink that runs dry. */
export class ClockDial {
  readonly element: HTMLElement;
  readonly #number = h('span', { class: 'clock-number', 'aria-hidden': 'true' });
  readonly #restNumber = h('span');
  /** What is left for finishing the drawing. */
  readonly #rest = h(
    'span',
    { class: 'clock-rest', 'aria-hidden': 'true', hidden: true },
    icon('pencil'),
    this.#restNumber,
  );
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
      this.#rest,
      this.#spoken,
    );
  }

  /**
   * @param stoppedMs when it stopped for scoring, milliseconds of drawing: the ring stays there, while the time that is left
   * for finishing runs on below
   */
  show(leftMs: number, totalMs: number, isRunning: boolean, stoppedMs: number | null): void {
    const seconds = Math.ceil(leftMs / 1000);
    const shownMs = stoppedMs === null ? leftMs : totalMs - stoppedMs;
    const share = totalMs > 0 ? Math.min(1, shownMs / totalMs) : 0;
    this.#ring.style.strokeDashoffset = String(CIRCUMFERENCE * (1 - share));
    const isStopped = stoppedMs !== null;
    this.element.classList.toggle('is-short', isRunning && !isStopped && seconds <= LAST_SECONDS);
    this.element.classList.toggle('is-stopped', isStopped);
    this.#rest.hidden = !isStopped;
    setText(this.#number, isStopped ? formatSeconds(stoppedMs) : String(seconds));
    if (seconds === this.#shown) return;
    this.#shown = seconds;
    setText(this.#restNumber, String(seconds));
    setText(this.#spoken, tCount('draw.secondsLeft', seconds));
    if (isRunning && ANNOUNCED_SECONDS.includes(seconds)) this.#announce(tCount('draw.secondsLeft', seconds));
  }
}
