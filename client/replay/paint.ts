import type { StrokePoints } from '../drawing/smooth.ts';
import { CANVAS_SIDE_UNITS } from '../../shared/protocol/index.ts';
import { inkLines } from './ink-lines.ts';

/** Paints strokes over whatever is on a square of `sidePixels`. */
export function paintInk(
  context: CanvasRenderingContext2D,
  strokes: readonly StrokePoints[],
  sidePixels: number,
  color: string,
): void {
  const scale = sidePixels / CANVAS_SIDE_UNITS;
  context.save();
  context.scale(scale, scale);
  context.strokeStyle = color;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const { points, width } of inkLines(strokes)) {
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(points[0]!, points[1]!);
    // A dot is a line of no length, which round caps make visible.
    if (points.length === 2) context.lineTo(points[0]!, points[1]!);
    for (let at = 2; at < points.length; at += 2) context.lineTo(points[at]!, points[at + 1]!);
    context.stroke();
  }
  context.restore();
}
