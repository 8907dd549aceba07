import { describe, expect, it } from 'vitest';
import { ShippedDoodles } from '../../../server/recognition/neighbours.ts';
import { cosineSimilarity } from '../../../shared/recognition/similarity.ts';
import { rasterize, simplify } from '../../../shared/drawing/index.ts';
import { DOODLES, doodleToDrawing, drawingToDoodle } from '../../../shared/doodles/index.ts';
import { stubRecogniser } from '../rooms/stub-recogniser.ts';

/** A network whose last hidden layer is the picture itself. */
function eyes() {
  const recogniser = stubRecogniser(['ladder']);
  const study = recogniser.study.bind(recogniser);
  recogniser.study = async (drawing) => ({
    ...(await study(drawing)),
    embedding: Float32Array.from(rasterize(drawing)),
  });
  return recogniser;
}

describe('neighbours', () => {
  it('are found among the doodles that ship: of one of them, first itself', async () => {
    const recogniser = eyes();
    const source = new ShippedDoodles(recogniser);
    const [doodle] = DOODLES['ladder']!;
    const { embedding } = await recogniser.study(simplify(doodleToDrawing(doodle!)));
    const [first, second] = await source.nearest(embedding, 2);
    expect(first).toMatchObject({ word: 'ladder', strokes: doodle, origin: 'inkling' });
    expect(first!.similarity).toBeCloseTo(1);
    expect(second!.similarity).toBeLessThan(1);
    expect(second!.similarity).toBeGreaterThan(0);
  });

  it('are looked at once, and again after the network was away', async () => {
    const recogniser = eyes();
    const source = new ShippedDoodles(recogniser);
    const all = Object.values(DOODLES).flat().length;
    recogniser.failing = true;
    await source.prepare();
    await expect(source.nearest(new Float32Array(784), 4)).rejects.toThrow('busy');
    recogniser.failing = false;
    recogniser.studied = 0;
    await source.prepare();
    expect(await source.nearest(new Float32Array(784).fill(1), 4)).toHaveLength(4);
    expect(recogniser.studied).toBe(all);
  });

  it('are as near as the angle between them', () => {
    expect(cosineSimilarity(Float32Array.of(1, 0), Float32Array.of(5, 0))).toBe(1);
    expect(cosineSimilarity(Float32Array.of(1, 0), Float32Array.of(1, 1))).toBeCloseTo(Math.SQRT1_2);
    expect(cosineSimilarity(Float32Array.of(1, 0), Float32Array.of(0, 1))).toBe(0);
    expect(cosineSimilarity(Float32Array.of(0, 0), Float32Array.of(0, 1))).toBe(0);
  });
});

describe('a doodle', () => {
  it('becomes a drawing and a doodle again', () => {
    for (const doodle of Object.values(DOODLES).flat()) {
      expect(drawingToDoodle(doodleToDrawing(doodle))).toEqual(doodle);
    }
  });
});
