import { cutAtMoment, drawingDurationMs } from '../../../shared/drawing/index.ts';
import type { FinishedDrawing } from '../../../shared/protocol/index.ts';
import { formatSeconds, t } from '../../i18n/t.ts';
import { paintInk } from '../../replay/paint.ts';
import { Playback, RATES, type Rate } from '../../replay/playback.ts';
import { h, setText } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';
import { prefersReducedMotion, type Theme } from '../theme.ts';
import { icon } from '../icons.ts';

/** How far one press of an arrow key moves. */
const STEP_MS = 100;
/** A drawing that took no time, such as a dot, is still shown for a moment. */
const SHORTEST_MS = 300;

export interface ReplayPlayerOptions {
  readonly theme: Theme;
  /** Played side by side, all from their first point. */
  readonly drawings: readonly FinishedDrawing[];
  /** What stands below each; none where there is only one. */
  readonly caption?: (drawing: FinishedDrawing) => HTMLElement;
  /** The end was reached by playing. */
  readonly onEnd?: () => void;
}

/** Drawings as they came about, in their real time or faster. Who asked for less motion sees them finished until they press play. */
export class ReplayPlayer {
  readonly element: HTMLElement;
  readonly #options: ReplayPlayerOptions;
  readonly #playback: Playback;
  readonly #canvases: readonly { canvas: HTMLCanvasElement; drawing: FinishedDrawing }[];
  readonly #button: HTMLButtonElement;
  readonly #scrub: HTMLInputElement;
  readonly #time = h('span', { class: 'replay-time' });
  readonly #ends: (() => void)[] = [];
  #frame: number | null = null;
  #lastFrameMs = 0;

  constructor(options: ReplayPlayerOptions) {
    const { drawings, caption, theme } = options;
    this.#options = options;
    const durations = drawings.map(({ strokes }) => drawingDurationMs(strokes));
    this.#playback = new Playback(Math.max(SHORTEST_MS, ...durations));
    this.#canvases = drawings.map((drawing) => ({
      drawing,
      canvas: h('canvas', { class: 'replay-canvas', 'aria-hidden': 'true' }),
    }));
    this.#button = h('button', {
      type: 'button',
      class: 'icon-button replay-play',
      onclick: () => this.#toggle(),
    });
    this.#scrub = h('input', {
      type: 'range',
      class: 'replay-scrub',
      min: 0,
      step: STEP_MS,
      'aria-label': t('replay.position'),
      oninput: () => {
        this.#playback.seek(Number(this.#scrub.value));
        this.#show();
      },
    });
    // The last step need not be a whole one.
    this.#scrub.max = String(Math.ceil(this.#playback.durationMs / STEP_MS) * STEP_MS);
    const sheets = this.#canvases.map(({ canvas, drawing }) =>
      h(
        'figure',
        { class: 'replay-sheet' },
        inkFrame(h('div', { class: 'picture' }, canvas), {
          radius: 14,
          radiusShare: 0.12,
          wobble: 0.8,
          filled: true,
        }),
        caption?.(drawing),
      ),
    );
    const row = h('div', { class: 'replay-sheets', 'data-count': drawings.length }, ...sheets);
    row.style.setProperty('--count', String(drawings.length));
    this.element = h(
      'div',
      { class: 'replay' },
      row,
      h('div', { class: 'replay-controls' }, this.#button, this.#scrub, this.#time, this.#rates()),
    );
    const watch = new ResizeObserver(() => this.#paint());
    for (const { canvas } of this.#canvases) watch.observe(canvas);
    this.#ends.push(
      () => watch.disconnect(),
      theme.changed.subscribe(() => this.#paint()),
    );
    if (prefersReducedMotion()) this.#playback.seek(this.#playback.durationMs);
    else this.#play();
    this.#show();
  }

  dispose(): void {
    this.#pause();
    for (const end of this.#ends) end();
  }

  #rates(): HTMLElement {
    const buttons = RATES.map((rate) =>
      h(
        'button',
        { type: 'button', class: 'rate', 'aria-pressed': 'false', onclick: () => setRate(rate) },
        t('replay.rate', { rate }),
      ),
    );
    const setRate = (wanted: Rate) => {
      this.#playback.rate = wanted;
      buttons.forEach((one, index) => one.setAttribute('aria-pressed', String(RATES[index] === wanted)));
    };
    setRate(1);
    return h('div', { class: 'rates', role: 'group', 'aria-label': t('replay.speed') }, ...buttons);
  }

  #toggle(): void {
    if (this.#playback.isPlaying) this.#pause();
    else this.#play();
    this.#show();
  }

  #play(): void {
    this.#playback.play();
    this.#lastFrameMs = performance.now();
    this.#frame ??= requestAnimationFrame(() => this.#step());
  }

  #pause(): void {
    this.#playback.pause();
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
  }

  #step(): void {
    const now = performance.now();
    const hasEnded = this.#playback.pass(now - this.#lastFrameMs);
    this.#lastFrameMs = now;
    this.#frame = this.#playback.isPlaying ? requestAnimationFrame(() => this.#step()) : null;
    this.#show();
    if (hasEnded) this.#options.onEnd?.();
  }

  #show(): void {
    const { isPlaying, isAtEnd, positionMs, durationMs } = this.#playback;
    const label = t(isPlaying ? 'replay.pause' : 'replay.play');
    if (this.#button.getAttribute('aria-label') !== label) {
      this.#button.setAttribute('aria-label', label);
      this.#button.title = label;
      this.#button.replaceChildren(icon(isPlaying ? 'pause' : 'play'));
    }
    this.#scrub.value = isAtEnd ? this.#scrub.max : String(positionMs);
    const times = { seconds: formatSeconds(positionMs), total: formatSeconds(durationMs) };
    this.#scrub.setAttribute('aria-valuetext', t('replay.positionText', times));
    setText(this.#time, t('replay.time', times));
    this.#paint();
  }

  #paint(): void {
    const ink = getComputedStyle(document.documentElement).getPropertyValue('--ink').trim();
    for (const { canvas, drawing } of this.#canvases) {
      const side = Math.round(canvas.clientWidth * window.devicePixelRatio);
      if (side === 0) continue;
      // Setting the size wipes the canvas, too.
      canvas.width = side;
      canvas.height = side;
      const context = canvas.getContext('2d');
      if (context) paintInk(context, cutAtMoment(drawing.strokes, this.#playback.positionMs), side, ink);
    }
  }
}
