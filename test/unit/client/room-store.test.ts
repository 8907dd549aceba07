import { describe, expect, it } from 'vitest';
import { RoomStore } from '../../../client/net/room-store.ts';
import { createGame, viewFor } from '../../../shared/game/index.ts';
import type { Phase, Round, Sheet } from '../../../shared/game/index.ts';
import type { DrawingOp, RoomView } from '../../../shared/protocol/index.ts';

const sheet = (id: string, prompt: string): Sheet => ({
  id,
  prompt,
  artistIds: [id],
  turn: 0,
  turnEndsAt: null,
});

const round = (number: number, id = number): Round => ({
  id,
  number,
  mode: 'race',
  sheets: [sheet('me', `word ${number}`), sheet('mia', `word ${number}`)],
  startedAt: 0,
  recognitions: [],
  finds: [],
  skipVotes: [],
  activeIds: [],
});

/** @param id the round's, where it is not its number */
function view(phase: Phase, number: number | null, history: number[] = [], id?: number): RoomView {
  const game = {
    ...createGame(),
    phase,
    round: number === null ? null : round(number, id),
    history: history.map((one) => round(one)),
  };
  return { code: 'BCDF', game: viewFor(game, 'me'), hasPassword: false, startsAt: null, serverNow: 0 };
}

const begin = (x: number): DrawingOp => ({ type: 'begin', points: [x, 0, 0, x, 100, 10] });
const ink = (revision: number, ...ops: DrawingOp[]) => ({ sheet: 'mia', round: 1, revision, ops });

describe('room store', () => {
  it('follows another drawing, and tells a gap from what it knows already', () => {
    const store = new RoomStore();
    store.applyView(view('drawing', 1));
    expect(store.applyInk(ink(0, begin(1)))).toBe('applied');
    expect(store.applyInk(ink(0, begin(1)))).toBe('stale');
    expect(store.applyInk(ink(0, begin(1), begin(2)))).toBe('applied');
    expect(store.drawing('mia')?.strokes.map(({ x }) => x[0])).toEqual([1, 2]);
    expect(store.applyInk(ink(5, begin(3)))).toBe('gap');
    expect(store.applyInk({ ...ink(2, begin(3)), round: 2 })).toBe('stale');
  });

  it('starts every round, and every game’s first round, on fresh sheets', () => {
    const store = new RoomStore();
    const begun: number[] = [];
    store.roundBegan.subscribe(() => begun.push(store.view?.game.round?.number ?? 0));
    store.applyView(view('countdown', 1));
    store.applyView(view('drawing', 1));
    store.applyInk(ink(0, begin(1)));
    store.applyView(view('reveal', 1, [1]));
    expect(store.drawing('mia')).toBeDefined();
    store.applyView(view('countdown', 2, [1]));
    expect(store.drawing('mia')).toBeUndefined();
    store.applyView(view('final', 2, [1, 2]));
    store.applyView(view('countdown', 1, [], 3));
    store.applyView(view('drawing', 1, [], 3));
    // Another word for the same round is another round, too, even for somebody who missed the countdown.
    store.applyView(view('drawing', 1, [], 4));
    expect(begun).toEqual([1, 2, 1, 1]);
  });

  it('takes a sync for everything but my own drawing', () => {
    const store = new RoomStore();
    store.applyView(view('drawing', 1));
    store.applyInk(ink(0, begin(1)));
    const mine = { strokes: [], revision: 4, points: 0, lastT: 0 };
    store.setDrawing('me', mine);
    store.applySync(
      {
        view: view('drawing', 1),
        drawings: [
          { sheet: 'mia', revision: 9, strokes: [{ x: [5], y: [5], t: [0] }] },
          { sheet: 'me', revision: 2, strokes: [] },
        ],
        guesses: [
          { sheet: 'mia', round: 1, revision: 9, guesses: [{ word: 'cat', confidence: 0.4 }], warmth: 0.2 },
        ],
        lines: [],
      },
      'me',
    );
    expect(store.drawing('mia')?.revision).toBe(9);
    expect(store.drawing('me')).toBe(mine);
    expect(store.guess('mia')?.warmth).toBe(0.2);
  });

  it('remembers what the network took a drawing for, without repeats', () => {
    const store = new RoomStore();
    store.applyView(view('drawing', 1));
    for (const word of ['fence', 'fence', 'ladder', 'fence']) {
      store.applyGuess({
        sheet: 'mia',
        round: 1,
        revision: 9,
        guesses: [{ word, confidence: 0.5 }],
        warmth: 0,
      });
    }
    store.applyGuess({
      sheet: 'mia',
      round: 9,
      revision: 9,
      guesses: [{ word: 'cat', confidence: 0.5 }],
      warmth: 0,
    });
    expect(store.trail('mia')).toEqual(['fence', 'ladder', 'fence']);
  });
});
