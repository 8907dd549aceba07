import type { GivenDrawing } from '../../../server/rooms/giving.ts';
import { DEFAULT_SETTINGS, type PlayerId, type SettingsChange } from '../../../shared/game/index.ts';
import type { DrawingOp, LiveGuess } from '../../../shared/protocol/index.ts';
import { NetworkExplainer } from '../../../server/recognition/explainer.ts';
import type { Audience } from '../../../server/rooms/audience.ts';
import type { Sketchbook } from '../../../server/rooms/bots/repertoire.ts';
import { RoomDirectory } from '../../../server/rooms/directory.ts';
import { WORD_LORE } from '../../../server/rooms/lore.ts';
import type { Room } from '../../../server/rooms/room.ts';
import type { Shadow } from '../../../server/rooms/shadowing.ts';
import type { GameSummary } from '../../../server/rooms/summary.ts';
import { FakeClock } from './fake-clock.ts';
import { LiveEar } from '../../live-ear.ts';
import { stubRecogniser } from './stub-recogniser.ts';

export const WORDS = ['sun', 'cloud', 'ladder', 'umbrella', 'cup', 'scissors', 'pants', 'table'];
export const { countdownMs: COUNTDOWN_MS, drawingMs: DRAWING_MS, revealMs: REVEAL_MS } = DEFAULT_SETTINGS;

interface Said {
  /** Who hears it; null is everybody. */
  readonly to: readonly PlayerId[] | null;
  readonly event: string;
  readonly message: unknown;
}

/** Rooms with nothing real around them: time, luck, the network and the listeners are the test's. */
export function openHouse(
  maxRooms = 5,
  settings: SettingsChange = {},
  sketchbook?: Sketchbook,
  shadow?: Shadow,
) {
  const clock = new FakeClock();
  const recogniser = stubRecogniser(WORDS);
  const said: Said[] = [];
  const ended: GameSummary[] = [];
  const failures: unknown[] = [];
  const latencies: number[] = [];
  const gifts: GivenDrawing[] = [];
  const ear = new LiveEar();
  const say = (to: readonly PlayerId[] | null, event: string, message: unknown) => {
    said.push({ to, event, message });
    for (const one of ear.hear(event, message)) said.push({ to, ...one });
  };
  const audience: Audience = {
    toAll: (event, message) => say(null, event, message),
    toSome: (to, event, message) => say(to, event, message),
    dismiss: (playerId, reason) => say([playerId], 'room:closed', { reason }),
  };
  let luck = 0;
  const directory = new RoomDirectory({
    clock,
    recogniser,
    shadow,
    shadowShare: 1,
    explainer: new NetworkExplainer(recogniser, []),
    // A plain walk through [0, 1) is luck enough, and the same every time.
    random: () => (luck = (luck + 0.137) % 1),
    settings: { ...DEFAULT_SETTINGS, difficulty: 'any', ...settings },
    words: WORDS,
    lore: WORD_LORE,
    sketchbook,
    maxRooms,
    cleanText: (text) => text.replace('rude', '***'),
    audienceOf: () => audience,
    observer: {
      guessed: (ms) => latencies.push(ms),
      guessFailed: (error) => failures.push(error),
      gameEnded: (summary) => ended.push(summary),
      drawingGiven: (given) => {
        gifts.push(given);
        return Promise.resolve();
      },
    },
  });
  return {
    clock,
    recogniser,
    directory,
    said,
    ended,
    failures,
    latencies,
    gifts,
    /** What was said under this name, oldest first. */
    heard: (event: string) => said.filter((one) => one.event === event).map(({ message }) => message),
    /** What this player was told under this name, oldest first. */
    heardBy: (playerId: PlayerId, event: string) =>
      said
        .filter((one) => one.event === event)
        .filter(({ to }) => to === null || to.includes(playerId))
        .map(({ message }) => message),
    /** What artists were told at once of what the network sees in their drawings. */
    looks: () =>
      said
        .filter(({ event, to }) => event === 'guess' && to !== null)
        .map(({ message }) => message as LiveGuess),
    /** A room with Ada, its host, and Bob. */
    roomOfTwo: (): Room => {
      const room = directory.create({ playerId: 'ada', name: 'Ada', color: 0 });
      room.join({ playerId: 'bob', name: 'Bob', color: 1 });
      return room;
    },
  };
}

/** A stroke of so many points. */
export function stroke(points: number): DrawingOp {
  return {
    type: 'begin',
    points: Array.from({ length: points }, (_, i) => [100 + 5 * i, 100 + 3 * i, 10]).flat(),
  };
}
