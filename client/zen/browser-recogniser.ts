import type { Drawing } from '../../shared/drawing/index.ts';
import { GUESS_INTERVAL_MS } from '../../shared/protocol/index.ts';
import { lookAt, VerdictReader } from '../../shared/recognition/look.ts';
import type { Recogniser, Verdict } from '../../shared/recognition/recogniser.ts';
import { fetchModel } from './model.ts';
import { openNetwork } from './network.ts';

/** Fetches the server's network and starts it here: the same looks, the same numbers, nothing sent. */
export async function openBrowserRecogniser(): Promise<Recogniser> {
  const { card, artifacts } = await fetchModel();
  const network = await openNetwork(artifacts);
  const reader = new VerdictReader(card);
  return {
    modelVersion: card.version,
    words: card.words,
    judgeRule: card.judge,
    guessIntervalMs: GUESS_INTERVAL_MS,
    async guess(drawing: Drawing, deck: readonly string[]): Promise<Verdict> {
      const look = lookAt(drawing);
      return reader.read(await network(look.image), look, deck);
    },
  };
}
