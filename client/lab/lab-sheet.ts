import { DOODLES, performDoodle } from '../../shared/doodles/index.ts';
import { CANVAS_SIDE_UNITS } from '../../shared/protocol/index.ts';
import { MyDrawing } from '../drawing/my-drawing.ts';
import { attachPen } from '../drawing/pen.ts';
import { t } from '../i18n/t.ts';
import { paintInk } from '../replay/paint.ts';
import { h } from '../ui/dom.ts';
import { inkFrame } from '../ui/ink-frame.ts';
import { button } from '../ui/parts/buttons.ts';
import { DrawTools } from '../ui/parts/draw-tools.ts';
import { KeyboardPen } from '../ui/parts/keyboard-pen.ts';
import { prefersReducedMotion } from '../ui/theme.ts';
import type { Ui } from '../ui/ui.ts';

const SIDE_PIXELS = 640;
/** How well the computer draws, 0..1. */
const COMPUTERS_SKILL = 0.85;
/** It draws faster than a person would. */
const COMPUTERS_PACE = 1.6;

/** What is on the sheet; it stays while the page is made anew, in another language or after a look at something else. */
const drawing = new MyDrawing(1, 'lab');

/** A sheet to draw on, on a canvas of its own: this page scrolls, and the one behind it does not. */
export class LabSheet {
  readonly element: HTMLElement;
  /** Pen, eraser and so on, and the button by which the computer draws. */
  readonly tools: HTMLElement;
  readonly drawing = drawing;
  readonly #ui: Ui;
  readonly #canvas = h('canvas', { width: SIDE_PIXELS, height: SIDE_PIXELS, 'aria-hidden': 'true' });
  readonly #tools: DrawTools;
  readonly #endings: (() => void)[] = [];
  #frame = 0;
  #computer = 0;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#tools = new DrawTools({ pen: () => drawing, onHandChanged: () => undefined });
    this.element = inkFrame(
      h('div', { class: 'sheet sheet--mine is-open lab-sheet', 'aria-label': t('lab.sheet') }, this.#canvas),
      { radius: 14, line: 2.2, wobble: 0.8, filled: true },
    );
    const sheet = this.element;
    const keys = new KeyboardPen(sheet, {
      tool: () => this.#tools.tool(),
      announce: (text) => ui.announcer.say(text),
    });
    keys.update({ isMine: true, isOpen: true });
    const computer = button({ label: t('lab.drawOne'), icon: 'pencil', onPress: () => this.#drawOne() });
    this.tools = h('div', { class: 'lab-tools' }, this.#tools.element, computer);
    sheet.addEventListener('pointerdown', () => this.#stopComputer());
    this.#endings.push(
      attachPen(sheet, { tool: (isEraserEnd) => this.#tools.tool(isEraserEnd) }),
      drawing.changed.subscribe(() => this.#changed()),
      ui.theme.changed.subscribe(() => this.#changed()),
      () => this.#tools.dispose(),
      () => this.#stopComputer(),
    );
    this.#changed();
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    for (const end of this.#endings) end();
  }

  #changed(): void {
    this.#tools.update(false);
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#paint());
  }

  #paint(): void {
    const context = this.#canvas.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, SIDE_PIXELS, SIDE_PIXELS);
    const ink = getComputedStyle(this.#canvas).color;
    paintInk(context, drawing.picture.strokes, SIDE_PIXELS, ink);
  }

  /** The computer draws one of its doodles, for those who would rather look first. */
  #drawOne(): void {
    this.#stopComputer();
    drawing.clear();
    const words = Object.keys(DOODLES);
    const doodles = DOODLES[words[Math.floor(Math.random() * words.length)]!]!;
    const doodle = doodles[Math.floor(Math.random() * doodles.length)]!;
    const points = performDoodle(doodle, Math.random, { skill: COMPUTERS_SKILL }).flatMap(
      ({ x, y, t: times }) =>
        x.map((_, at) => ({
          isFirst: at === 0,
          x: Math.min(x[at]!, CANVAS_SIDE_UNITS),
          y: Math.min(y[at]!, CANVAS_SIDE_UNITS),
          timeMs: times[at]! / COMPUTERS_PACE,
        })),
    );
    const startedAt = performance.now();
    let next = 0;
    const go = () => {
      const now = prefersReducedMotion() ? Infinity : performance.now() - startedAt;
      for (; next < points.length && points[next]!.timeMs <= now; next += 1) {
        const { isFirst, ...point } = points[next]!;
        if (isFirst) drawing.penUp();
        if (isFirst) drawing.penDown(point);
        else drawing.penMove(point);
      }
      if (next < points.length) this.#computer = requestAnimationFrame(go);
      else this.#stopComputer();
    };
    go();
    this.#ui.announcer.say(t('lab.drawing'));
  }

  #stopComputer(): void {
    cancelAnimationFrame(this.#computer);
    drawing.penUp();
  }
}
