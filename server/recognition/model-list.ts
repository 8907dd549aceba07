import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ModelSummary } from '../../shared/protocol/index.ts';
import { CARD_FILE, cardSchema } from '../../shared/recognition/card.ts';

/** What the cards of all versions in a models folder say, the newest first. What is no version, or damaged, is left out. */
export async function listModels(modelsFolder: string): Promise<ModelSummary[]> {
  const entries = await readdir(modelsFolder, { withFileTypes: true });
  const cards = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) => {
        const card = await readFile(path.join(modelsFolder, name, CARD_FILE), 'utf8').catch(() => '');
        return cardSchema.safeParse(parsed(card)).data;
      }),
  );
  return cards
    .filter((card) => card !== undefined)
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
    .map(({ version, createdAt, words, parameters, bytes, metrics: { top1, top3 } }) => ({
      version,
      createdAt,
      words: words.length,
      parameters,
      bytes,
      top1,
      top3,
    }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
