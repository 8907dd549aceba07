import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confusable } from '../../../shared/categories/deck.ts';
import {
  fold,
  IDLE_ROUNDS_REMOVED,
  isPerson,
  MODE_NAMES,
  modeOf,
  nextTickAt,
  ranking,
  reduce,
  SEAT_KEPT_MS,
  viewFor,
} from '../../../shared/game/index.ts';
import type { GameState, Round } from '../../../shared/game/index.ts';
import { always, history, play, setting, type Step } from './any-history.ts';

function roundsOf({ history, round, phase }: GameState): Round[] {
  const isFinished = phase === 'reveal' || phase === 'final';
  return [...history, ...(round && !isFinished ? [round] : [])];
}

/** Whether nobody was left in between: the game is over then, and who comes in the same moment comes into an empty room. */
function isDeserted({ before, effects }: Step): boolean {
  const removed = effects.flatMap((effect) => (effect.type === 'player-removed' ? [effect.playerId] : []));
  return before.players.every((player) => !isPerson(player) || removed.includes(player.id));
}

describe('whatever happens in a room', () => {
  it('is all sorts of things', () => {
    const seen = new Map<string, number>();
    const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
    always(
      ({ after, effects }) => {
        for (const effect of effects) {
          const { type } = effect;
          // What is refused is refused with a sentence that says what to do.
          if (type === 'refused') expect(effect.message).toMatch(/^\p{Lu}.{20,}\.$/u);
          count(type === 'refused' ? effect.code : type === 'player-removed' ? effect.reason : type);
          if (type === 'drawing-started') count(effect.round.mode);
        }
        if (after.pending) count('pending');
      },
      { numRuns: 150, seed: 1 },
    );
    const wanted = [
      ...MODE_NAMES,
      ...['recognised', 'found', 'missed', 'round-skipped', 'round-ended', 'game-ended', 'pending'],
      ...['left', 'lost', 'kicked', 'idle', 'room-full', 'banned', 'name-taken', 'not-in-room', 'not-host'],
      ...['no-such-player', 'game-running', 'not-now', 'not-drawing', 'not-your-turn', 'not-guessing'],
      ...['skip-used', 'not-enough-words', 'not-enough-players'],
    ];
    expect(wanted.filter((what) => !seen.has(what))).toEqual([]);
  });

  it('there is a host while a person is there, and it is a person', () => {
    always(({ after }) => {
      const people = after.players.filter(({ bot }) => bot === null).map(({ id }) => id);
      if (people.length === 0) expect(after.hostId).toBeNull();
      else expect(people).toContain(after.hostId);
    });
  });

  it('scores never fall within a game', () => {
    always((step) => {
      const { before, after, event, effects } = step;
      if (effects.some(({ type }) => type === 'game-started') || event.type === 'lobby') return;
      if (isDeserted(step)) return;
      expect(after.networkScore).toBeGreaterThanOrEqual(before.networkScore);
      for (const { id, score } of before.players) {
        const now = after.players.find((other) => other.id === id);
        // Somebody who leaves and joins anew begins anew; nobody else's score may fall.
        if (now && !(event.type === 'join' && event.playerId === id))
          expect(now.score).toBeGreaterThanOrEqual(score);
      }
    });
  });

  it('no word comes twice in a game, nor two that the network confuses', () => {
    always(({ after }) => {
      const rounds = roundsOf(after);
      // Without a clock a game has no end, and words come again.
      if (rounds.some(({ mode }) => mode === 'zen')) return;
      const prompts = rounds.flatMap(({ sheets }) => [...new Set(sheets.map(({ prompt }) => prompt))]);
      expect(new Set(prompts).size).toBe(prompts.length);
      for (const [index, word] of prompts.entries()) {
        for (const other of prompts.slice(0, index)) expect(confusable(word, other)).toBe(false);
      }
    });
  });

  it('words that the network does not know come only where people guess', () => {
    always(({ after }) => {
      for (const { mode, sheets } of roundsOf(after)) {
        if (modeOf(mode).peopleGuess) continue;
        for (const { prompt } of sheets) expect(after.knownWords).toContain(prompt);
      }
    });
  });

  it('seats, names and ids are what the rules say', () => {
    always(({ before, after }) => {
      const seats = ({ players }: GameState) => players.filter(({ role }) => role === 'player').length;
      // A host may lower the number below those who are here, which puts nobody out.
      if (seats(after) > seats(before)) expect(seats(after)).toBeLessThanOrEqual(after.settings.maxPlayers);
      expect(new Set(after.players.map(({ id }) => id)).size).toBe(after.players.length);
      expect(new Set(after.players.map(({ name }) => name.toLowerCase())).size).toBe(after.players.length);
      for (const { id } of after.players) expect(after.bans).not.toContain(id);
    });
  });

  it('a phase has the round and the clock that it needs', () => {
    always(({ after, now }) => {
      const isZen = after.phase === 'drawing' && after.round?.mode === 'zen';
      const isTimed = after.phase !== 'lobby' && after.phase !== 'final';
      expect(after.phaseEndsAt !== null).toBe(isTimed && !isZen);
      if (after.phaseEndsAt !== null) expect(after.phaseEndsAt).toBeGreaterThan(now);
      if (isTimed || after.phase === 'final') expect(after.round).not.toBeNull();
      if (after.phase === 'drawing') expect(after.round?.startedAt).not.toBeNull();
      if (after.phase === 'lobby') expect(after.round).toBeNull();
      if (!isTimed) expect(after.pending).toBeNull();
    });
  });

  it('nobody succeeds twice, or without a part in that round', () => {
    always(({ after }) => {
      for (const { sheets, recognitions, finds, mode } of roundsOf(after)) {
        const recognised = recognitions.map(({ sheetId }) => sheetId);
        expect(new Set(recognised).size).toBe(recognised.length);
        for (const id of recognised) expect(sheets.map((sheet) => sheet.id)).toContain(id);
        const finders = finds.map(({ playerId }) => playerId);
        expect(new Set(finders).size).toBe(finders.length);
        const artists = sheets.flatMap(({ artistIds }) => artistIds);
        expect(new Set(artists).size).toBe(artists.length);
        expect(artists.length).toBeGreaterThan(0);
        for (const id of finders) expect(artists).not.toContain(id);
        if (!modeOf(mode).peopleGuess) expect(finds).toEqual([]);
        for (const { elapsedMs, points } of [...recognitions, ...finds]) {
          expect(elapsedMs).toBeGreaterThanOrEqual(0);
          expect(points).toBeGreaterThan(0);
        }
      }
    });
  });

  it('what is refused changes no score, no seat and no phase', () => {
    always(({ before, after, effects, now }) => {
      if (effects.length !== 1 || effects[0]!.type !== 'refused') return;
      expect(reduce(after, { type: 'tick' }, now, () => 0).state).toEqual(after);
      expect(after.players.map(({ id, score }) => [id, score])).toEqual(
        before.players.map(({ id, score }) => [id, score]),
      );
      expect(after.settings.rounds === before.settings.rounds || after.round !== before.round).toBe(true);
    });
  });

  it('the next tick lies ahead, and what is kept is given up in time', () => {
    always(({ after, now }) => {
      const next = nextTickAt(after);
      if (next !== null) expect(next).toBeGreaterThan(now);
      for (const { disconnectedAt, idleRounds } of after.players) {
        if (disconnectedAt !== null) expect(now - disconnectedAt).toBeLessThan(SEAT_KEPT_MS);
        expect(idleRounds).toBeLessThan(IDLE_ROUNDS_REMOVED);
      }
    });
  });

  it('never changes the state it is given, and is a function of its arguments', () => {
    always(
      ({ before, event, now }) => {
        const frozen = deepFreeze(structuredClone(before));
        const first = reduce(frozen, event, now, () => 0.3);
        expect(reduce(frozen, event, now, () => 0.3)).toEqual(first);
        expect(JSON.parse(JSON.stringify(first.state))).toEqual(first.state);
      },
      { numRuns: 15 },
    );
  });

  it('nobody is shown a word that they are to guess, nor anything else of the server’s', () => {
    always(({ after }) => {
      const { round, phase } = after;
      for (const { id } of after.players) {
        const view = viewFor(after, id);
        expect(view).not.toHaveProperty('knownWords');
        expect(view).not.toHaveProperty('deck');
        if (!round || (phase !== 'countdown' && phase !== 'drawing')) continue;
        if (!modeOf(round.mode).peopleGuess) continue;
        const { prompt, artistIds } = round.sheets[0]!;
        const knows = artistIds.includes(id) || round.finds.some((find) => find.playerId === id);
        const isSaid = textsIn(view).some((text) => fold(text) === fold(prompt));
        expect(isSaid, `${prompt} for ${id}`).toBe(knows);
      }
    });
  });

  it('the ranking holds every player once, best first', () => {
    fc.assert(
      fc.property(history, setting, (events, where) => {
        const state = play(events, where, () => undefined);
        const ranked = ranking(state);
        expect(ranked).toHaveLength(state.players.filter(({ role }) => role === 'player').length);
        ranked.forEach(({ player: { score }, rank }, index) => {
          const above = ranked[index - 1];
          if (above) expect(above.player.score).toBeGreaterThanOrEqual(score);
          if (above?.player.score === score) expect(rank).toBe(above.rank);
        });
      }),
    );
  });
});

/** Every text that stands anywhere in a value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}
