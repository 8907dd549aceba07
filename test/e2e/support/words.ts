import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { DOODLES } from '../doodles.ts';

const MODELS = path.join(import.meta.dirname, '..', '..', '..', 'models');
const champion = z.object({ version: z.string() });
const card = z.object({ words: z.array(z.string()) });

/** Drawn so plainly that they are half of something else, too: a network may well wait for more. */
const AMBIGUOUS = new Set(['axe', 'circle', 'diamond', 'face', 'smiley face', 'square', 'tree', 'triangle']);

/** The words that the model under test knows and that our players draw unmistakably. */
export async function drawableWords(): Promise<string[]> {
  const known = new Set((await readCard()).words);
  return Object.keys(DOODLES).filter((word) => known.has(word) && !AMBIGUOUS.has(word));
}

async function readCard(): Promise<z.infer<typeof card>> {
  const wanted =
    process.env['MODEL'] ?? champion.parse(await readJson(path.join(MODELS, 'champion.json'))).version;
  return card.parse(await readJson(path.join(path.resolve(MODELS, wanted), 'card.json')));
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}
