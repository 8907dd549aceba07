/** The composition root: the only file that knows all the parts, and wires them together. */
import { realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { DEFAULT_SETTINGS, type Random, type Settings } from '../shared/game/index.ts';
import { DECK_SIZE, EASY_WORDS } from '../shared/categories/deck.ts';
import { Addresses } from './addresses.ts';
import { banner } from './banner.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { Collector } from './doodles/collector.ts';
import { DatabaseError } from './doodles/database.ts';
import { GivenSketches } from './doodles/sketchbook.ts';
import { Store } from './doodles/store.ts';
import { openGuesser } from './guesser.ts';
import { createHttpApp } from './http/app.ts';
import { listen } from './http/listen.ts';
import type { ServedModel } from './http/model.ts';
import { letWait } from './http/new-connections.ts';
import { SilentConnections } from './http/silent-connections.ts';
import { createLogger, type Logger } from './logging.ts';
import { createMetrics } from './metrics.ts';
import { Lab } from './lab/lab.ts';
import { LabModels } from './lab/models.ts';
import { Gate } from './realtime/gate.ts';
import { Realtime } from './realtime/realtime.ts';
import { shelfOf } from './shelf.ts';
import { Retraining, startRetrain } from './retraining.ts';
import { openShadow, shadowOverview, type RunningShadow } from './shadow.ts';
import { Status } from './status.ts';
import { listModels } from './recognition/model-list.ts';
import { NetworkExplainer } from './recognition/explainer.ts';
import { ShippedDoodles } from './recognition/neighbours.ts';
import { Cadence, NEWS } from './recognition/cadence.ts';
import { RecogniserError, type RunningRecogniser } from './recognition/recogniser.ts';
import { ModelError } from './recognition/registry.ts';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { Cluster } from './cluster/cluster.ts';
import { connectRedis, KEYS, RedisError, STREAM_WAIT_MS } from './cluster/redis.ts';
import { SqliteKeeper } from './keepers/sqlite.ts';
import { systemClock, type Clock } from './rooms/clock.ts';
import { RoomDirectory } from './rooms/directory.ts';
import { Keeping } from './rooms/keeping.ts';
import { WORD_LORE } from './rooms/lore.ts';
import { cleanText as withoutRudeWords } from './rooms/profanity.ts';
import { secureRandom } from './rooms/random.ts';

const SECOND_MS = 1_000;
/** What is not finished so long after the server was told to stop is cut off. */
const DRAIN_LIMIT_MS = 8 * SECOND_MS;
/** A doodle that was accepted or taken back is drawn by bots, or is not, within this time. */
const SKETCHBOOK_LOOK_MS = 60 * SECOND_MS;
const FEW_CORES = 2;
const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
const MODELS = path.join(REPOSITORY, 'models');

/** What a test puts in the place of the real thing. */
export interface Parts {
  readonly recogniser: RunningRecogniser;
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: Settings;
  /** What people write, as others may read it. */
  readonly cleanText: (text: string) => string;
  readonly clientFolder: string;
  readonly log: Logger;
}

export interface InklingServer {
  readonly port: number;
  readonly log: Logger;
  readonly recogniser: RunningRecogniser;
  readonly store: Store;
  readonly directory: RoomDirectory;
  /** Who guesses along unheard; null is nobody. */
  readonly shadow: RunningShadow | null;
  /** Says goodbye to everybody, finishes what is under way and lets go of everything. */
  close(): Promise<void>;
}

/** Builds a server and listens. @throws ConfigError, ModelError, RecogniserError, DatabaseError: each for a person to read */
export async function startServer(config: Config, parts: Partial<Parts> = {}): Promise<InklingServer> {
  const clock = parts.clock ?? systemClock;
  const status: Status = new Status({
    rooms: () => directory.rooms,
    players: () => directory.connectedPlayers,
    waiting: () => recogniser.waiting,
    guessIntervalMs: () => recogniser.guessIntervalMs,
    modelVersion: () => recogniser.modelVersion,
    now: () => clock.now(),
  });
  const log = parts.log ?? createLogger(config, (message) => status.noteError(message));
  const served = new Map<string, ServedModel>();
  const [recogniser, store] = await Promise.all([
    parts.recogniser ?? openGuesser(config, { modelsDir: MODELS, log, served }),
    Store.open(config),
  ]);
  const shadow = await openShadow(config, {
    champion: recogniser,
    modelsDir: MODELS,
    shadows: store.shadows,
    log,
  });
  const collector = new Collector({ doodles: store.doodles, recogniser, now: () => clock.now() });
  const words = wordsFor(config, recogniser);
  const settings = parts.settings ?? settingsFor(config, words);
  const cleanText = parts.cleanText ?? withoutRudeWords;
  const newsCadence = new Cadence(NEWS, clock.now());
  let stopping = false;

  const metrics = createMetrics({
    rooms: () => directory.rooms,
    players: () => directory.connectedPlayers,
    waitingGuesses: () => recogniser.waiting,
    guessIntervalMs: () => recogniser.guessIntervalMs,
    newsIntervalMs: () => newsCadence.intervalAt(clock.now()),
    degraded: () => degradation().length,
  });
  const addresses = new Addresses({ publicUrl: config.publicUrl, unlimited: config.unlimitedAddresses });
  const http = createServer(
    createHttpApp({
      clientFolder: parts.clientFolder ?? path.join(REPOSITORY, 'dist', 'client'),
      modelVersion: () => recogniser.modelVersion,
      servedModel: (version) => served.get(version),
      readiness,
      degradation,
      registry: metrics.registry,
      doodles: store.doodles,
      playerIdOf: (token) => store.tokens.playerIdOf(token),
      store,
      now: () => clock.now(),
      publicUrl: config.publicUrl,
      adminToken: config.adminToken,
      status: () => status.get(),
      addresses,
      playersPerAddress: config.playersPerAddress,
      models: async () => ({ running: recogniser.modelVersion, versions: await listModels(MODELS) }),
      shadow: () => shadowOverview(shadow, store.shadows),
      log,
    }),
  );
  letWait(http);
  const silent = new SilentConnections(http);
  const doodles = new ShippedDoodles(recogniser);
  void doodles.prepare();
  const sketchbook = new GivenSketches(store.doodles);
  const openSketchbook = () =>
    sketchbook.refresh().catch((error: unknown) => log.error({ err: error }, 'given doodles were not read'));
  await openSketchbook();
  const lookingAtSketchbook = setInterval(() => void openSketchbook(), SKETCHBOOK_LOOK_MS);
  const connections = config.redisUrl === undefined ? null : await connectRedis(config.redisUrl);
  const cluster =
    connections &&
    new Cluster({
      name: config.nodeName,
      connections,
      clock,
      onDegraded: (isDegraded) => {
        if (isDegraded) log.error('Redis is away: this node goes on alone');
        else log.info('Redis is back');
        realtime.tellDegraded(isDegraded);
      },
      onRestored: (room) => log.info({ room }, 'a room of another node goes on here'),
      onError: (error) => log.warn({ err: error }, 'something between the nodes failed'),
    });
  const adapter =
    connections &&
    createAdapter(connections.adapter, { streamName: KEYS.stream, blockTimeInMs: STREAM_WAIT_MS });
  const realtime = new Realtime(http, {
    addresses,
    gate: new Gate({ ...config, addresses, now: () => performance.now() }),
    cluster: cluster && adapter ? { adapter, elsewhere: cluster } : undefined,
    countryHeader: config.countryHeader,
    onRefused: (code) => metrics.refused(code),
    onInternalError: (error, request) => log.error({ err: error, request }, 'a request broke'),
  });
  const embedded = cluster ? null : openKeeper(config, log);
  const keeper = cluster?.keeper ?? embedded;
  const keeping =
    keeper &&
    new Keeping({
      keeper,
      clock,
      onTrouble: (error) =>
        error === null ? log.info('rooms are kept again') : log.error({ err: error }, 'rooms are not kept'),
    });
  const directory = new RoomDirectory({
    keeping: keeping ?? undefined,
    clock,
    random: parts.random ?? secureRandom,
    recogniser,
    newsCadence,
    shadow: shadow?.shadow,
    shadowShare: shadow?.share,
    explainer: new NetworkExplainer(recogniser, [doodles]),
    settings,
    words,
    lore: WORD_LORE,
    sketchbook,
    cleanText,
    audienceOf: (code) => realtime.audienceOf(code),
    observer: {
      guessed: (strokeToGuessMs) => {
        metrics.guessed(strokeToGuessMs);
        status.guessed(strokeToGuessMs);
      },
      guessFailed: (error) => {
        metrics.guessFailed();
        log.debug({ err: error }, 'a guess failed');
      },
      gameEnded: (summary, results) => {
        metrics.gameEnded();
        log.info(summary, 'a game ended');
        store
          .saveGame(summary, results)
          .catch((error: unknown) => log.error({ err: error }, 'a game was not saved'));
      },
      async drawingGiven(given) {
        try {
          await collector.keep(given);
        } catch (error) {
          log.error({ err: error }, 'a doodle was not kept');
          throw error;
        }
      },
    },
  });
  const lab = new Lab({
    dataDir: config.dataDir,
    clock: systemClock,
    onBroken: (complaint) => log.error({ complaint }, 'a run of the lab broke'),
  });
  const labModels = new LabModels({
    lab,
    engine: config.engine,
    onBroken: (error) => log.error({ err: error }, 'a network of the lab broke'),
  });
  const retraining =
    config.retrainHours === undefined
      ? null
      : new Retraining({
          everyHours: config.retrainHours,
          dataDir: config.dataDir,
          clock: systemClock,
          start: () => startRetrain(REPOSITORY, config.dataDir),
          isMyTurn: () => cluster?.isElected('retraining') ?? Promise.resolve(true),
          onEnd: (said) => log.info({ said }, 'the champion was trained further'),
          onFailure: (error) => log.error({ err: error }, 'retraining failed'),
        });
  await retraining?.begin();
  for (const kept of embedded?.load(clock.now()) ?? []) {
    try {
      directory.restore(kept);
    } catch (error) {
      log.error({ err: error, room: kept.code }, 'a room was not gone on with');
    }
  }
  if (directory.rooms > 0) log.info({ rooms: directory.rooms }, 'rooms go on');
  if (cluster && keeping) await cluster.open({ directory, keeping, seats: realtime.seats });
  realtime.open({
    reception: cluster ?? directory,
    shelf: shelfOf(store),
    lab,
    labModels,
    tokens: store.tokens,
  });
  await listen(http, config);

  function degradation(): string[] {
    const reasons: string[] = [];
    if (cluster?.isDegraded) reasons.push('Redis does not answer: rooms of other nodes cannot be reached.');
    if (keeping?.isTroubled) reasons.push('Rooms are not kept: they end with this process.');
    return reasons;
  }

  async function readiness(): Promise<string[]> {
    const reasons: string[] = [];
    if (stopping) reasons.push('The server is stopping.');
    if (recogniser.engine === null) reasons.push('The model is not running.');
    await store.check().catch(() => reasons.push('The store does not answer.'));
    return reasons;
  }

  return {
    port: (http.address() as AddressInfo).port,
    log,
    recogniser,
    store,
    directory,
    shadow,
    async close() {
      stopping = true;
      clearInterval(lookingAtSketchbook);
      const isMoving = (await cluster?.drain()) ?? false;
      await keeping?.flush();
      directory.close();
      lab.close();
      retraining?.close();
      await realtime.sayGoodbye(isMoving);
      silent.cut();
      await realtime.close();
      await labModels.close();
      await Promise.all([recogniser.close(), shadow?.close(), store.close(), keeping?.close()]);
      await cluster?.close();
    },
  };
}

/** Where rooms outlive this process; null where that cannot be, which costs no game anything. */
function openKeeper({ dataDir }: Config, log: Logger): SqliteKeeper | null {
  try {
    return new SqliteKeeper(dataDir);
  } catch (error) {
    log.error({ err: error }, 'rooms are not kept: they end with this process');
    return null;
  }
}

/** How rooms begin. @throws ConfigError where there are more rounds than words */
function settingsFor({ rounds, drawingSeconds, words: wanted }: Config, words: readonly string[]): Settings {
  const easy = EASY_WORDS.filter((word) => words.includes(word));
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    // Words that were asked for by name are played however hard they are, and so is all that a small network knows.
    ...((wanted || easy.length < DECK_SIZE) && { difficulty: 'any' }),
    ...(rounds !== undefined && { rounds }),
    ...(drawingSeconds !== undefined && { drawingMs: drawingSeconds * SECOND_MS }),
  };
  if (words.length < settings.rounds) {
    throw new ConfigError(
      `ROUNDS is ${settings.rounds}, but there are only ${words.length} words to draw; allowed: as many rounds as words.`,
    );
  }
  return settings;
}

/** What games may be about; wishes that this model cannot fulfil stop the start. */
function wordsFor(config: Config, recogniser: RunningRecogniser): readonly string[] {
  const unknown = config.words?.find((word) => !recogniser.words.includes(word));
  if (unknown !== undefined) {
    throw new ConfigError(
      `WORDS has "${unknown}", which the model ${recogniser.modelVersion} does not know; allowed: words among its ${recogniser.words.length}.`,
    );
  }
  return config.words ?? recogniser.words;
}

/** Starts the server of this process, and stops it when it is told to. */
async function main(): Promise<void> {
  // Threads that help to collect garbage wait for a core where there are few, and everything else waits for them.
  if (availableParallelism() <= FEW_CORES) setFlagsFromString('--no-parallel-scavenge');
  const config = readConfig(process.env);
  const server = await startServer(config);
  const { log } = server;
  const { engine, description } = server.recogniser;
  process.stdout.write(
    `${banner({ ...config, port: server.port, engine: engine ?? 'none', model: description })}\n`,
  );
  log.info({ port: server.port, engine, model: server.recogniser.modelVersion }, 'listening');

  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // A terminal sends Ctrl-C to every process in it, and whoever started this one passes it on once more.
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(0), DRAIN_LIMIT_MS).unref();
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** Whoever starts the server wants one sentence about a mistake, and the whole stack only of a bug. */
function explain(error: unknown): string {
  const forPeople = [ConfigError, DatabaseError, ModelError, RecogniserError, RedisError];
  if (forPeople.some((type) => error instanceof type)) return (error as Error).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  });
}
