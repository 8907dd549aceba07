import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_WORDS } from '../../../shared/categories/deck.ts';
import {
  decodeLive,
  encodeDraw,
  encodeLive,
  requests,
  type DrawingOp,
  type LiveGuess,
} from '../../../shared/protocol/index.ts';

const ROUND = { id: 7, sheets: [{ id: 'ada' }, { id: 'team-1' }, { id: 'bob' }] };
const OPS: DrawingOp[] = [{ type: 'begin', points: [10, 20, 0, 12, 18, 16] }, { type: 'undo' }];

const guessOf = (change: Partial<LiveGuess>): LiveGuess => ({
  sheet: 'bob',
  round: 7,
  revision: 3,
  guesses: [],
  warmth: 0,
  ...change,
});
const heard = (guess: LiveGuess) =>
  decodeLive(ROUND, encodeLive(ROUND, { ink: [], guesses: [guess] })).guesses[0]!;

describe('what is new on the sheets', () => {
  it('arrives as it was, with shares in whole percent', () => {
    const word = fc.oneof(fc.constantFrom(...ALL_WORDS), fc.string({ minLength: 1 }));
    const confidence = fc.double({ min: 0, max: 1, noNaN: true });
    const sheet = fc.constantFrom(...ROUND.sheets.map(({ id }) => id));
    const guess = fc.record({
      sheet,
      round: fc.constant(7),
      revision: fc.nat(),
      guesses: fc.array(fc.record({ word, confidence }), { maxLength: 5 }),
      warmth: fc.option(confidence),
    });
    const ink = fc.record({ sheet, round: fc.constant(7), revision: fc.nat(), ops: fc.constant(OPS) });
    fc.assert(
      fc.property(fc.array(ink), fc.array(guess), (drawn, guesses) => {
        const sent = JSON.stringify(encodeLive(ROUND, { ink: drawn, guesses }));
        const news = decodeLive(ROUND, JSON.parse(sent) as Parameters<typeof decodeLive>[1]);
        expect(news.ink).toEqual(drawn);
        expect(
          news.guesses.map((one) => [one.sheet, one.revision, one.guesses.map((each) => each.word)]),
        ).toEqual(guesses.map((one) => [one.sheet, one.revision, one.guesses.map((each) => each.word)]));
        for (const [index, { guesses: shown }] of news.guesses.entries()) {
          for (const [place, each] of shown.entries()) {
            expect(
              Math.abs(each.confidence - guesses[index]!.guesses[place]!.confidence),
            ).toBeLessThanOrEqual(0.005 + 1e-9);
          }
        }
      }),
    );
  });

  it('says that a drawing is recognised of none but such a one', () => {
    for (const [warmth, told] of [
      [0.999, 0.99],
      [1, 1],
      [0.5, 0.5],
      [0, 0],
      [null, null],
    ] as const) {
      expect(heard(guessOf({ warmth })).warmth).toBe(told);
    }
  });

  it('names a word of the data set by its number, and any other by itself', () => {
    const guesses = [
      { word: 'sun', confidence: 0.7 },
      { word: 'flux capacitor', confidence: 0.3 },
    ];
    const sent = encodeLive(ROUND, { ink: [], guesses: [guessOf({ guesses })] });
    expect(JSON.stringify(sent)).not.toContain('sun');
    expect(heard(guessOf({ guesses })).guesses).toEqual(guesses);
  });

  it('says for how long ink is to be gathered', () => {
    const news = { ink: [{ sheet: 'ada', round: 7, revision: 0, ops: OPS }], guesses: [], gatherMs: 250 };
    expect(decodeLive(ROUND, encodeLive(ROUND, news))).toEqual(news);
    expect(encodeLive(ROUND, { ...news, gatherMs: undefined })).toHaveLength(3);
  });

  it('is nothing where it is of another round, or of a sheet that is not in it', () => {
    const news = { ink: [{ sheet: 'ada', round: 7, revision: 0, ops: OPS }], guesses: [guessOf({})] };
    const sent = encodeLive(ROUND, news);
    expect(decodeLive(ROUND, sent)).toMatchObject(news);
    const nothing = { ink: [], guesses: [] };
    expect(decodeLive({ ...ROUND, id: 8 }, sent)).toEqual(nothing);
    expect(decodeLive(null, sent)).toEqual(nothing);
    expect(encodeLive({ ...ROUND, id: 8 }, news)).toEqual([8, [], []]);
    expect(encodeLive(ROUND, { ...nothing, guesses: [guessOf({ sheet: 'eve' })] })).toEqual([7, [], []]);
  });
});

describe('ink on its way to the server', () => {
  it('is taken apart once, and then what it was', () => {
    const drawn = { round: 7, sheet: 'ada', revision: 4, ops: OPS };
    expect(requests['draw:ops'].parse(encodeDraw(drawn))).toEqual(drawn);
    const lifted = { ...drawn, isLifted: true } as const;
    expect(requests['draw:ops'].parse(encodeDraw(lifted))).toEqual(lifted);
    const quiet = { ...lifted, onlyRefusals: true } as const;
    expect(requests['draw:ops'].parse(encodeDraw(quiet))).toEqual(quiet);
    const drawnOn = { ...drawn, onlyRefusals: true } as const;
    expect(requests['draw:ops'].parse(encodeDraw(drawnOn))).toEqual(drawnOn);
  });

  it('is refused with the field that is wrong', () => {
    const problem = (payload: unknown) =>
      requests['draw:ops'].safeParse(payload).error?.issues[0]?.path.join('.');
    expect(problem([7, 'ada', 0, 'nonsense'])).toBe('ops');
    expect(problem([0, 'ada', 0, 'u'])).toBe('round');
    expect(problem([7, '', 0, 'u'])).toBe('sheet');
    expect(problem([7, 'ada', -1, 'u'])).toBe('revision');
    expect(
      problem(
        encodeDraw({ round: 7, sheet: 'ada', revision: 0, ops: [{ type: 'begin', points: [0, 1_025, 0] }] }),
      ),
    ).toBe('ops.0.points');
    expect(problem([7, 'ada', 0, Array(65).fill('u').join()])).toBe('ops');
  });
});
