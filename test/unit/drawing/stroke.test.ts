import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DrawingError,
  MAX_COORDINATE,
  MAX_POINTS,
  MAX_STROKES,
  boundingBox,
  cutAtInk,
  drawingToImage,
  inkLength,
  longestSide,
  parseOfficial,
  pointCount,
  rasterize,
  simplify,
  toOfficial,
  validateDrawing,
} from '../../../shared/drawing/index.ts';
import type { Drawing, DrawingErrorCode } from '../../../shared/drawing/index.ts';
import { anything, timedDrawings } from './arbitraries.ts';

function codeOf(action: () => unknown): DrawingErrorCode | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof DrawingError) return error.code;
    throw error;
  }
  return undefined;
}

describe('parseOfficial', () => {
  it('reads simplified and raw strokes and writes them back', () => {
    const official = [
      [
        [0, 10],
        [5, 6],
      ],
      [
        [1, 2],
        [3, 4],
        [0, 16],
      ],
    ];
    const drawing = parseOfficial(official);
    expect(drawing).toEqual([
      { x: [0, 10], y: [5, 6] },
      { x: [1, 2], y: [3, 4], t: [0, 16] },
    ]);
    expect(toOfficial(drawing)).toEqual(official);
  });

  it('gives back every drawing that it has written', () => {
    fc.assert(
      fc.property(timedDrawings, (drawing) => {
        expect(parseOfficial(toOfficial(drawing))).toEqual(drawing);
      }),
    );
  });

  it('takes an empty drawing and drops strokes without points', () => {
    expect(parseOfficial([])).toEqual([]);
    expect(
      parseOfficial([
        [[], []],
        [[1], [2]],
      ]),
    ).toEqual([{ x: [1], y: [2] }]);
  });

  it.each<[string, unknown, DrawingErrorCode]>([
    ['no list', { strokes: [] }, 'not-a-drawing'],
    ['null', null, 'not-a-drawing'],
    ['a stroke that is no list', [7], 'not-a-drawing'],
    ['a stroke without y', [[[1, 2]]], 'not-a-drawing'],
    ['a stroke of four lists', [[[1], [2], [3], [4]]], 'not-a-drawing'],
    ['fewer y than x', [[[1, 2], [3]]], 'uneven'],
    ['fewer t than x', [[[1, 2], [3, 4], [0]]], 'uneven'],
    ['NaN', [[[NaN], [1]]], 'not-finite'],
    ['Infinity', [[[1], [-Infinity]]], 'not-finite'],
    ['a string for a number', [[['1'], [1]]], 'not-finite'],
    ['null for a number', [[[1], [null]]], 'not-finite'],
    ['a time of NaN', [[[1], [1], [NaN]]], 'not-finite'],
    ['1e308', [[[1e308], [1]]], 'too-large'],
    ['-1e308', [[[1], [-1e308]]], 'too-large'],
    ['a time of 1e308', [[[1], [1], [1e308]]], 'too-large'],
    ['too many strokes', Array.from({ length: MAX_STROKES + 1 }, () => [[1], [1]]), 'too-large'],
    [
      'too many points',
      [[Array<number>(MAX_POINTS + 1).fill(1), Array<number>(MAX_POINTS + 1).fill(1)]],
      'too-large',
    ],
    [
      'too many points in all',
      Array.from({ length: 3 }, () => [Array<number>(9000).fill(1), Array<number>(9000).fill(1)]),
      'too-large',
    ],
  ])('refuses %s', (_, value, code) => {
    expect(codeOf(() => parseOfficial(value))).toBe(code);
  });

  it('says which number to change', () => {
    expect(() =>
      parseOfficial([
        [[1], [1]],
        [
          [1, NaN],
          [2, 3],
        ],
      ]),
    ).toThrow('Give a finite number for x of point 1 in stroke 1.');
  });

  it.each<[unknown, string]>([
    [7, 'Send a drawing as a list of strokes, each [[x…], [y…]].'],
    [Array(501).fill([[1], [1]]), 'Send at most 500 strokes; this drawing has 501.'],
    [[[[1]]], 'Send stroke 0 as [[x…], [y…]] or [[x…], [y…], [t…]].'],
    [
      [
        [[1], [1]],
        [[1], [1], [1], [1]],
      ],
      'Send stroke 1 as [[x…], [y…]] or [[x…], [y…], [t…]].',
    ],
    [[['1', [1]]], 'Give stroke 0 a list of x, a list of y and, if timed, a list of t.'],
    [[[[1], [1], 't']], 'Give stroke 0 a list of x, a list of y and, if timed, a list of t.'],
    [[[[1, 2], [1]]], 'Give stroke 0 as many y (and t) as x: one of each for every point.'],
    [[[[1], [1], [1, 2]]], 'Give stroke 0 as many y (and t) as x: one of each for every point.'],
    [[[[1], ['1']]], 'Give a finite number for y of point 0 in stroke 0.'],
    [[[[1], [1], [null]]], 'Give a finite number for t of point 0 in stroke 0.'],
    [[[[1e6 + 1], [1]]], 'Keep x of point 0 in stroke 0 between -1000000 and 1000000.'],
    [[[[1], [1], [-2e14]]], 'Keep t of point 0 in stroke 0 between -100000000000000 and 100000000000000.'],
    [[[Array(20_001).fill(1), Array(20_001).fill(1)]], 'Send at most 20000 points in one drawing.'],
    [
      [0, 1].map(() => [Array(10_001).fill(1), Array(10_001).fill(1)]),
      'Send at most 20000 points in one drawing.',
    ],
  ])('says what to change (%#)', (value, message) => {
    expect(() => parseOfficial(value)).toThrow(expect.objectContaining({ name: 'DrawingError', message }));
  });

  it('says the same of what is no drawing at all', () => {
    expect(() => validateDrawing('sun' as unknown as Drawing)).toThrow(
      'Send a drawing as a list of strokes.',
    );
    expect(() => validateDrawing(Array<Drawing[number]>(501).fill({ x: [], y: [] }))).toThrow(
      'Send at most 500 strokes; this drawing has 501.',
    );
    for (const stroke of [null, undefined, 7, {}, { x: [1] }, { y: [1] }, { x: [1], y: [1], t: 1 }]) {
      expect(codeOf(() => validateDrawing([stroke as unknown as Drawing[number]]))).toBe('not-a-drawing');
    }
    const error = new DrawingError('uneven', 'Why.');
    expect([error.name, error.code, error.message]).toEqual(['DrawingError', 'uneven', 'Why.']);
  });

  it('takes what is as large as may be', () => {
    const limits = [
      [
        [1e6, -1e6],
        [-1e6, 1e6],
        [-1e14, 1e14],
      ],
    ];
    expect(toOfficial(parseOfficial(limits))).toEqual(limits);
    expect(validateDrawing([0, 1].map(() => ({ x: Array(10_000).fill(1), y: Array(10_000).fill(1) })))).toBe(
      20_000,
    );
    expect(parseOfficial(Array(500).fill([[1], [1]]))).toHaveLength(500);
  });

  it('takes sparse lists for what they are', () => {
    expect(codeOf(() => parseOfficial([[new Array(3), new Array(3)]]))).toBe('not-finite');
  });
});

describe('measures', () => {
  const drawing: Drawing = [
    { x: [0, 3, 3], y: [0, 4, 10] },
    { x: [-7], y: [2] },
  ];

  it('finds the box, the ink and the number of points', () => {
    expect(boundingBox(drawing)).toEqual({ minX: -7, minY: 0, maxX: 3, maxY: 10 });
    expect(longestSide(boundingBox(drawing)!)).toBe(10);
    expect(inkLength(drawing)).toBe(11);
    expect(pointCount(drawing)).toBe(4);
  });

  it('knows nothing where nothing is', () => {
    for (const empty of [[], [{ x: [], y: [] }]]) {
      expect(boundingBox(empty)).toBeUndefined();
      expect(inkLength(empty)).toBe(0);
      expect(pointCount(empty)).toBe(0);
    }
  });

  it('measures boxes that lie wholly on one side of the middle', () => {
    expect(boundingBox([{ x: [5, 9], y: [7, 6] }])).toEqual({ minX: 5, minY: 6, maxX: 9, maxY: 7 });
    expect(boundingBox([{ x: [-5, -9], y: [-7, -6] }])).toEqual({ minX: -9, minY: -7, maxX: -5, maxY: -6 });
    expect(longestSide({ minX: -9, minY: -7, maxX: -5, maxY: 3 })).toBe(10);
  });

  it('gives a lone point a box but no ink', () => {
    expect(boundingBox([{ x: [5], y: [6] }])).toEqual({ minX: 5, minY: 6, maxX: 5, maxY: 6 });
    expect(inkLength([{ x: [5], y: [6] }])).toBe(0);
  });
});

describe('every entry', () => {
  const entries: Record<string, (drawing: Drawing) => unknown> = {
    validateDrawing,
    parseOfficial,
    toOfficial,
    boundingBox,
    inkLength,
    pointCount,
    simplify,
    cutAtInk: (drawing) => cutAtInk(drawing, 0.5),
    rasterize: (drawing) => rasterize(drawing),
    'rasterize as it is': (drawing) => rasterize(drawing, { fit: false }),
    drawingToImage: (drawing) => drawingToImage(drawing),
  };

  it.each(Object.entries(entries))(
    '%s meets anything with a result or a DrawingError, never with NaN',
    (_, entry) => {
      fc.assert(
        fc.property(anything, (value) => {
          try {
            expect(JSON.stringify(entry(value as Drawing) ?? 0)).not.toContain('null');
          } catch (error) {
            if (!(error instanceof DrawingError)) throw error;
            expect(error.message.length).toBeGreaterThan(10);
          }
        }),
        { numRuns: 200 },
      );
    },
  );

  const far = MAX_COORDINATE;
  const extremes: Record<string, Drawing> = {
    empty: [],
    'an empty stroke': [{ x: [], y: [] }],
    'one point': [{ x: [12], y: [-3] }],
    'the same point twice': [{ x: [7, 7], y: [7, 7] }],
    'negative coordinates': [{ x: [-50, -10], y: [-900, -800] }],
    'the largest box': [{ x: [-far, far], y: [-far, far] }],
    'a small mark far away': [{ x: [far, far - 1e-5], y: [far, far] }],
    'less than nothing': [{ x: [0, Number.MIN_VALUE], y: [0, 0] }],
    'as many points as may be': [
      {
        x: Array.from({ length: MAX_POINTS }, (_, i) => i % 97),
        y: Array.from({ length: MAX_POINTS }, (_, i) => i % 89),
      },
    ],
    'as many strokes as may be': Array.from({ length: MAX_STROKES }, (_, i) => ({
      x: [i, i + 1],
      y: [0, i],
    })),
  };

  it.each(Object.entries(extremes))('bears %s', (_, drawing) => {
    for (const entry of Object.values(entries).filter((one) => one !== parseOfficial)) {
      expect(JSON.stringify(entry(drawing) ?? 0)).not.toContain('null');
    }
    expect(rasterize(drawing).some((grey) => grey > 0)).toBe(pointCount(drawing) > 0);
  });
});
