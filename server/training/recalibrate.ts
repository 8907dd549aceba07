import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CARD_FILE, cardSchema, type ModelCard } from '../../shared/recognition/card.ts';
import type { measure } from './measure.ts';
import { writeModelCard } from './model-card.ts';

/** A card with other figures, calibration and judge, of the same network. What the figures leave out stays as it was. */
export function withMeasures(card: ModelCard, measured: ReturnType<typeof measure>): ModelCard {
  return { ...card, ...measured, metrics: { ...card.metrics, ...measured.metrics } };
}

/**
 * Writes a version again with another card: its folder, with whatever else is in it, is copied beside its place first and then
 * renamed, so that a version is there whole or not at all.
 *
 * @param folder of the version as it is, which may be in `modelsDir`
 * @returns where it is now
 */
export async function writeWithCard(folder: string, modelsDir: string, card: ModelCard): Promise<string> {
  const target = join(modelsDir, card.version);
  const draft = `${target}.part`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(modelsDir, { recursive: true });
  await cp(folder, draft, { recursive: true });
  await writeFile(join(draft, CARD_FILE), `${JSON.stringify(cardSchema.parse(card), null, 2)}\n`);
  await writeModelCard(draft, card);
  await rm(target, { recursive: true, force: true });
  await rename(draft, target);
  return target;
}
