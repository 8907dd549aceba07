import { describe, expect, it } from 'vitest';
import { isStrokeNear } from '../../../client/drawing/hit.ts';

const line = (...points: [number, number][]) => ({
  x: points.map(([x]) => x),
  y: points.map(([, y]) => y),
  t: points.map(() => 0),
});
const at = (x: number, y: number) => ({ x, y });

describe('what an eraser touches', () => {
  it('is a line that it crosses, however far its ends are', () => {
    const stroke = line([0, 500], [1000, 500]);
    expect(isStrokeNear(stroke, at(500, 0), at(510, 1000), 1)).toBe(true);
    expect(isStrokeNear(stroke, at(500, 0), at(510, 480), 10)).toBe(false);
    expect(isStrokeNear(stroke, at(500, 0), at(510, 495), 10)).toBe(true);
  });

  it('is a dot, and the end of a line, within reach and no farther', () => {
    expect(isStrokeNear(line([100, 100]), at(100, 120), at(100, 120), 20)).toBe(true);
    expect(isStrokeNear(line([100, 100]), at(100, 121), at(100, 121), 20)).toBe(false);
    expect(isStrokeNear(line([100, 100], [200, 100]), at(215, 100), at(300, 100), 20)).toBe(true);
  });

  it('is nothing of a line that runs beside it', () => {
    expect(isStrokeNear(line([0, 0], [100, 100]), at(50, 0), at(150, 100), 20)).toBe(false);
  });
});
