import { describe, expect, it } from 'vitest';
import { InkPath } from '../../../client/drawing/ink-path.ts';
import {
  INK_HALF_WIDTH_UNITS,
  VALUES_PER_CAPSULE,
  type StrokePoints,
} from '../../../client/drawing/smooth.ts';
import { PLAIN_PRESSURE } from '../../../shared/protocol/index.ts';

function stroke(
  ...points: readonly (readonly [number, number])[]
): StrokePoints & { x: number[]; y: number[]; t: number[] } {
  return { x: points.map(([x]) => x), y: points.map(([, y]) => y), t: points.map((_, index) => index * 10) };
}

function extend(target: { x: number[]; y: number[]; t: number[] }, x: number, y: number): void {
  target.x.push(x);
  target.y.push(y);
  target.t.push((target.t.at(-1) ?? 0) + 10);
}

function all(path: InkPath): number[] {
  return [...path.capsules(0, path.count)];
}

function curve(count: number) {
  return stroke(
    ...Array.from(
      { length: count },
      (_, i) => [500 + 300 * Math.cos(i / 6), 500 + 300 * Math.sin(i / 4)] as const,
    ),
  );
}

describe('ink path', () => {
  it('leaves a dot for a single point', () => {
    const path = new InkPath();
    path.follow([stroke([10, 20])]);
    expect(path.count).toBe(1);
    expect(all(path).slice(0, 2)).toEqual([10, 20]);
    expect(path.settledCount).toBe(0);
  });

  it('makes the same ink point by point as at once', () => {
    const whole = curve(60);
    const atOnce = new InkPath();
    atOnce.follow([whole]);
    const growing = stroke();
    const bit = new InkPath();
    whole.x.forEach((x, i) => {
      growing.x.push(x);
      growing.y.push(whole.y[i]!);
      growing.t.push(whole.t[i]!);
      bit.follow([growing]);
    });
    expect(all(bit)).toEqual(all(atOnce));
  });

  it('never changes what it called settled, and says what it changed', () => {
    const whole = curve(80);
    const growing = stroke();
    const path = new InkPath();
    let settled: number[] = [];
    whole.x.forEach((x, i) => {
      extend(growing, x, whole.y[i]!);
      const firstChanged = path.follow([growing]);
      expect(firstChanged * VALUES_PER_CAPSULE).toBeGreaterThanOrEqual(settled.length);
      expect(all(path).slice(0, settled.length)).toEqual(settled);
      settled = [...path.capsules(0, path.settledCount)];
    });
    expect(path.settledCount).toBeGreaterThan(70);
  });

  it('is one unbroken line through all the points', () => {
    const points = curve(40);
    const path = new InkPath();
    path.follow([points]);
    const values = all(path);
    for (let at = VALUES_PER_CAPSULE; at < values.length; at += VALUES_PER_CAPSULE) {
      expect(values[at]).toBe(values[at - 3]);
      expect(values[at + 1]).toBe(values[at - 2]);
    }
    const ends = new Set<string>();
    for (let at = 0; at < values.length; at += VALUES_PER_CAPSULE) {
      ends.add(`${values[at + 3]!.toFixed(2)} ${values[at + 4]!.toFixed(2)}`);
    }
    points.x
      .slice(1)
      .forEach((x, i) =>
        expect(ends).toContain(`${Math.fround(x).toFixed(2)} ${Math.fround(points.y[i + 1]!).toFixed(2)}`),
      );
  });

  it('keeps corners sharp and straight lines in one piece', () => {
    const path = new InkPath();
    path.follow([stroke([0, 0], [80, 0], [80, 80], [0, 80])]);
    expect(path.count).toBe(3);
  });

  it('drops a stroke that was taken back, and everything after one that was replaced', () => {
    const [first, second, third] = [curve(10), curve(12), curve(14)];
    const path = new InkPath();
    path.follow([first]);
    const one = all(path);
    path.follow([first, second, third]);
    const three = all(path);
    expect(path.follow([first, second])).toBeLessThan(three.length / VALUES_PER_CAPSULE);
    expect(path.follow([first])).toBe(one.length / VALUES_PER_CAPSULE);
    expect(all(path)).toEqual(one);
    expect(path.follow([curve(5)])).toBe(0);
    expect(path.follow([])).toBe(0);
    expect(path.count).toBe(0);
  });

  it('changes nothing where nothing changed', () => {
    const strokes = [curve(10), curve(20)];
    const path = new InkPath();
    path.follow(strokes);
    expect(path.follow(strokes)).toBe(path.count);
  });

  it('is as wide as the pen is pressed, and plain in the middle', () => {
    const widths = (pressures: number[]) => {
      const line = stroke(...pressures.map((_, index) => [100 + index * 20, 100] as const));
      const path = new InkPath();
      path.follow([{ ...line, pressures }]);
      return Array.from({ length: path.count }, (_, index) => all(path)[index * VALUES_PER_CAPSULE + 5]!);
    };
    const [light, firm] = [widths([20, 20, 20]), widths([240, 240, 240])];
    expect(Math.max(...light)).toBeLessThan(0.6 * INK_HALF_WIDTH_UNITS);
    expect(Math.min(...firm)).toBeGreaterThan(1.4 * INK_HALF_WIDTH_UNITS);
    expect(widths([PLAIN_PRESSURE, PLAIN_PRESSURE])[0]).toBeCloseTo(INK_HALF_WIDTH_UNITS, 1);
    const swelling = widths([10, 80, 160, 250, 250]);
    expect(swelling).toEqual([...swelling].sort((a, b) => a - b));
  });
});
