import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RoomStore } from '../../../client/net/room-store.ts';
import { SoundDirector } from '../../../client/sound/director.ts';
import {
  createGame,
  viewFor,
  type GameState,
  type ModeName,
  type Phase,
} from '../../../shared/game/index.ts';
import type { RoomView } from '../../../shared/protocol/index.ts';

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

interface Scene {
  readonly number?: number;
  readonly endsInMs?: number | null;
  readonly playerIds?: readonly string[];
  readonly recognised?: readonly string[];
  readonly mode?: ModeName;
  /** Who has found the word. */
  readonly found?: readonly string[];
  readonly code?: string;
}

/** A director of a room, and everything that it wanted to be heard since the last time one asked. */
function setUp() {
  const store = new RoomStore();
  let heard: string[] = [];
  new SoundDirector({
    sound: {
      play: (name) => void heard.push(name),
      warmth: (warmth) => void heard.push(`warmth ${warmth}`),
      speak: (text, language) => void heard.push(`${language}: ${text}`),
      buzz: (name) => void heard.push(`buzz ${name}`),
    },
    session: { store, me: 'me' },
    clock: { until: (timeMs) => Math.max(0, timeMs - Date.now()) },
    language: () => 'en-GB',
  });
  const since = () => {
    const all = heard;
    heard = [];
    return all;
  };
  const show = (phase: Phase, scene: Scene = {}) => {
    store.applyView(view(phase, scene));
    return since();
  };
  const guess = (word: string, warmth: number | null, sheet = 'me', round = 1) => {
    store.applyGuess({ sheet, round, revision: 1, guesses: [{ word, confidence: 0.5 }], warmth });
    return since();
  };
  const pass = (ms: number) => {
    vi.advanceTimersByTime(ms);
    return since();
  };
  return { store, show, guess, pass, since };
}

function view(
  phase: Phase,
  {
    number = 1,
    endsInMs = null,
    playerIds = ['me', 'mia'],
    recognised = [],
    found = [],
    mode = 'race',
    code = 'BCDF',
  }: Scene,
): RoomView {
  const isPlaying = phase !== 'lobby';
  const game: GameState = {
    ...createGame(),
    phase,
    phaseEndsAt: endsInMs === null ? null : Date.now() + endsInMs,
    round: isPlaying
      ? {
          id: number,
          number,
          mode,
          sheets: playerIds.map((id) => ({
            id,
            prompt: 'ladder',
            artistIds: [id],
            turn: 0,
            turnEndsAt: null,
          })),
          startedAt: 0,
          recognitions: recognised.map((sheetId) => ({ sheetId, elapsedMs: 1, points: 1 })),
          finds: found.map((playerId) => ({ playerId, sheetId: 'mia', elapsedMs: 1, points: 1 })),
          skipVotes: [],
          activeIds: [],
        }
      : null,
  };
  return { code, game: viewFor(game, 'me'), hasPassword: false, startsAt: null, serverNow: Date.now() };
}

describe('sound director', () => {
  it('ticks down to the pens', () => {
    const { show, pass } = setUp();
    show('lobby');
    expect(show('countdown', { endsInMs: 2_900 })).toEqual(['warmth 0', 'countdownTick']);
    expect(pass(890)).toEqual([]);
    expect(pass(20)).toEqual(['countdownTick']);
    expect(pass(2_000)).toEqual(['countdownTick']);
    expect(show('drawing', { endsInMs: 20_000 })).toEqual(['pensFree']);
  });

  it('counts the last five seconds, for those who still draw', () => {
    const { show, pass } = setUp();
    show('drawing', { endsInMs: 20_000 });
    expect(pass(14_900)).toEqual([]);
    expect(pass(6_000)).toEqual(Array<string>(5).fill('timeRunningOut'));
    show('countdown', { number: 2 });
    const endsInMs = 8_000;
    show('drawing', { number: 2, endsInMs, recognised: ['me'] });
    expect(pass(9_000)).toEqual([]);
    show('drawing', { number: 3, endsInMs, playerIds: ['mia'] });
    expect(pass(9_000)).toEqual([]);
  });

  it('goes on counting where something else in the room changes', () => {
    const { show, pass } = setUp();
    show('drawing', { endsInMs: 10_000 });
    expect(pass(5_500)).toEqual(['timeRunningOut']);
    expect(show('drawing', { endsInMs: 4_500, recognised: ['mia'] })).toEqual(['otherRecognised']);
    expect(pass(600)).toEqual(['timeRunningOut']);
  });

  it('cheers for me, and nods for others', () => {
    const { show } = setUp();
    show('drawing');
    expect(show('drawing', { recognised: ['mia'] })).toEqual(['otherRecognised']);
    expect(show('drawing', { recognised: ['mia', 'me'] })).toEqual([
      'recognised',
      'buzz recognised',
      'en-GB: a ladder!',
    ]);
    expect(show('drawing', { recognised: ['mia', 'me'] })).toEqual([]);
  });

  it('ends rounds, with a buzz for whoever was not recognised, and games', () => {
    const { show } = setUp();
    show('drawing', { recognised: ['me'] });
    expect(show('reveal', { recognised: ['me'] })).toEqual(['roundEnd']);
    show('countdown', { number: 2 });
    show('drawing', { number: 2 });
    expect(show('reveal', { number: 2 })).toEqual(['roundEnd', 'buzz timeOut']);
    expect(show('final', { number: 2 })).toEqual(['finalFanfare']);
    expect(show('final', { number: 2 })).toEqual([]);
  });

  it('tells each new idea about my drawing, and how warm it is', () => {
    const { show, guess } = setUp();
    show('drawing');
    expect(guess('fence', 0.1)).toEqual(['warmth 0.1', 'guess', 'en-GB: a fence']);
    expect(guess('fence', 0.2)).toEqual(['warmth 0.2']);
    expect(guess('ladder', 0.6)).toEqual(['warmth 0.6', 'guess', 'en-GB: a ladder']);
    expect(guess('sun', 0.6, 'mia')).toEqual([]);
    show('drawing', { recognised: ['me'] });
    expect(guess('sun', 1)).toEqual([]);
    expect(show('countdown', { number: 2 })).toContain('warmth 0');
    show('drawing', { number: 2 });
    expect(guess('fence', 0.1, 'me', 2)).toContain('guess');
  });

  it('cheers for the word that I find, and nods where others or the network do', () => {
    const { show, guess } = setUp();
    const scene: Scene = { mode: 'guess', playerIds: ['mia'] };
    show('drawing', scene);
    expect(guess('fence', null, 'mia')).toEqual(['guess', 'en-GB: a fence']);
    expect(show('drawing', { ...scene, found: ['joe'] })).toEqual(['otherRecognised']);
    expect(show('drawing', { ...scene, found: ['joe', 'me'] })).toEqual([
      'recognised',
      'buzz recognised',
      'en-GB: a ladder!',
    ]);
    show('countdown', { ...scene, number: 2, playerIds: ['me'] });
    show('drawing', { ...scene, number: 2, playerIds: ['me'] });
    expect(show('drawing', { ...scene, number: 2, playerIds: ['me'], recognised: ['me'] })).toEqual([
      'otherRecognised',
    ]);
  });

  it('is silent about what was so before I came', () => {
    const { store, show, since, pass } = setUp();
    expect(show('reveal', { recognised: ['mia'] })).toEqual(['warmth 0']);
    expect(show('final', { code: 'XZWV' })).toEqual(['warmth 0']);
    show('countdown', { code: 'XZWV', endsInMs: 3_000 });
    store.clear();
    since();
    expect(pass(5_000)).toEqual([]);
  });
});
