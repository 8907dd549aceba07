import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Performance } from '../../server/commands/bench/play/drawings.ts';
import {
  BenchPlayer,
  emptyNotebook,
  type BenchPlayerOptions,
  type Notebook,
} from '../../server/commands/bench/play/player.ts';
import { refusal, ScriptedServer } from './support/scripted-server.ts';

/** Two strokes of two points, one every 100 ms; the first number tells the drawings apart. */
function hand(word: string, x: number): Performance {
  const strokes = [
    { x: [x, x + 1], y: [0, 0], t: [0, 100] },
    { x: [x + 2, x + 3], y: [0, 0], t: [200, 300] },
  ];
  return { word, strokes, durationMs: 300 };
}

const SUN = hand('sun', 10);
const CUP = hand('cup', 50);
/** After a drawing the hand rests at least so long, where luck is 0. */
const REST_MS = 300;

/** Asked often: it is one connection on this machine. */
const soon = <T>(value: () => T) => expect.poll(value, { interval: 2 });

let server: ScriptedServer;
let errors: string[];
let notebook: Notebook;
let player: BenchPlayer;

beforeEach(async () => {
  server = await ScriptedServer.start();
  errors = [];
  notebook = emptyNotebook((what) => errors.push(what));
});
afterEach(async () => {
  player.close();
  await server.close();
});

/** A player in a room of theirs, whose drawing begins at its beginning. */
async function sitDown(options: Partial<BenchPlayerOptions> = {}): Promise<void> {
  player = new BenchPlayer(server.url, { notebook, repertoire: [SUN], random: () => 0, ...options });
  await player.arrive();
  await player.open('Player 0');
}

async function drawing(round: Parameters<ScriptedServer['tell']>[1] = {}): Promise<void> {
  const before = notebook.heard;
  server.tell('drawing', round);
  await soon(() => notebook.heard).toBeGreaterThan(before);
}

/** Everything up to then has come to the server, and its answer back. */
async function draw(...times: number[]): Promise<void> {
  for (const now of times) {
    const before = notebook.heard;
    player.draw(now);
    await soon(() => notebook.heard).toBeGreaterThan(before);
  }
}

async function hearGuess(revision: number, round = 1): Promise<void> {
  const before = notebook.heard;
  server.guess(revision, round);
  await soon(() => notebook.heard).toBeGreaterThan(before);
}

const opsSent = () => server.ink.map(({ revision, ops }) => [revision, ...ops.map(({ type }) => type)]);

describe('the hand of a bench player', () => {
  it('sends the points that are due, and goes on where it stopped, stroke by stroke', async () => {
    await sitDown();
    await drawing();
    await draw(1_000, 1_150, 1_250, 1_300);
    expect(server.ink.map(({ revision, ops }) => [revision, ops])).toEqual([
      [0, [{ type: 'begin', points: [10, 0, 0] }]],
      [1, [{ type: 'extend', points: [11, 0, 100] }]],
      [2, [{ type: 'begin', points: [12, 0, 100] }]],
      [3, [{ type: 'extend', points: [13, 0, 100] }]],
    ]);
  });

  it('begins in the middle of a long drawing with no more in a packet than one may hold', async () => {
    const points = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n);
    const short = points(0, 80).map((n) => ({ x: [n, n], y: [0, 9], t: [2 * n, 2 * n + 1] }));
    const long = { x: points(0, 700), y: points(0, 700), t: points(200, 700) };
    const performance: Performance = { word: 'sun', strokes: [...short, long], durationMs: 900 };
    await sitDown({ repertoire: [performance], random: () => 0.999 });
    await drawing();
    await draw(1_000, 1_100, 1_200);
    expect(errors).toEqual([]);
    expect(server.ink.map(({ ops }) => ops.length)).toEqual([64, 17, 1]);
    const last = server.ink.flatMap(({ ops }) => ops).slice(-2);
    expect(last.map((op) => 'points' in op && [op.type, op.points.length / 3])).toEqual([
      ['begin', 512],
      ['extend', 188],
    ]);
  });

  it('sends nothing where no point is due, nothing between drawings, and then begins on an empty sheet', async () => {
    await sitDown();
    await drawing();
    await draw(1_000);
    player.draw(1_050);
    await draw(1_300);
    player.draw(1_300 + REST_MS - 1);
    await draw(1_300 + REST_MS, 1_400 + REST_MS);
    await soon(opsSent).toEqual([
      [0, 'begin'],
      [1, 'extend', 'begin'],
      [3, 'clear'],
      [4, 'begin'],
      [5, 'extend'],
    ]);
  });

  it('is in the middle of its first drawing when it begins, so that not all players begin at once', async () => {
    await sitDown({ random: () => 0.5 });
    await drawing();
    await draw(1_000);
    expect(opsSent()).toEqual([[0, 'begin']]);
    expect(server.ink[0]!.ops).toEqual([{ type: 'begin', points: [10, 0, 0, 11, 0, 100] }]);
  });

  it.each([
    ['another one than is asked for', false, 'sun', 50],
    ['what is asked for, if it is to', true, 'sun', 10],
    ['another one if it cannot draw what is asked for', true, 'ladder', 10],
  ])('draws %s', async (_, drawsPrompt, prompt, x) => {
    // Tries the sun first.
    let tries = 0;
    const random = () => (tries++ === 0 ? 0 : 0.5);
    await sitDown({ repertoire: [SUN, CUP], drawsPrompt, random });
    await drawing({ prompt });
    await draw(10_000);
    expect(server.ink[0]!.ops[0]).toMatchObject({
      type: 'begin',
      points: expect.arrayContaining([x]) as number[],
    });
  });

  it('draws only where there is a sheet of its own and the phase is for drawing', async () => {
    await sitDown();
    expect(player.isDrawing).toBe(false);
    await drawing({ artistId: 'somebody else' });
    expect(player.isDrawing).toBe(false);
    player.draw(1_000);
    await drawing();
    expect(player.isDrawing).toBe(true);
    const before = notebook.heard;
    server.tell('reveal', {});
    await soon(() => notebook.heard).toBeGreaterThan(before);
    expect(player.isDrawing).toBe(false);
    player.draw(2_000);
    await player.leave();
    expect(server.ink).toEqual([]);
  });

  it('begins anew in each round', async () => {
    await sitDown();
    await drawing();
    await draw(1_000, 1_100);
    await drawing({ id: 2 });
    await draw(1_200);
    expect(server.ink.at(-1)).toMatchObject({ round: 2, revision: 0, ops: [{ type: 'begin' }] });
  });
});

describe('what a bench player notes', () => {
  it('is nothing but what was heard, as long as nobody measures', async () => {
    await sitDown();
    await drawing();
    await draw(1_000);
    await hearGuess(1);
    expect(notebook).toMatchObject({ guesses: 0, packets: 0 });
    expect(notebook.latency.count).toBe(0);
    expect(notebook.up.pack()).toEqual({});
  });

  it('is one guess for the newest ink in it, and a wait for each packet in it', async () => {
    await sitDown();
    await drawing();
    notebook.measuring = true;
    await draw(1_000, 1_100, 1_200);
    await hearGuess(2);
    expect(notebook).toMatchObject({ guesses: 1, packets: 3 });
    expect([notebook.latency.count, notebook.secondLatency.count, notebook.wait.count]).toEqual([1, 1, 2]);
    // The same look again, and looks at what is not this player's, say nothing new.
    await hearGuess(2);
    await hearGuess(3, 7);
    expect(notebook.guesses).toBe(1);
    await hearGuess(3);
    expect([notebook.guesses, notebook.wait.count]).toEqual([2, 3]);
    expect(Object.keys(notebook.up.pack())).toEqual(['draw:ops']);
    expect(Object.keys(notebook.down.pack()).sort()).toEqual(['live', 'reply']);
  });

  it('counts at the end how long ink has waited in vain', async () => {
    await sitDown();
    await drawing();
    notebook.measuring = true;
    await draw(1_000, 1_100);
    player.conclude(performance.now() + 5_000);
    player.conclude(performance.now() + 9_000);
    expect(notebook.wait.count).toBe(2);
    expect(notebook.guesses).toBe(0);
  });

  it('is nothing of ink in a drawing that is recognised: nobody looks at that again', async () => {
    await sitDown();
    await drawing();
    notebook.measuring = true;
    await draw(1_000);
    await drawing({ isRecognised: true });
    await draw(1_100);
    player.conclude(performance.now() + 5_000);
    expect(notebook.wait.count).toBe(0);
    await drawing({ id: 2 });
    await draw(1_200);
    player.conclude(performance.now());
    expect(notebook.wait.count).toBe(1);
  });

  it('knows how many bytes went up and down, frames included', async () => {
    await sitDown();
    const before = player.bytes;
    await drawing();
    await draw(1_000);
    expect(player.bytes.up).toBeGreaterThan(before.up);
    expect(player.bytes.down).toBeGreaterThan(before.down);
    player.close();
  });
});

describe('where something goes wrong, a bench player', () => {
  it('says what the server refused, and cannot take part', async () => {
    server.answers.set('room:create', refusal('server-full'));
    await expect(sitDown()).rejects.toThrow('room:create: server-full: because');
  });

  it('draws a new drawing where the server is, if ink was lost', async () => {
    await sitDown();
    await drawing();
    await draw(1_000, 1_100, 1_200);
    server.answers.set('draw:ops', refusal('out-of-step', 1));
    await draw(1_300);
    server.answers.clear();
    expect(errors).toEqual(['draw:ops refused: out-of-step']);
    await draw(2_000);
    await soon(() => opsSent().slice(-2)).toEqual([
      [1, 'clear'],
      [2, 'begin'],
    ]);
  });

  it.each([
    ['says nothing of where it is', refusal('too-fast')],
    ['is ahead, which cannot be', refusal('out-of-step', 99)],
  ])('goes on where the server refuses and %s', async (_, reply) => {
    await sitDown();
    await drawing();
    server.answers.set('draw:ops', reply);
    await draw(1_000, 1_100);
    expect(opsSent()).toEqual([
      [0, 'begin'],
      [1, 'extend'],
    ]);
    expect(errors).toHaveLength(2);
  });

  it('notes that the connection was ended, unless it ended it itself', async () => {
    await sitDown();
    server.hangUp();
    await soon(() => errors).toEqual(['disconnected: io server disconnect']);
    await sitDown();
    player.close();
    expect(errors).toHaveLength(1);
  });
});

describe('when a game is over, a bench player', () => {
  const starts = () => server.asked.filter((name) => name === 'game:start').length;

  it('starts the next one, once, if it is the host', async () => {
    await sitDown();
    await player.start();
    server.tell('final');
    server.tell('final');
    await soon(() => notebook.heard).toBe(2);
    await player.leave();
    expect(starts()).toBe(2);
  });

  it('leaves that to the host', async () => {
    server.hostId = 'somebody else';
    await sitDown();
    server.tell('final');
    await soon(() => notebook.heard).toBe(1);
    await player.leave();
    expect(starts()).toBe(0);
  });

  it('notes that the next one may not begin', async () => {
    await sitDown();
    server.answers.set('game:start', refusal('not-host'));
    server.tell('final');
    await soon(() => errors).toEqual(['Error: game:start: not-host: because']);
  });
});
