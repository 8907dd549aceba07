import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it, vi, type MockInstance } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { startServer, type InklingServer } from '../../server/main.ts';
import { NetworkRecogniser } from '../../server/recognition/network-recogniser.ts';
import { ARTICLE_WORDS } from '../../shared/categories/deck.ts';
import { DEFAULT_SETTINGS } from '../../shared/game/index.ts';
import { CANVAS_SIDE_UNITS, GUESS_INTERVAL_MS, type DrawingOp } from '../../shared/protocol/index.ts';
import { DOODLES } from '../fixtures/drawing/doodles.ts';
import { Player } from './support/player.ts';
import { RoundClock } from './support/server.ts';

/** Words that nobody draws here, so that the judge has as many to choose from as in a real game. */
const OTHERS = [
  'airplane',
  'banana',
  'bicycle',
  'bridge',
  'butterfly',
  'cactus',
  'camera',
  'candle',
  'car',
  'castle',
];
/** What any champion has to recognise. */
const MUST = ['sun', 'ladder', 'cloud', 'umbrella'];

const WORDS = [...ARTICLE_WORDS, ...OTHERS];
const LOOKS_AT_THE_END = 4;

let folder: string;
let server: InklingServer;
let guesses: MockInstance<NetworkRecogniser['guess']>;
const clock = new RoundClock();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'inkling-champion-'));
  server = await startServer(
    readConfig({
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      WORDS: WORDS.join(','),
    }),
    {
      clock,
      settings: { ...DEFAULT_SETTINGS, rounds: WORDS.length, difficulty: 'any' },
      log: pino({ level: 'silent' }),
    },
  );
  guesses = vi.spyOn(NetworkRecogniser.prototype, 'guess');
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** A doodle as a hand would send it: a stroke at a time, in the middle of the canvas, with pauses. */
function strokesOf(word: string): DrawingOp[] {
  const scale = (0.7 * CANVAS_SIDE_UNITS) / 255;
  const place = (value: number) => Math.round(0.15 * CANVAS_SIDE_UNITS + scale * value);
  return DOODLES[word]!.map(({ x, y }) => ({
    type: 'begin',
    points: x.flatMap((value, i) => [place(value), place(y[i]!), 20]),
  }));
}

/** Lets the game's time pass, and the network have its look, however long it takes. */
async function look(): Promise<void> {
  await clock.advance(GUESS_INTERVAL_MS);
  await Promise.allSettled(guesses.mock.results.map(({ value }) => value as Promise<unknown>));
  await clock.advance(0);
}

it('the champion recognises drawings over the wire, within their round', async () => {
  const url = `http://127.0.0.1:${server.port}`;
  const player = await Player.connect(url);
  const { view } = await player.create('Ada');
  // Somebody who never draws, so that no round ends before its time.
  const idle = await Player.connect(url);
  await idle.join(view.code, 'Bob');
  await player.ask('game:start', {});
  for (let number = 1; number <= WORDS.length; number += 1) {
    await clock.advance(DEFAULT_SETTINGS.countdownMs);
    const { game } = await player.hears(
      'room:state',
      ({ game }) => game.phase === 'drawing' && game.round?.number === number,
    );
    const { id, sheets } = game.round!;
    const prompt = sheets[0]!.prompt!;
    // Nobody waits for somebody who gives no sign of life; this is one, and leaves the sheet empty.
    for (const one of [player, idle]) {
      await one.draw({ round: id, sheet: one.id, revision: 0, ops: [{ type: 'undo' }] });
    }
    for (const [revision, op] of (ARTICLE_WORDS.includes(prompt) ? strokesOf(prompt) : []).entries()) {
      await player.draw({ round: id, sheet: player.id, revision: revision + 1, ops: [op] });
      await look();
    }
    for (let looks = 0; looks < LOOKS_AT_THE_END; looks += 1) await look();
    await clock.advance(game.phaseEndsAt! - clock.now() + DEFAULT_SETTINGS.revealMs);
  }
  const { game } = await player.hears('room:state', ({ game }) => game.phase === 'final');
  player.close();
  idle.close();
  expect(guesses.mock.calls.length).toBeGreaterThan(0);
  const recognised = game.history.filter(({ recognitions }) => recognitions.length > 0);
  expect(recognised.map(({ sheets }) => sheets[0]!.prompt)).toEqual(expect.arrayContaining(MUST));
});
