/** Everything that Zen needs beyond its screen, in a chunk of its own: TensorFlow.js, the rules and the judge. */
import type { Recogniser } from '../../shared/recognition/recogniser.ts';
import { browserClock } from './browser-clock.ts';
import { openBrowserRecogniser } from './browser-recogniser.ts';
import type { ZenChoice } from './zen-choice.ts';
import { ZenGame } from './zen-game.ts';

let opening: Promise<Recogniser> | null = null;

/** The network of this page: fetched and started once; what failed is tried again. */
function browserRecogniser(): Promise<Recogniser> {
  opening ??= openBrowserRecogniser().catch((error: unknown) => {
    opening = null;
    throw error;
  });
  return opening;
}

/** @throws whatever keeps the network from running here: no connection and nothing kept, no WebAssembly */
export async function openZen(choice: ZenChoice): Promise<ZenGame> {
  return new ZenGame(
    {
      recogniser: await browserRecogniser(),
      clock: browserClock,
      random: Math.random,
      onError: (error) => reportError(error),
    },
    choice,
  );
}
