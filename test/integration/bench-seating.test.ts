import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Histogram } from '../../server/commands/bench/play/histogram.ts';
import { emptyNotebook, type Notebook } from '../../server/commands/bench/play/player.ts';
import {
  drawAlong,
  everybodyDraws,
  seatPlayers,
  type SeatedRoom,
} from '../../server/commands/bench/play/seating.ts';
import { GUESS_INTERVAL_MS } from '../../shared/protocol/index.ts';
import { openServer, SETTINGS, type TestServer } from './support/server.ts';

const SEAT = { roomSize: 2, dataDir: null, seed: 'test' };

let server: TestServer;
let errors: string[];
let notebook: Notebook;
let rooms: SeatedRoom[];

beforeEach(async () => {
  server = await openServer();
  errors = [];
  notebook = emptyNotebook((what) => errors.push(what));
  rooms = [];
});
afterEach(async () => {
  for (const player of players()) player.close();
  await server.close();
});

const players = () => rooms.flatMap((room) => room.players);

describe('a crowd', () => {
  it('fills one room after the other, and all of its players draw when the games begin', async () => {
    const seated: number[] = [];
    rooms = await seatPlayers({ ...SEAT, urls: [server.url], players: 5 }, notebook, (count) =>
      seated.push(count),
    );
    expect(rooms.map((room) => room.players.length).sort()).toEqual([1, 2, 2]);
    expect(new Set(rooms.map(({ code }) => code)).size).toBe(3);
    expect([seated.toSorted((a, b) => a - b), seated.at(-1)]).toEqual([seated, 5]);
    expect(players().some(({ isDrawing }) => isDrawing)).toBe(false);
    await server.clock.advance(SETTINGS.countdownMs);
    await everybodyDraws(players());
    expect(errors).toEqual([]);
  });

  it('draws at its own pace, and hears guesses of what it drew', async () => {
    rooms = await seatPlayers({ ...SEAT, urls: [server.url], players: 2, hostsDrawPrompts: true }, notebook);
    await server.clock.advance(SETTINGS.countdownMs);
    await everybodyDraws(players());
    const lag = new Histogram();
    const drawing = drawAlong(players(), notebook, lag);
    await expect.poll(() => server.recogniser.asked.length).toBeGreaterThan(0);
    expect(lag.count).toBe(0);
    notebook.measuring = true;
    await expect
      .poll(async () => {
        await server.clock.advance(GUESS_INTERVAL_MS);
        return notebook.guesses;
      })
      .toBeGreaterThan(2);
    clearInterval(drawing);
    expect(notebook.packets).toBeGreaterThan(0);
    expect(notebook.latency.count).toBe(notebook.guesses);
    expect(lag.count).toBeGreaterThan(0);
    expect(errors).toEqual([]);
  });
});
