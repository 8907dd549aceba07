import { describe, expect, it } from 'vitest';
import { RoomStore } from '../../../client/net/room-store.ts';
import { createGame } from '../../../shared/game/index.ts';
import type { GameState, Phase, Round } from '../../../shared/game/index.ts';
import type { DrawingOp, RoomView } from '../../../shared/protocol/index.ts';

const round = (number: number): Round => ({
  number,
  prompt: `word ${number}`,
  playerIds: ['me', 'mia'],
  startedAt: 0,
  recognitions: [],
});

function view(phase: Phase, number: number | null, history: number[] = []): RoomView {
  const game: GameState = {
    ...createGame(),
    phase,
    round: number === null ? null : round(number),
    history: history.map(round),
  };
  return { code: 'BCDF', game, serverNow: 0 };
}

const begin = (x: number): DrawingOp => ({ type: 'begin', points: [x, 0, 0, x, 100, 10] });
const ink = (revision: number, ...ops: DrawingOp[]) => ({ playerId: 'mia', round: 1, revision, ops });

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
    store.applyView(view('countdown', 2));
    expect(begun).toEqual([1, 2, 2]);
  });

  it('keeps the drawings of a game for its last screen, and forgets them with the next game', () => {
    const store = new RoomStore();
    store.applyView(view('drawing', 1));
    store.applyInk(ink(0, begin(7)));
    store.applyView(view('reveal', 1, [1]));
    store.applyView(view('countdown', 2, [1]));
    store.applyView(view('final', 2, [1, 2]));
    expect(store.strokesOfRound(1, 'mia')).toHaveLength(1);
    store.applyView(view('countdown', 1));
    store.applyView(view('countdown', 2, [1]));
    expect(store.strokesOfRound(1, 'mia')).toHaveLength(0);
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
          { playerId: 'mia', revision: 9, strokes: [{ x: [5], y: [5], t: [0] }] },
          { playerId: 'me', revision: 2, strokes: [] },
        ],
        guesses: [{ playerId: 'mia', round: 1, guesses: [{ word: 'cat', confidence: 0.4 }], warmth: 0.2 }],
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
      store.applyGuess({ playerId: 'mia', round: 1, guesses: [{ word, confidence: 0.5 }], warmth: 0 });
    }
    store.applyGuess({ playerId: 'mia', round: 9, guesses: [{ word: 'cat', confidence: 0.5 }], warmth: 0 });
    expect(store.trail('mia')).toEqual(['fence', 'ladder', 'fence']);
  });
});
