import { CANVAS_SIDE_UNITS } from '../../../shared/protocol/index.ts';
import { nextTask } from '../../next-task.ts';
import { DOODLES } from '../../drawing/doodles.ts';
import type { StrokePoints } from '../../drawing/smooth.ts';
import { h, svg } from '../dom.ts';

/** How long a doodle takes to draw itself. */
const DOODLE_MS = 1_600;

/**
 * Doodles in the margins of a screen; the style sheet says where. They are part of the page, not of the canvas: the first screen
 * is whole before anything of the canvas has been fetched.
 */
export class DoodleMargin {
  readonly element = h('div', { class: 'doodles', 'aria-hidden': 'true' });

  constructor() {
    // After the words.
    void nextTask().then(() => this.element.append(...DOODLES.map(doodle)));
  }
}

function doodle(strokes: readonly StrokePoints[], index: number): HTMLElement {
  const side = CANVAS_SIDE_UNITS;
  const picture = svg('svg', { viewBox: `0 0 ${side} ${side}`, focusable: 'false' });
  const total = strokes.reduce((sum, stroke) => sum + stroke.x.length, 0);
  let before = 0;
  for (const stroke of strokes) {
    // Each stroke begins when the one before has been drawn.
    const line = svg('path', { class: 'doodle-line', d: pathOf(stroke), pathLength: 1 });
    line.style.animationDelay = `${(DOODLE_MS * before) / total}ms`;
    line.style.animationDuration = `${(DOODLE_MS * stroke.x.length) / total}ms`;
    before += stroke.x.length;
    picture.append(line);
  }
  return h('div', { class: `doodle doodle--${index + 1}` }, picture);
}

function pathOf({ x, y }: StrokePoints): string {
  return `M${x.map((value, point) => `${Math.round(value)} ${Math.round(y[point]!)}`).join('L')}`;
}
