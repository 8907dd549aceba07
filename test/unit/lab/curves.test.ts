import { expect, it } from 'vitest';
import { layOutCurves } from '../../../client/lab/curves.ts';

const curve = { run: 0, isDashed: false };

it('a curve goes from the first epoch at the left to the last at the right, and higher is higher', () => {
  const [path] = layOutCurves([{ ...curve, values: [0, 0.5, 1] }], 1, 3);
  const places = path!.d
    .split(/[ML]/)
    .slice(1)
    .map((place) => place.split(' ').map(Number));
  expect(places.map(([x]) => x)).toEqual([44, 246, 448]);
  expect(places.map(([, y]) => y)).toEqual([184, 99, 14]);
  expect(path!.end).toEqual({ x: 448, y: 14 });
});

it('a run that has just begun has a dot, one without epochs nothing, and what is too high stays in the chart', () => {
  const paths = layOutCurves(
    [
      { ...curve, values: [9] },
      { ...curve, run: 1, values: [] },
    ],
    4,
    8,
  );
  expect(paths.map(({ run, end }) => [run, end])).toEqual([[0, { x: 44, y: 14 }]]);
});
