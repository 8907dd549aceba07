import { smoothStroke, startSmoothing, type StrokePoints } from '../drawing/smooth.ts';

/** One stroke as a line to be painted: smooth, of one width. */
export interface InkLine {
  /** x, y, x, y, … in canvas units; one point is a dot. */
  readonly points: readonly number[];
  readonly width: number;
}

/** The strokes as the game draws them, each with the mean of its width: the same lines on paper, in SVG and in a film. */
export function inkLines(strokes: readonly StrokePoints[]): InkLine[] {
  return strokes.flatMap((stroke) => {
    const points: number[] = [];
    let pieces = 0;
    let halfWidths = 0;
    smoothStroke(
      stroke,
      startSmoothing(),
      (x0, y0, r0, x1, y1, r1) => {
        if (points.length === 0) points.push(x0, y0);
        if (x1 !== x0 || y1 !== y0) points.push(x1, y1);
        halfWidths += (r0 + r1) / 2;
        pieces += 1;
      },
      () => undefined,
    );
    return pieces === 0 ? [] : [{ points, width: (2 * halfWidths) / pieces }];
  });
}
