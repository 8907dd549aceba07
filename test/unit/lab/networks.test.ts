import { beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from '../../../server/recognition/engine/engine.ts';
import { readLabDrawings } from '../../../server/training/lab/drawings.ts';
import { labRecipe } from '../../../server/training/lab/recipes.ts';
import { teach } from '../../../server/training/lab/teach.ts';
import { SEQUENCE_STEPS, toSequence, VALUES_PER_STEP } from '../../../shared/recognition/sequence.ts';
import { LAB_ARCHITECTURES, LAB_LEARNING_RATES, type LabPoint } from '../../../shared/protocol/index.ts';

/** Words that look very different. */
const WORDS = ['ladder', 'sun'];

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ prefer: 'wasm', purpose: 'train', threads: 1 });
});

describe.each(LAB_ARCHITECTURES)('the lab’s %s', (architecture) => {
  it('learns to tell a few words by redrawn doodles', async () => {
    const recipe = labRecipe({
      words: WORDS,
      perWord: 48,
      epochs: 6,
      learningRate: LAB_LEARNING_RATES[architecture],
      architecture,
    });
    const { collection, source } = await readLabDrawings('no such folder', WORDS, 48, 0.1);
    expect(source).toBe('doodles');
    const points: LabPoint[] = [];
    let confusion: number[][] = [];
    await teach({
      engine,
      recipe,
      collection,
      onReady: ({ samples }) => expect(samples).toHaveLength(3 * WORDS.length),
      onStep: () => undefined,
      onEpoch: (point, counted) => {
        points.push(point);
        confusion = counted;
      },
      // Six epochs are for slow learners.
      isStopped: () => (points.at(-1)?.accuracy ?? 0) > 0.8,
    });
    expect(points.at(-1)!.accuracy).toBeGreaterThan(0.8);
    expect(points.at(-1)!.loss).toBeLessThan(points[0]!.loss + 1e-9);
    expect(confusion.flat().reduce((sum, count) => sum + count)).toBe(20 * WORDS.length);
  });
});

describe('a drawing as a movement', () => {
  const line = { x: [10, 110], y: [20, 20] };
  const stepsOf = (drawing: Parameters<typeof toSequence>[0]) => {
    const values = toSequence(drawing);
    return Array.from({ length: SEQUENCE_STEPS }, (_, step) => [
      ...values.slice(step * VALUES_PER_STEP, (step + 1) * VALUES_PER_STEP),
    ]);
  };

  it('goes in equal steps from the first point to the last, whatever its size and place', () => {
    const steps = stepsOf([line]);
    for (const [dx, dy, lifted] of steps) {
      expect(dx).toBeCloseTo(10 / SEQUENCE_STEPS, 5);
      expect([dy, lifted]).toEqual([0, 0]);
    }
    expect(stepsOf([{ x: [0, 7], y: [5, 5] }])).toEqual(steps);
  });

  it('says where the pen was lifted, once for each further stroke', () => {
    const lifted = stepsOf([line, { x: [10, 110], y: [90, 90] }, { x: [60], y: [60] }]).map(
      (step) => step[2]!,
    );
    expect(lifted.reduce((sum, value) => sum + value)).toBeGreaterThanOrEqual(1);
    expect(Math.abs(lifted.indexOf(1) - SEQUENCE_STEPS / 2)).toBeLessThanOrEqual(1);
  });

  it('is nothing but zeros without ink', () => {
    expect([...toSequence([])].every((value) => value === 0)).toBe(true);
  });
});
