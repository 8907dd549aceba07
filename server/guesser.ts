import type { Config } from './config.ts';
import type { ServedModel } from './http/model.ts';
import type { Logger } from './logging.ts';
import { Champion } from './recognition/champion.ts';
import { findModel, readChampion } from './recognition/champion-file.ts';
import { NetworkRecogniser } from './recognition/network-recogniser.ts';
import type { RunningRecogniser } from './recognition/recogniser.ts';
import { readModelVersion } from './recognition/registry.ts';
import { systemClock } from './rooms/clock.ts';

/** A promotion is taken up within this time. */
const CHAMPION_LOOK_MS = 1_000;

export interface GuesserParts {
  readonly modelsDir: string;
  readonly log: Logger;
  /** Gets every version that is started, for browsers that guess by themselves. */
  readonly served: Map<string, ServedModel>;
}

/**
 * Starts who guesses in this server's games: the champion, whichever that is from moment to moment, or the version that was
 * asked for by name.
 * @throws ModelError, RecogniserError
 */
export async function openGuesser(
  { model, engine }: Config,
  { modelsDir, log, served }: GuesserParts,
): Promise<RunningRecogniser> {
  const start = async (wanted: string | undefined) => {
    const version = await readModelVersion(await findModel(wanted, modelsDir));
    const recogniser = await NetworkRecogniser.start(version, {
      engine,
      onBroken: (error) => log.error({ err: error }, 'the network broke'),
    });
    const { folder, files } = version;
    served.set(recogniser.modelVersion, { version: recogniser.modelVersion, folder, files });
    return recogniser;
  };
  const first = await start(model);
  // Whoever asked for a version by name gets that one until the end.
  if (model !== undefined) return first;
  const champion = new Champion(first, {
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
