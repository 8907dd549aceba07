import {
  boundingBox,
  IMAGE_SIDE_PIXELS,
  longestSide,
  type Drawing,
  type Stroke,
} from '../../../../shared/drawing/index.ts';
import type { FinishedDrawing } from '../drawings.ts';
import { html, type Markup } from './markup.ts';
import { inkPng } from './png.ts';

/** Paper around a drawing, as a share of its longer side. */
const MARGIN = 0.08;

/** A drawing as people see it: its strokes where they are known, else the bitmap. */
export function doodle({ drawing, picture }: Pick<FinishedDrawing, 'drawing' | 'picture'>): Markup {
  if (drawing) return strokesOf(drawing, drawing);
  const side = IMAGE_SIDE_PIXELS;
  return html`<img class="doodle bitmap" alt="" src="${inkPng(picture, side, side)}" />`;
}

/** The strokes of a drawing in the frame of another one, so that an unfinished drawing stays where it will end. */
export function strokesOf(drawing: Drawing, frame: Drawing): Markup {
  const box = boundingBox(frame)!;
  const side = longestSide(box) || 1;
  const whole = side * (1 + 2 * MARGIN);
  const left = (box.minX + box.maxX - whole) / 2;
  const top = (box.minY + box.maxY - whole) / 2;
  return html`<svg class="doodle" viewBox="${left} ${top} ${whole} ${whole}" aria-hidden="true">
    <path d="${drawing.map(strokePath).join('')}" />
  </svg>`;
}

/** Whole numbers, each relative to the one before, which is a third of the bytes. */
function strokePath({ x, y }: Stroke): string {
  let lastX = Math.round(x[0]!);
  let lastY = Math.round(y[0]!);
  const start = `M${lastX} ${lastY}`;
  // A lone point has no length; a line of none shows as a dot because of its round cap.
  if (x.length === 1) return `${start}h0`;
  let steps = '';
  for (let i = 1; i < x.length; i++) {
    const nextX = Math.round(x[i]!);
    const nextY = Math.round(y[i]!);
    const dy = nextY - lastY;
    steps += `${i === 1 ? 'l' : ' '}${nextX - lastX}${dy < 0 ? '' : ' '}${dy}`;
    lastX = nextX;
    lastY = nextY;
  }
  return start + steps;
}
