import { describe, expect, it } from 'vitest';
import {
  LIVE_TICK_MS,
  type InkMessage,
  type LiveGuess,
  type WireLive,
} from '../../../shared/protocol/index.ts';
import { Cadence, NEWS } from '../../../server/recognition/cadence.ts';
import { LiveFeed } from '../../../server/rooms/live-feed.ts';
import { COUNTDOWN_MS, DRAWING_MS, openHouse, stroke } from './house.ts';

/** A round that Ada and Bob draw in, and a feed of their room that only the test feeds. */
async function openFeed(cadenceAt?: (now: number) => Cadence) {
  const house = openHouse();
  const room = house.roomOfTwo();
  room.command({ type: 'start', playerId: 'ada' });
  await house.clock.advance(COUNTDOWN_MS);
  const { game } = room.sync('ada').view;
  const told: { to: readonly string[] | null; ink: number; guesses: number; gatherMs?: number }[] = [];
  const note = (to: readonly string[] | null, [, ink, guesses, gatherMs]: WireLive) =>
    told.push({ to, ink: ink.length, guesses: guesses.length, ...(gatherMs !== undefined && { gatherMs }) });
  const newsCadence = cadenceAt?.(house.clock.now());
  const feed = new LiveFeed({
    clock: house.clock,
    newsCadence,
    game: () => game as never,
    audience: {
      toAll: (_event, message) => note(null, message as never),
      toSome: (to, _event, message) => note(to, message as never),
      dismiss: () => undefined,
    },
  });
  const ink = (sheet: string, revision: number): InkMessage => ({
    round: 1,
    sheet,
    revision,
    ops: [stroke(2)],
  });
  const guess = (confidence: number, revision = 1, sheet = 'ada'): LiveGuess => ({
    round: 1,
    sheet,
    revision,
    guesses: [{ word: 'sun', confidence }],
    warmth: confidence,
  });
  return { ...house, newsCadence, feed, told, ink, guess };
}

describe('what is new on the sheets', () => {
  it('is told once a tick, all of it together, and nothing where there is nothing', async () => {
    const { feed, told, ink, clock } = await openFeed();
    for (const revision of [0, 1, 2]) feed.drawn(ink('ada', revision));
    feed.drawn(ink('bob', 0));
    await clock.advance(LIVE_TICK_MS - 1);
    expect(told).toEqual([]);
    await clock.advance(1);
    expect(told).toEqual([{ to: null, ink: 2, guesses: 0 }]);
    await clock.advance(10 * LIVE_TICK_MS);
    expect(told).toHaveLength(1);
  });

  it('is told more rarely for a while when this process is late with it', async () => {
    const alwaysLate = (now: number) => {
      const cadence = new Cadence(NEWS, now - 10_000);
      for (let before = 10_000; before >= 0; before -= 20) cadence.answered(30, now - before);
      return cadence;
    };
    const { feed, told, ink, clock, newsCadence } = await openFeed(alwaysLate);
    const interval = newsCadence!.intervalAt(clock.now());
    expect(interval).toBe(NEWS.longestMs);
    feed.drawn(ink('ada', 0));
    await clock.advance(interval - 1);
    expect(told).toEqual([]);
    await clock.advance(1);
    // Nor is ink to come more often than it is told.
    expect(told).toEqual([{ to: null, ink: 1, guesses: 0, gatherMs: NEWS.longestMs }]);
    await clock.advance(60_000);
    expect(newsCadence!.intervalAt(clock.now())).toBe(LIVE_TICK_MS);
    // Artists do as they were told until they hear something else.
    expect(feed.gatherMs).toBe(NEWS.longestMs);
    feed.drawn(ink('ada', 1));
    await clock.advance(LIVE_TICK_MS);
    expect(told.at(-1)).toEqual({ to: null, ink: 1, guesses: 0 });
    expect(feed.gatherMs).toBe(LIVE_TICK_MS);
  });

  it('is told to the artist at once where it is what the network sees', async () => {
    const { feed, told, guess, clock } = await openFeed();
    feed.guessed(guess(0.4));
    expect(told).toEqual([{ to: ['ada'], ink: 0, guesses: 1 }]);
    await clock.advance(LIVE_TICK_MS);
    expect(told.slice(1)).toEqual([{ to: null, ink: 0, guesses: 1 }]);
  });

  it('is not told again where nobody could see a difference', async () => {
    const { feed, told, guess, clock } = await openFeed();
    feed.guessed(guess(0.4));
    await clock.advance(LIVE_TICK_MS);
    told.length = 0;
    feed.guessed(guess(0.401));
    await clock.advance(LIVE_TICK_MS);
    expect(told).toEqual([]);
    // The artist hears that newer ink was looked at, the others nothing.
    feed.guessed(guess(0.404, 2));
    await clock.advance(LIVE_TICK_MS);
    expect(told).toEqual([{ to: ['ada'], ink: 0, guesses: 1 }]);
    feed.guessed(guess(0.41, 3));
    await clock.advance(LIVE_TICK_MS);
    expect(told.slice(1).map(({ to }) => to)).toEqual([['ada'], null]);
  });

  it('comes before the game that follows from it', async () => {
    const { roomOfTwo, clock, said } = openHouse();
    const room = roomOfTwo();
    room.command({ type: 'start', playerId: 'ada' });
    await clock.advance(COUNTDOWN_MS + DRAWING_MS - 1);
    room.draw('ada', { round: 1, sheet: 'ada', revision: 0, ops: [stroke(2)] });
    said.length = 0;
    await clock.advance(1);
    const events = said
      .map(({ event }) => event)
      .filter((event) => event === 'ink' || event === 'room:state');
    expect(events.at(0)).toBe('ink');
    expect(events).toContain('room:state');
  });

  it('is told no more when the room is closed', async () => {
    const { feed, told, ink, clock } = await openFeed();
    feed.drawn(ink('ada', 0));
    feed.stop();
    await clock.advance(LIVE_TICK_MS);
    expect(told).toEqual([]);
  });
});
