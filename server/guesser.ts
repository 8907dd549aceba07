import type { Config } from './config.ts';
import type { ServedModel } from './http/model.ts';
import type { Logger } from './logging.ts';
import { Champion } from './recognition/champion.ts';
import { findModel, readChampion } from './recognition/champion-file.ts';
import { listModels } from './recognition/model-list.ts';
import { NetworkRecogniser } from './recognition/network-recogniser.ts';
import type { RunningRecogniser } from './recognition/recogniser.ts';
import { readModelVersion } from './recognition/registry.ts';
import { systemClock } from './rooms/clock.ts';

/** A promotion is taken up within this time. */
const CHAMPION_LOOK_MS = 1_000;

/** Where both want the processor the sockets go first: then guesses are rarer, and nothing else is late. */
const NICENESS = 5;

export interface GuesserParts {
  readonly modelsDir: string;
  readonly log: Logger;
  /** Gets every version that is started, for browsers that guess by themselves. */
  readonly served: Map<string, ServedModel>;
}

/**
 * Starts who guesses in this server's games: the champion, whichever that is from moment to moment, or the version that was
 * asked for by name. Where the champion cannot be used, the latest one before it that can guesses instead.
 * @throws ModelError, RecogniserError
 */
export async function openGuesser(
  { model, engine }: Pick<Config, 'model' | 'engine'>,
  { modelsDir, log, served }: GuesserParts,
): Promise<RunningRecogniser> {
  const start = async (wanted: string | undefined) => {
    const version = await readModelVersion(await findModel(wanted, modelsDir));
    const recogniser = await NetworkRecogniser.start(version, {
      engine,
      niceness: NICENESS,
      onBroken: (error) => log.error({ err: error }, 'the network broke'),
    });
    const { folder, files } = version;
    served.set(recogniser.modelVersion, { version: recogniser.modelVersion, folder, files });
    return recogniser;
  };
  // Whoever asked for a version by name gets that one until the end.
  if (model !== undefined) return start(model);
  const champion = new Champion(await startLatest(await championsOf(modelsDir, log), start, log), {
    wanted: () =>
      readChampion(modelsDir).then(
        ({ version }) => version,
        () => null,
      ),
    start,
    after: (delayMs, action) => systemClock.after(delayMs, action),
    onChange: (from, to) => log.info({ from, to }, 'another version guesses'),
    onFailure: (version, error) => log.error({ err: error, version }, 'a version was not taken up'),
  });
  setInterval(() => void champion.look(), CHAMPION_LOOK_MS).unref();
  return champion;
}

/** The champion and those before it, the latest first. */
async function championsOf(modelsDir: string, log: Logger): Promise<string[]> {
  try {
    const { version, before } = await readChampion(modelsDir);
    return [version, ...before];
  } catch (error) {
    const known = (await listModels(modelsDir)).sort((a, b) => b.words - a.words);
    if (known.length === 0) throw error;
    log.error({ err: error }, 'nobody knows who is champion: of all versions, the one of most words guesses');
    return known.map(({ version }) => version);
  }
}

/** Starts the first of these versions that can be started. @throws why the very first one cannot, where none can */
async function startLatest<T>(
  versions: readonly string[],
  start: (version: string) => Promise<T>,
  log: Logger,
): Promise<T> {
  const failures: unknown[] = [];
  for (const version of versions) {
    try {
      return await start(version);
    } catch (error) {
      failures.push(error);
      log.error({ err: error, version }, 'a version cannot guess: the one before it is tried');
    }
  }
  throw failures[0];
}
