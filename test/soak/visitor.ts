import { setTimeout as pause } from 'node:timers/promises';
import { BenchPlayer, type BenchPlayerOptions } from '../../server/commands/bench/play/player.ts';

const SECOND_MS = 1_000;
/** How long somebody plays, and stays away before somebody else comes in the same place. */
const STAY_MS = [10 * SECOND_MS, 90 * SECOND_MS] as const;
const AWAY_MS = [0, 5 * SECOND_MS] as const;
const MOST_IN_ROOM = 8;
/** One in so many opens a room though another one has a seat. */
const OPENERS = 20;

/** A room as visitors know it. */
export interface VisitedRoom {
  readonly code: string;
  visitors: number;
}

export interface House {
  readonly url: string;
  readonly rooms: VisitedRoom[];
  /** Those who sit somewhere now. */
  readonly playing: BenchPlayer[];
  readonly player: BenchPlayerOptions;
  /** Of visitors, as many are gone without a word; their seats are kept for a while. */
  readonly vanishingShare: number;
  /** Visits that were begun, and joins that came too late for their room. */
  visits: number;
  tooLate: number;
}

/** One place that is taken by one visitor after the other until the time is over. */
export async function visitAgainAndAgain(house: House, ends: AbortSignal): Promise<void> {
  const { random } = house.player;
  await rest(between(AWAY_MS, random), ends);
  while (!ends.aborted) {
    await visit(house, ends);
    await rest(between(AWAY_MS, random), ends);
  }
}

async function visit(house: House, ends: AbortSignal): Promise<void> {
  const { random } = house.player;
  const player = new BenchPlayer(house.url, house.player);
  house.visits += 1;
  const name = `Visitor ${house.visits}`;
  await player.arrive();
  const room = await sitDown(house, player, name);
  if (room) {
    house.playing.push(player);
    await rest(between(STAY_MS, random), ends);
    house.playing.splice(house.playing.indexOf(player), 1);
    if (ends.aborted || random() >= house.vanishingShare) await player.leave();
    room.visitors -= 1;
    if (room.visitors === 0) house.rooms.splice(house.rooms.indexOf(room), 1);
  }
  player.close();
}

/** A free seat, or a room of one's own; null where the others were gone in that moment, and the room with them. */
async function sitDown(house: House, player: BenchPlayer, name: string): Promise<VisitedRoom | null> {
  const { random } = house.player;
  const free = house.rooms.filter(({ visitors }) => visitors < MOST_IN_ROOM);
  const found = free[Math.floor(random() * free.length)];
  if (!found || random() * OPENERS < 1) {
    const room = { code: await player.open(name), visitors: 1 };
    house.rooms.push(room);
    await player.start();
    return room;
  }
  found.visitors += 1;
  try {
    await player.join(found.code, name);
    return found;
  } catch (error) {
    found.visitors -= 1;
    // Seats of those who vanished are kept for a while, and an empty room ends.
    if (!/room-full|no-such-room/u.test(String(error))) throw error;
    house.tooLate += 1;
    return null;
  }
}

function between([least, most]: readonly [number, number], random: () => number): number {
  return least + (most - least) * random();
}

async function rest(ms: number, ends: AbortSignal): Promise<void> {
  await pause(ms, null, { signal: ends }).catch(() => undefined);
}
