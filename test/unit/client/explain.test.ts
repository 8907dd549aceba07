import { describe, expect, it } from 'vitest';
import { layOutCurve, xOf, yOf, type ChartSize } from '../../../client/ui/parts/explain/curve-layout.ts';
import { curveStory, strokeStory, weightOf } from '../../../client/ui/parts/explain/story.ts';
import type { Explanation } from '../../../shared/protocol/index.ts';

const SIZE: ChartSize = { width: 400, height: 220, left: 42, right: 14, top: 24, bottom: 22 };

/** Something that looked like a fence and then like a ladder. */
function explanation(
  changes: Partial<Explanation> = {},
  effects: (number | null)[] = [0.02, 0.8],
): Explanation {
  const looks: [ladder: number, fence: number][] = [
    [0, 0],
    [0.1, 0.4],
    [0.5, 0.45],
    [0.9, 0.05],
  ];
  return {
    word: 'ladder',
    curve: looks.map(([ladder, fence], look) => ({
      ink: look / 3,
      guesses: [
        { word: 'ladder', confidence: ladder },
        { word: 'fence', confidence: fence },
      ],
    })),
    recognisedAt: 0.62,
    atEnd: [
      { word: 'ladder', confidence: 0.9 },
      { word: 'fence', confidence: 0.05 },
    ],
    strokes: effects.map((effect) => ({ points: [0, 0, 9, 9], effect })),
    neighbours: [],
    ...changes,
  };
}

describe('the story of the guesses', () => {
  it('tells what it thought of on the way and when it was sure', () => {
    expect(curveStory(explanation())).toBe(
      'On the way it thought of a fence. With 62 % of the ink it was sure: of this game’s words, only a ladder fits!',
    );
  });

  it('tells what it said in the end where it was never sure', () => {
    const atEnd = [{ word: 'stairs', confidence: 0.4 }];
    expect(curveStory(explanation({ recognisedAt: null, atEnd }))).toContain(
      'With all the ink it said stairs, 40 % sure.',
    );
    expect(
      curveStory(explanation({ recognisedAt: null, atEnd: [{ word: 'sun', confidence: 0.1 }] })),
    ).toContain('could not tell');
    expect(curveStory(explanation({ recognisedAt: null, word: 'sun' }))).toContain(
      'It hardly ever thought of a sun.',
    );
  });
});

describe('the story of the strokes', () => {
  it.each([
    ['one stroke', {}, [0.02, 0.8], 'The 2nd stroke convinced it: 10 % sure without it, 90 % with it.'],
    [
      'several alike',
      {},
      [0.8, 0.01, 0.78],
      'These strokes convinced it together: 1st and 3rd. 90 % sure with',
    ],
    ['none of many', {}, [0.01, 0, -0.02, null], 'No single stroke decided it'],
    ['the only one', {}, [0.9], 'one single stroke, and that one did it'],
  ] as const)('names %s', (_, changes, effects, sentence) => {
    expect(strokeStory(explanation(changes, [...effects]))).toContain(sentence);
  });

  it('names the stroke that stood in the way where it was not convinced', () => {
    const unsure = explanation({}, [0.1, -0.6]);
    const curve = unsure.curve.map((point) => ({
      ...point,
      guesses: [{ word: 'ladder', confidence: 0.2 }],
    }));
    expect(strokeStory({ ...unsure, curve, recognisedAt: null })).toBe(
      'The 2nd stroke misled it: 80 % sure without it, 20 % with it.',
    );
  });

  it('marks strokes by what they are worth beside the one that is worth most', () => {
    const { strokes } = explanation({}, [0.4, 0.8, -0.2, 0.01, null]);
    expect(strokes.map((stroke) => weightOf(stroke, strokes))).toEqual([0.5, 1, -0.25, 0, 0]);
  });
});

describe('the chart', () => {
  const lines = layOutCurve(explanation(), SIZE, (word) => word);

  it('has a line a word, the prompt first, from no ink to all of it', () => {
    expect(lines.map(({ word, isPrompt }) => [word, isPrompt])).toEqual([
      ['ladder', true],
      ['fence', false],
    ]);
    expect(lines[0]!.end).toEqual({ x: xOf(1, SIZE), y: yOf(0.9, SIZE) });
    expect(lines[0]!.path.startsWith(`M${xOf(0, SIZE).toFixed(1)} ${yOf(0, SIZE).toFixed(1)}C`)).toBe(true);
  });

  it('never shows more or less than there was, however it is rounded', () => {
    for (const { path } of lines) {
      const ys = [...path.matchAll(/[\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
      expect(Math.min(...ys)).toBeGreaterThanOrEqual(yOf(0.9, SIZE) - 0.1);
      expect(Math.max(...ys)).toBeLessThanOrEqual(yOf(0, SIZE) + 0.1);
    }
  });

  it('keeps its words inside and apart', () => {
    const same = explanation({
      curve: [0, 1].map((ink) => ({
        ink,
        guesses: ['ladder', 'fence', 'stairs', 'The Great Wall of China'].map((word) => ({
          word,
          confidence: ink,
        })),
      })),
    });
    const labels = layOutCurve(same, SIZE, (word) => word).map(({ label }) => label);
    for (const [index, label] of labels.entries()) {
      expect(label.x).toBeGreaterThan(SIZE.left);
      expect(label.x).toBeLessThan(SIZE.width);
      for (const other of labels.slice(index + 1)) {
        const isApart = Math.abs(label.y - other.y) >= 16 || Math.abs(label.x - other.x) >= 40;
        expect(isApart).toBe(true);
      }
    }
  });
});
