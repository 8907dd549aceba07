import fc from 'fast-check';
import { createRandom } from '../../../server/training/random.ts';
import { ALL_WORDS, EASY_WORDS } from '../../../shared/categories/deck.ts';
import { createGame, DEFAULT_SETTINGS, MODE_NAMES, reduce } from '../../../shared/game/index.ts';
import type { GameEffect, GameEvent, GameState, SettingsChange } from '../../../shared/game/index.ts';

/** Histories of rooms in which anything happens, for the properties that hold whatever happens. */

const PLAYERS = ['ada', 'ben', 'cleo', 'dan', 'eve', 'fay', 'gil'];
const START_MS = 1_000_000;
const MAX_PLAYERS = 5;
/** Words that a host pastes; the network knows two of them. */
const OWN_WORDS = ['our teacher', 'the old mill', 'sun', 'LADDER'];

/** Any event by anybody, in any order, with any pause before it; few players, so that they meet. */
const player = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...PLAYERS) },
  // These stand for whoever that is at that moment.
  { weight: 2, arbitrary: fc.constantFrom('HOST', 'ARTIST', 'WATCHER') },
);
const host = fc.oneof({ weight: 1, arbitrary: player }, { weight: 4, arbitrary: fc.constant('HOST') });
const sheetId = fc.constantFrom(...PLAYERS, 'team-1', 'team-2', 'FIRST', 'LAST');
const target = { playerId: player, targetId: player };
const round = fc.integer({ min: 0, max: 9 });
const change: fc.Arbitrary<SettingsChange> = fc.record(
  {
    mode: fc.constantFrom(...MODE_NAMES),
    rounds: fc.integer({ min: 1, max: 7 }),
    drawingMs: fc.constantFrom(10_000, 20_000, 60_000),
    maxPlayers: fc.integer({ min: 2, max: MAX_PLAYERS }),
    difficulty: fc.constantFrom('easy', 'hard', 'any'),
    packs: fc.constantFrom([], ['animals']),
    customWords: fc.constantFrom([], OWN_WORDS),
    chat: fc.boolean(),
    isPublic: fc.boolean(),
  },
  { requiredKeys: [] },
);
const event: fc.Arbitrary<GameEvent> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      {
        type: fc.constant('join' as const),
        playerId: player,
        name: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G', 'a'),
        color: fc.nat(7),
        asSpectator: fc.constantFrom(false, false, true),
        bot: fc.record({ skill: fc.constant(0.5) }),
      },
      { requiredKeys: ['type', 'playerId', 'name', 'color'] },
    ),
  },
  fc.record({
    type: fc.constantFrom('leave' as const, 'disconnect' as const, 'reconnect' as const),
    playerId: player,
  }),
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('start' as const), playerId: host }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom('next' as const, 'skip' as const, 'lobby' as const),
      playerId: player,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('recognised' as const),
      sheetId,
      round,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('active' as const), playerId: player }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('skip' as const), playerId: fc.constant('ARTIST') }),
  },
  fc.record({
    type: fc.constant('stroke-done' as const),
    playerId: player,
    sheetId,
    round,
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('guess' as const),
      playerId: fc.oneof(player, fc.constant('WATCHER')),
      round,
      text: fc.constantFrom('PROMPT', 'PROMPT', 'sun', 'nonsense'),
    }),
  },
  fc.record({ type: fc.constant('settings' as const), playerId: host, change }),
  fc.record({ ...target, type: fc.constantFrom('kick' as const, 'make-host' as const), playerId: host }),
  { weight: 2, arbitrary: fc.record({ type: fc.constant('vote-kick' as const), ...target }) },
  fc.record({
    type: fc.constant('role' as const),
    playerId: player,
    role: fc.constantFrom('player' as const, 'spectator' as const),
  }),
  fc.record({
    type: fc.constant('update' as const),
    playerId: player,
    name: fc.constantFrom('A', 'B', 'Z'),
    color: fc.nat(7),
  }),
  { weight: 4, arbitrary: fc.constant({ type: 'tick' as const }) },
);
const pauseMs = fc.oneof(
  { weight: 24, arbitrary: fc.nat(500) },
  { weight: 16, arbitrary: fc.nat(5_000) },
  { weight: 4, arbitrary: fc.nat(30_000) },
  { weight: 1, arbitrary: fc.nat(300_000) },
);
/** Three who are there from the beginning, so that there is something to do. */
const OPENING = PLAYERS.slice(0, 3).map((playerId, index): [GameEvent, number] => [
  { type: 'join', playerId, name: `P${index}`, color: index },
  0,
]);
/** `max`: else fast-check makes histories of ten events, in which hardly anything happens. */
export const history = fc
  .array(fc.tuple(event, pauseMs), { maxLength: 200, size: 'max' })
  .map((events) => [...OPENING, ...events]);
export const setting = fc.record({
  mode: fc.constantFrom(...MODE_NAMES),
  known: fc.constantFrom(EASY_WORDS, ALL_WORDS, ['sun', 'ladder', 'cup', 'fence', 'bee', 'cat', 'dog']),
  seed: fc.nat(),
});
type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never;

export interface Step {
  readonly before: GameState;
  readonly after: GameState;
  readonly event: GameEvent;
  readonly effects: readonly GameEffect[];
  readonly now: number;
}

/** The event with whom, what and where its names in capitals stand for; most rounds are the one that is on. */
function asPlayed(event: GameEvent, state: GameState): GameEvent {
  const { hostId, players, round } = state;
  const artistIds = round?.sheets.flatMap((sheet) => sheet.artistIds) ?? [];
  const names: Record<string, string | undefined> = {
    HOST: hostId ?? undefined,
    ARTIST: artistIds[0],
    WATCHER: players.find(({ id, role, bot }) => !artistIds.includes(id) && role === 'player' && bot === null)
      ?.id,
    PROMPT: round?.sheets[0]?.prompt,
    FIRST: round?.sheets[0]?.id,
    LAST: round?.sheets.at(-1)?.id,
  };
  const fields = Object.entries(event).map(([key, value]: [string, unknown]) => {
    if (key === 'round' && round && (value as number) < 7) return [key, round.id];
    return [key, typeof value === 'string' ? (names[value] ?? value) : value];
  });
  return Object.fromEntries(fields) as GameEvent;
}

/** Plays events from an empty room and checks every step. */
export function play(
  events: readonly (readonly [GameEvent, number])[],
  { mode, known, seed }: Setting,
  check: (step: Step) => void,
): GameState {
  let state = createGame({ ...DEFAULT_SETTINGS, mode, difficulty: 'any', maxPlayers: MAX_PLAYERS }, known);
  let now = START_MS;
  const random = createRandom(seed);
  for (const [wanted, pause] of events) {
    now += pause;
    const before = state;
    const event = asPlayed(wanted, before);
    const { state: after, effects } = reduce(before, event, now, random);
    state = after;
    check({ before, after, event, effects, now });
  }
  return state;
}

/** Histories that are played for one property, where nobody wants another number for all tests. */
const { numRuns: RUNS = 60 } = fc.readConfigureGlobal();

/** Checks every step of many histories. */
export function always(
  check: (step: Step) => void,
  { numRuns = RUNS, seed }: { numRuns?: number; seed?: number } = {},
): void {
  fc.assert(
    fc.property(history, setting, (events, where) => {
      play(events, where, check);
    }),
    { numRuns, ...(seed !== undefined && { seed }) },
  );
}
