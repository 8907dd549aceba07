import { setTimeout as pause } from 'node:timers/promises';
import { DRAW_BATCH_MS } from '../../../../shared/protocol/index.ts';
import { createRandom } from '../../../training/random.ts';
import { rehearse } from './drawings.ts';
import type { Histogram } from './histogram.ts';
import { BenchPlayer, type Notebook } from './player.ts';

/** Rooms that are filled at once: a rush at the door is another bench. */
const ROOMS_AT_ONCE = 4;
/** Players send in their turn, so that not all packets come in the same millisecond. */
const PHASES = 10;
/** A round begins this soon after the game, whatever the countdown is. */
const MOST_COUNTDOWN_MS = 60_000;

export interface SeatingOptions {
  /** Where the nodes of one site are: those of a room come to one after the other. */
  readonly urls: readonly string[];
  readonly players: number;
  readonly roomSize: number;
  /** Drawings of the official data set to replay, its folder; null is the project's own doodles. */
  readonly dataDir: string | null;
  readonly seed: string;
  /** Whether the first player of each room draws what is asked for, so that there is something to win. */
  readonly hostsDrawPrompts?: boolean;
  /** Over how long the games begin, one after the other, in milliseconds; without it as soon as a room is full. */
  readonly spreadMs?: number;
}

/** Those who play together. */
export interface SeatedRoom {
  readonly code: string;
  readonly players: readonly BenchPlayer[];
}

/**
 * Brings everybody to their seats and starts the games.
 * @param onSeated is told how many sit by now
 */
export async function seatPlayers(
  { urls, players: count, roomSize, dataDir, seed, hostsDrawPrompts = false, spreadMs = 0 }: SeatingOptions,
  notebook: Notebook,
  onSeated: (players: number) => void = () => undefined,
): Promise<SeatedRoom[]> {
  const repertoire = await rehearse(dataDir, seed);
  const random = createRandom('crowd', seed);
  const sizes = Array.from({ length: Math.ceil(count / roomSize) }, (_, index) =>
    Math.min(roomSize, count - index * roomSize),
  );
  const roomsInAll = sizes.length;
  const rooms: SeatedRoom[] = [];
  let seated = 0;
  const openNext = async (): Promise<void> => {
    for (let size = sizes.shift(); size !== undefined; size = sizes.shift()) {
      const players = Array.from(
        { length: size },
        (_, place) =>
          new BenchPlayer(urls[place % urls.length]!, {
            notebook,
            repertoire,
            random,
            drawsPrompt: hostsDrawPrompts && place === 0,
          }),
      );
      const [host, ...others] = players;
      await host!.arrive();
      const code = await host!.open('Player 0', { maxPlayers: roomSize });
      for (const [index, other] of others.entries()) {
        await other.arrive();
        await other.join(code, `Player ${index + 1}`);
      }
      await pause((spreadMs * ROOMS_AT_ONCE) / roomsInAll);
      await host!.start();
      rooms.push({ code, players });
      seated += size;
      onSeated(seated);
    }
  };
  await Promise.all(Array.from({ length: ROOMS_AT_ONCE }, openNext));
  return rooms;
}

/** Resolves when everybody has begun to draw. @throws Error where a round does not begin */
export async function everybodyDraws(players: readonly BenchPlayer[]): Promise<void> {
  const deadline = Date.now() + MOST_COUNTDOWN_MS;
  let waiting = [...players];
  for (;;) {
    waiting = waiting.filter(({ isDrawing }) => !isDrawing);
    if (waiting.length === 0) return;
    if (Date.now() > deadline) throw new Error('Not every round began.');
    await pause(100);
  }
}

/**
 * One timer for all hands: each player's turn comes every DRAW_BATCH_MS, those of players who come later, too.
 * @param lag how late the timer was while the notebook was measuring
 */
export function drawAlong(
  players: readonly BenchPlayer[],
  notebook: Notebook,
  lag: Histogram,
): NodeJS.Timeout {
  const turnMs = DRAW_BATCH_MS / PHASES;
  let turn = 0;
  const startedAt = performance.now();
  return setInterval(() => {
    const now = performance.now();
    // A late timer catches up on the turns that it missed: hands do not wait for anybody's event loop.
    for (; startedAt + turn * turnMs <= now; turn += 1) {
      if (notebook.measuring) lag.add(now - (startedAt + turn * turnMs));
      for (let place = turn % PHASES; place < players.length; place += PHASES) players[place]!.draw(now);
    }
  }, turnMs);
}
