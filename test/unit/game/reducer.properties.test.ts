import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EASY_WORDS, confusable } from '../../../shared/categories/deck.ts';
import { SEAT_KEPT_MS, createGame, nextTickAt, ranking, reduce } from '../../../shared/game/index.ts';
import type { GameEffect, GameEvent, GameState } from '../../../shared/game/index.ts';

const PLAYERS = ['ada', 'ben', 'cleo', 'dan', 'eve', 'fay', 'gil', 'hal', 'ivy', 'jo'];
const START_MS = 1_000_000;

/** Any event by anybody, in any order, with any pause before it; few players, so that they meet. */
const player = fc.constantFrom(...PLAYERS);
const event: fc.Arbitrary<GameEvent> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('join' as const),
      playerId: player,
      name: fc.constantFrom('A', 'B', 'C', 'D', 'a'),
      color: fc.nat(7),
    }),
  },
  fc.record({
    type: fc.constantFrom('leave' as const, 'disconnect' as const, 'reconnect' as const),
    playerId: player,
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('start' as const),
      playerId: player,
      words: fc.constantFrom(EASY_WORDS, EASY_WORDS.slice(0, 7), ['sun'], []),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('recognised' as const),
      playerId: player,
      round: fc.integer({ min: 0, max: 7 }),
    }),
  },
  fc.record({
    type: fc.constant('update' as const),
    playerId: player,
    name: fc.constantFrom('A', 'B', 'Z'),
    color: fc.nat(7),
  }),
  { weight: 4, arbitrary: fc.constant({ type: 'tick' as const }) },
);
const pauseMs = fc.oneof(fc.nat(500), fc.nat(5_000), fc.nat(30_000), fc.nat(200_000));
const history = fc.array(fc.tuple(event, pauseMs), { maxLength: 120 });
const randoms = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
  minLength: 1,
  maxLength: 20,
});

interface Step {
  readonly before: GameState;
  readonly after: GameState;
  readonly event: GameEvent;
  readonly effects: readonly GameEffect[];
  readonly now: number;
}

/** Plays events from an empty room and checks every step. */
function play(
  events: readonly (readonly [GameEvent, number])[],
  numbers: readonly number[],
  check: (step: Step) => void,
): GameState {
  let state = createGame();
  let now = START_MS;
  let drawn = 0;
  const random = () => numbers[drawn++ % numbers.length]!;
  for (const [event, pause] of events) {
    now += pause;
    const before = state;
    const { state: after, effects } = reduce(before, event, now, random);
    state = after;
    check({ before, after, event, effects, now });
  }
  return state;
}

function always(check: (step: Step) => void): void {
  fc.assert(
    fc.property(history, randoms, (events, numbers) => {
      play(events, numbers, check);
    }),
    { numRuns: 300 },
  );
}

describe('whatever happens in a room', () => {
  it('there is a host while anybody is there, and none in an empty room', () => {
    always(({ after }) => {
      if (after.players.length === 0) expect(after.hostId).toBeNull();
      else expect(after.players.map(({ id }) => id)).toContain(after.hostId);
    });
  });

  it('scores never fall within a game', () => {
    always(({ before, after, event, effects }) => {
      if (effects.some(({ type }) => type === 'game-started')) return;
      for (const { id, score } of before.players) {
        const now = after.players.find((other) => other.id === id);
        // Somebody who leaves and joins anew begins anew; nobody else's score may fall.
        if (now && !(event.type === 'join' && event.playerId === id))
          expect(now.score).toBeGreaterThanOrEqual(score);
      }
    });
  });

  it('a prompt comes once a game, from the deck', () => {
    always(({ after }) => {
      const prompts = after.history.map(({ prompt }) => prompt);
      if (after.round && after.phase !== 'reveal' && after.phase !== 'final')
        prompts.push(after.round.prompt);
      expect(new Set(prompts).size).toBe(prompts.length);
      for (const prompt of prompts) expect(after.deck).toContain(prompt);
    });
  });

  it('a deck has no two words that the network confuses', () => {
    always(({ after: { deck } }) => {
      for (const [index, word] of deck.entries()) {
        for (const other of deck.slice(0, index))
          expect(confusable(word, other), `${word} and ${other}`).toBe(false);
      }
    });
  });

  it('seats, names, ids and colours are what the rules say', () => {
    always(({ after }) => {
      expect(after.players.length).toBeLessThanOrEqual(after.settings.maxPlayers);
      expect(new Set(after.players.map(({ id }) => id)).size).toBe(after.players.length);
      expect(new Set(after.players.map(({ name }) => name.toLowerCase())).size).toBe(after.players.length);
    });
  });

  it('a phase has the round and the clock that it needs', () => {
    always(({ after, now }) => {
      const timed = after.phase === 'countdown' || after.phase === 'drawing' || after.phase === 'reveal';
      expect(after.phaseEndsAt !== null).toBe(timed);
      if (after.phaseEndsAt !== null) expect(after.phaseEndsAt).toBeGreaterThan(now);
      if (timed || after.phase === 'final') expect(after.round).not.toBeNull();
      if (after.phase === 'drawing') expect(after.round?.startedAt).not.toBeNull();
      if (after.phase === 'final') expect(after.history).toHaveLength(after.settings.rounds);
    });
  });

  it('nobody is recognised twice, or without drawing in that round', () => {
    always(({ after }) => {
      for (const round of [...after.history, ...(after.round ? [after.round] : [])]) {
        const ids = round.recognitions.map(({ playerId }) => playerId);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(round.playerIds).toContain(id);
        for (const { elapsedMs, points } of round.recognitions) {
          expect(elapsedMs).toBeGreaterThanOrEqual(0);
          expect(elapsedMs).toBeLessThanOrEqual(after.settings.drawingMs);
          expect(points).toBeGreaterThan(0);
        }
      }
    });
  });

  it('what is refused changes nothing but the time', () => {
    always(({ before, after, effects, now }) => {
      if (effects.some(({ type }) => type === 'refused')) {
        expect(reduce(after, { type: 'tick' }, now, () => 0).state).toEqual(after);
        expect(after.players.reduce((sum, { score }) => sum + score, 0)).toBeLessThanOrEqual(
          before.players.reduce((sum, { score }) => sum + score, 0),
        );
      }
    });
  });

  it('the next tick lies ahead, and a kept seat is given up in time', () => {
    always(({ after, now }) => {
      const next = nextTickAt(after);
      if (next !== null) expect(next).toBeGreaterThan(now);
      for (const { disconnectedAt } of after.players) {
        if (disconnectedAt !== null) expect(now - disconnectedAt).toBeLessThan(SEAT_KEPT_MS);
      }
    });
  });

  it('never changes the state it is given, and is a function of its arguments', () => {
    always(({ before, event, now }) => {
      const frozen = deepFreeze(structuredClone(before));
      const first = reduce(frozen, event, now, () => 0.3);
      expect(reduce(frozen, event, now, () => 0.3)).toEqual(first);
      expect(JSON.parse(JSON.stringify(first.state))).toEqual(first.state);
    });
  });

  it('the ranking holds everybody once, best first', () => {
    fc.assert(
      fc.property(history, randoms, (events, numbers) => {
        const state = play(events, numbers, () => undefined);
        const ranked = ranking(state);
        expect(ranked).toHaveLength(state.players.length);
        ranked.forEach(({ player: { score }, rank }, index) => {
          const above = ranked[index - 1];
          if (above) expect(above.player.score).toBeGreaterThanOrEqual(score);
          if (above?.player.score === score) expect(rank).toBe(above.rank);
        });
      }),
    );
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}
