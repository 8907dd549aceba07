import type { ShadowOverview } from '../shared/protocol/index.ts';
import { ConfigError, type Config } from './config.ts';
import type { Store } from './doodles/store.ts';
import type { Logger } from './logging.ts';
import { findModel } from './recognition/champion-file.ts';
import { NetworkRecogniser } from './recognition/network-recogniser.ts';
import { QuietRecogniser } from './recognition/quiet.ts';
import type { RunningRecogniser } from './recognition/recogniser.ts';
import { readModelVersion } from './recognition/registry.ts';
import type { Shadow } from './rooms/shadowing.ts';

/** The least of the processor that a thread can ask for: its pictures wait for everything else on this machine. */
const NICENESS = 19;

export interface RunningShadow {
  readonly shadow: Shadow;
  /** The share of rooms in which it guesses along, 0..1. */
  readonly share: number;
  close(): Promise<void>;
}

export interface ShadowParts {
  readonly champion: RunningRecogniser;
  readonly modelsDir: string;
  readonly shadows: Store['shadows'];
  readonly log: Logger;
}

/**
 * Starts the version that guesses along, in a thread of its own; null where none is wanted.
 * @throws ConfigError where it does not know the champion's words, ModelError, RecogniserError
 */
export async function openShadow(
  { shadowModel, shadowShare }: Config,
  { champion, modelsDir, shadows, log }: ShadowParts,
): Promise<RunningShadow | null> {
  if (shadowModel === undefined || shadowShare === 0) return null;
  const version = await readModelVersion(await findModel(shadowModel, modelsDir));
  const unknown = champion.words.filter((word) => !version.card.words.includes(word));
  if (unknown.length > 0) {
    throw new ConfigError(
      `SHADOW_MODEL is "${shadowModel}", which does not know ${unknown.slice(0, 3).join(', ')}${unknown.length > 3 ? ` and ${unknown.length - 3} more` : ''}; allowed: a version with all words of ${champion.modelVersion}.`,
    );
  }
  const recogniser = await NetworkRecogniser.start(version, {
    // A process has room for TensorFlow's own library in one thread only, and that one is the champion's.
    engine: 'wasm',
    niceness: NICENESS,
    onBroken: (error) => log.error({ err: error }, 'the shadow broke'),
  });
  return {
    share: shadowShare,
    shadow: {
      recogniser: new QuietRecogniser(recogniser, champion),
      keep: (round) => {
        log.debug(round, 'a round in shadow');
        shadows.add(round).catch((error: unknown) => log.error({ err: error }, 'a shadow was not kept'));
      },
      failed: (error) => log.debug({ err: error }, 'a guess in shadow failed'),
    },
    close: () => recogniser.close(),
  };
}

/** For whoever runs the server: who guesses along, and how all that ever did compared. */
export async function shadowOverview(
  running: RunningShadow | null,
  shadows: Store['shadows'],
): Promise<ShadowOverview> {
  return {
    running: running && { version: running.shadow.recogniser.modelVersion, share: running.share },
    contests: await shadows.contests(),
  };
}
