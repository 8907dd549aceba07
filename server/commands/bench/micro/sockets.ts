import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { DEFAULT_SETTINGS } from '../../../../shared/game/index.ts';
import {
  encodeDraw,
  GUESS_INTERVAL_MS,
  PROTOCOL_VERSION,
  type DrawingOp,
  type Replies,
  type Reply,
  type RoomView,
} from '../../../../shared/protocol/index.ts';
import { Addresses } from '../../../addresses.ts';
import { Lab } from '../../../lab/lab.ts';
import { LabModels } from '../../../lab/models.ts';
import { Gate } from '../../../realtime/gate.ts';
import type { House } from '../../../realtime/handlers.ts';
import { Realtime } from '../../../realtime/realtime.ts';
import { NetworkExplainer } from '../../../recognition/explainer.ts';
import type { RunningRecogniser } from '../../../recognition/recogniser.ts';
import { systemClock } from '../../../rooms/clock.ts';
import { RoomDirectory } from '../../../rooms/directory.ts';
import type { Measure } from './ratio.ts';

const HOST = '127.0.0.1';
const WORDS = ['sun', 'cloud', 'ladder', 'umbrella'];
const POINTS = 12;
/** The round outlives the bench. */
const DRAWING_MS = 3_600_000;
/** The clock of the limits makes such leaps that nobody is ever too fast. */
const LEAP_MS = 60_000;

/**
 * A packet of ink from an artist's connection to the sheet and its acknowledgement, and what the room is told of it, against a
 * bare Socket.IO server that acknowledges the same packet. Both ends are in this process.
 */
export async function socketMeasure(): Promise<Measure> {
  const [edge, echo] = [await openEdge(), await openEcho()];
  const clear: DrawingOp = { type: 'clear' };
  const points = Array.from({ length: POINTS }, (_, i) => [300 + 7 * i, 400 + ((13 * i) % 29), 16]).flat();
  const begin: DrawingOp = { type: 'begin', points };
  let { revision } = edge;
  const packet = () => encodeDraw({ round: edge.round, sheet: edge.sheet, revision, ops: [clear, begin] });
  return {
    name: 'answer a packet of ink',
    limitName: 'acknowledging it with bare Socket.IO',
    work: async () => {
      revision = (await ask(edge.client, 'draw:ops', packet())).revision;
    },
    limit: () => echo.client.emitWithAck('draw:ops', packet()),
    close: async () => {
      // A room that somebody may come back to would keep this process from its end.
      await ask(edge.client, 'room:leave', {});
      edge.client.disconnect();
      echo.client.disconnect();
      await Promise.all([edge.close(), echo.close()]);
    },
  };
}

/** A server that does nothing with what it acknowledges. */
async function openEcho() {
  const http = createServer();
  const server = new Server(http, { serveClient: false });
  server.on('connection', (socket) => {
    socket.on('draw:ops', (_payload: unknown, answer: (reply: object) => void) =>
      answer({ ok: true, revision: 0 }),
    );
  });
  return { client: await connect(http), close: () => server.close() };
}

/** The game's own edge with a room behind it, in which one person draws and nobody guesses. */
async function openEdge() {
  const addresses = new Addresses({ publicUrl: undefined, unlimited: [HOST] });
  let now = 0;
  const gate = new Gate({
    addresses,
    publicUrl: undefined,
    playersPerAddress: 1,
    roomsPerAddress: 1,
    now: () => (now += LEAP_MS),
  });
  const fail = (error: unknown) => {
    throw error;
  };
  const http = createServer();
  const realtime = new Realtime(http, {
    gate,
    addresses,
    onRefused: () => undefined,
    onInternalError: fail,
  });
  realtime.open(houseOf(realtime));
  const client = await connect(http);
  await ask(client, 'session:start', { protocol: PROTOCOL_VERSION, token: null });
  const { view, me } = await drawingRoom(client);
  const round = view.game.round!;
  return {
    client,
    round: round.id,
    sheet: round.sheets.find(({ artistIds }) => artistIds.includes(me))!.id,
    revision: 0,
    close: () => realtime.close(),
  };
}

/** Opens a room and waits until its pens are free. */
async function drawingRoom(client: Socket): Promise<{ view: RoomView; me: string }> {
  const drawing = new Promise<RoomView>((resolve) => {
    client.on('room:state', (view: RoomView) => {
      if (view.game.phase === 'drawing') resolve(view);
    });
  });
  const { view } = await ask(client, 'room:create', { name: 'Somebody', color: 0 });
  await ask(client, 'game:start', {});
  return { view: await drawing, me: view.game.hostId! };
}

function houseOf(realtime: Realtime): House {
  const lab = new Lab({
    dataDir: 'nothing is kept',
    clock: systemClock,
    start: () => ({ stop: () => undefined, kill: () => undefined }),
    onBroken: () => undefined,
  });
  const explainer = new NetworkExplainer(NOBODY, []);
  const reception = new RoomDirectory({
    clock: systemClock,
    random: Math.random,
    recogniser: NOBODY,
    explainer,
    settings: { ...DEFAULT_SETTINGS, countdownMs: 0, drawingMs: DRAWING_MS, rounds: 1, difficulty: 'any' },
    words: WORDS,
    cleanText: (text) => text,
    audienceOf: (code) => realtime.audienceOf(code),
    observer: {
      guessed: () => undefined,
      guessFailed: () => undefined,
      gameEnded: () => undefined,
      drawingGiven: () => Promise.resolve(),
    },
  });
  return {
    reception,
    lab,
    labModels: new LabModels({ lab, engine: 'wasm', onBroken: () => undefined }),
    tokens: { rotate: () => Promise.resolve(null) },
    // Nobody asks it here.
    shelf: {} as House['shelf'],
  };
}

/** Never says anything: what the network costs is measured by itself. */
const NOBODY: RunningRecogniser = {
  modelVersion: 'nobody',
  words: WORDS,
  judgeRule: { threshold: 1, updates: 2 },
  guessIntervalMs: GUESS_INTERVAL_MS,
  engine: null,
  description: 'nobody',
  waiting: 0,
  current: () => NOBODY,
  guess: () => new Promise(() => undefined),
  study: () => new Promise(() => undefined),
  close: () => Promise.resolve(),
};

async function connect(http: HttpServer): Promise<Socket> {
  await new Promise<void>((resolve) => http.listen(0, HOST, resolve));
  const client = io(`http://${HOST}:${(http.address() as AddressInfo).port}`, {
    transports: ['websocket'],
    forceNew: true,
  });
  await new Promise<void>((resolve) => client.once('connect', () => resolve()));
  return client;
}

/** @throws Error where it is refused: a refusal is no measure of anything */
async function ask<N extends keyof Replies>(client: Socket, name: N, payload: object): Promise<Replies[N]> {
  const reply = (await client.emitWithAck(name, payload)) as Reply<Replies[N]>;
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code}: ${reply.error.message}`);
  return reply;
}
