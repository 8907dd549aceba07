import fc from 'fast-check';
import { expect, it } from 'vitest';
import { layOutTiles, tilePixels } from '../../../client/lab/tiles.ts';
import { gradCam } from '../../../shared/lab/grad-cam.ts';

const INK = [0, 0, 0] as const;
const RED = [1, 0, 0] as const;

it('Grad-CAM shows the places of the maps that speak for a word, and nothing of those that speak against it', () => {
  // Two places, two channels: the first speaks for the word at place 1, the second against it at place 0.
  const activations = [0, 4, 2, 0];
  const gradients = [1, -1, 1, -1];
  expect([...gradCam(activations, gradients, 2)]).toEqual([0, 1]);
});

it('Grad-CAM is between 0 and 1, with 1 where anything speaks for the word', () => {
  const numbers = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 27, maxLength: 27 });
  fc.assert(
    fc.property(numbers, numbers, (activations, gradients) => {
      const heat = gradCam(activations, gradients, 3);
      expect(heat).toHaveLength(9);
      const most = Math.max(...heat);
      expect([0, 1]).toContain(most);
      expect(Math.min(...heat)).toBeGreaterThanOrEqual(0);
    }),
  );
});

it('Grad-CAM weighs every map by the mean of how the score would rise with it', () => {
  // Four places, two channels, whose gradients come to 0.5 and to 1.
  const gradients = [2, 0, 0, 0, 0, 4, 0, 0];
  const activations = [4, 0, 0, 1, 2, 2, -9, 1];
  expect([...gradCam(activations, gradients, 2)]).toEqual([2 / 3, 1 / 3, 1, 0].map(Math.fround));
  expect([...gradCam([1, 1], [-1, -1], 1)]).toEqual([0, 0]);
});

it('every map of a layer has its place on the sheet, with a gap between', () => {
  const layout = layOutTiles(6, 2, 1.5);
  expect(layout).toMatchObject({ columns: 3, rows: 2, width: 8, height: 5 });
});

it('paints the strongest value with full ink, half of it with half, and red below zero', () => {
  const layout = layOutTiles(2, 1, 2);
  const pixels = tilePixels([2, -1], layout, INK, RED);
  expect([...pixels]).toEqual([0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 128]);
});
