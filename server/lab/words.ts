import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { ALL_WORDS } from '../../shared/categories/deck.ts';
import { DOODLES } from '../../shared/doodles/index.ts';

/** Folders of the official layout with drawings that the lab learns from. */
const FOLDERS = ['simplified', 'numpy_bitmap', 'raw', 'binary'];

/** The words that a folder has drawings of, and those of which the project's own doodles can take their place. */
export async function labWords(dataDir: string): Promise<{ words: string[]; real: string[] }> {
  const files = await Promise.all(
    FOLDERS.map((folder) => readdir(path.join(dataDir, folder)).catch(() => [] as string[])),
  );
  const named = new Set(files.flat().map((file) => file.split('.')[0]));
  const real = ALL_WORDS.filter((word) => named.has(word));
  return { words: ALL_WORDS.filter((word) => named.has(word) || word in DOODLES), real };
}
