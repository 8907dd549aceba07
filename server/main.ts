import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_SETTINGS, type Random, type Settings } from '../shared/game/index.ts';
import { EASY_WORDS } from '../shared/categories/deck.ts';
import { banner } from './banner.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { createHttpApp } from './http/app.ts';
import { createLogger, type Logger } from './logging.ts';
import { createMetrics } from './metrics.ts';
import { Realtime } from './realtime/realtime.ts';
import { RecogniserError, type Recogniser } from './recognition/recogniser.ts';
import { systemClock, type Clock } from './rooms/clock.ts';
import { RoomDirectory } from './rooms/directory.ts';
import { playableWords } from './rooms/words.ts';

const SECOND_MS = 1_000;
const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));

/** What a test puts in the place of the real thing. */
export interface Parts {
  readonly recogniser: Recogniser;
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: Settings;
  readonly clientFolder: string;
  readonly log: Logger;
}

export interface InklingServer {
  readonly port: number;
  readonly recogniser: Recogniser;
  /** Says goodbye to everybody and lets go of everything. */
  close(): Promise<void>;
}

/** Wires the parts together and listens. */
export async function startServer(config: Config, parts: Partial<Parts> = {}): Promise<InklingServer> {
  const log = parts.log ?? createLogger(config);
  const recogniser = parts.recogniser ?? absentRecogniser();

  const metrics = createMetrics({
    rooms: () => directory.rooms,
    players: () => directory.connectedPlayers,
    waitingGuesses: () => 0,
  });
  const app = createHttpApp({
    clientFolder: parts.clientFolder ?? path.join(REPOSITORY, 'dist', 'client'),
    overHttps: config.publicUrl?.startsWith('https:') ?? false,
    readiness: () => Promise.resolve([]),
    registry: metrics.registry,
    log,
  });
  const http = createServer(app);
  const realtime = new Realtime(http, {
    onRefused: (code) => metrics.refused(code),
    onInternalError: (error, request) => log.error({ err: error, request }, 'a request broke'),
  });
  const directory = new RoomDirectory({
    clock: parts.clock ?? systemClock,
    random: parts.random ?? Math.random,
    recogniser,
    settings: parts.settings ?? settingsOf(config),
    words: playableWords(recogniser.words, config.words),
    audienceOf: (code) => realtime.audienceOf(code),
    observer: {
      guessed: (strokeToGuessMs) => metrics.guessed(strokeToGuessMs),
      guessFailed: (error) => {
        metrics.guessFailed();
        log.debug({ err: error }, 'a guess failed');
      },
      gameEnded: (summary) => {
        metrics.gameEnded();
        log.info(summary, 'a game ended');
      },
    },
  });
  realtime.open(directory);

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(config.port, config.host, resolve);
  });
  return {
    port: (http.address() as AddressInfo).port,
    recogniser,
    async close() {
      directory.close();
      await realtime.close();
    },
  };
}

function settingsOf({ rounds, drawingSeconds }: Config): Settings {
  return {
    ...DEFAULT_SETTINGS,
    ...(rounds !== undefined && { rounds }),
    ...(drawingSeconds !== undefined && { drawingMs: drawingSeconds * SECOND_MS }),
  };
}

function absentRecogniser(): Recogniser {
  return {
    modelVersion: 'none',
    words: EASY_WORDS,
    judgeRule: { threshold: 1, updates: 2 },
    guess: () => Promise.reject(new RecogniserError('unavailable', 'There is no model.')),
  };
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const server = await startServer(config);
  process.stdout.write(
    `${banner({ ...config, port: server.port, engine: 'none', model: server.recogniser.modelVersion })}\n`,
  );
  const stop = () => {
    void server.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    process.stderr.write(
      `${error instanceof ConfigError ? error.message : String((error as Error).stack)}\n`,
    );
    process.exit(1);
  });
}
