import { z } from 'zod';
import { CARD_FILE, cardSchema, type ModelCard } from '../../shared/recognition/card.ts';
import {
  layersModelSchema,
  MODEL_FILE,
  toArtifacts,
  weightFiles,
  type ModelArtifacts,
} from '../../shared/recognition/layers-model.ts';

// Else zod tries whether it may compile, which this page's security policy forbids and every console reports.
z.config({ jitless: true });

const CHAMPION = '/models/champion.json';
const championSchema = z.object({ version: z.string() });

/** Fetches the model version with which the server guesses; the service worker has it where there is no network. */
export async function fetchModel(): Promise<{ card: ModelCard; artifacts: ModelArtifacts }> {
  const { version } = championSchema.parse(await (await get(CHAMPION)).json());
  const folder = `/models/${encodeURIComponent(version)}`;
  const [card, model] = await Promise.all(
    [CARD_FILE, MODEL_FILE].map(async (file) => (await get(`${folder}/${file}`)).json() as Promise<unknown>),
  );
  const file = layersModelSchema.parse(model);
  const weights = await Promise.all(
    weightFiles(file).map(
      async (name) => new Uint8Array(await (await get(`${folder}/${name}`)).arrayBuffer()),
    ),
  );
  return { card: cardSchema.parse(card), artifacts: toArtifacts(file, weights) };
}

async function get(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}
