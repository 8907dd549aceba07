import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ModelError } from './registry.ts';

const CHAMPION_FILE = 'champion.json';
/** Champions remembered: enough to go back from any mistake that is noticed. */
const MOST_REMEMBERED = 20;

const championSchema = z.object({
  version: z.string().min(1),
  /** Who was champion before, the latest first. */
  before: z.array(z.string().min(1)).default([]),
});
export type ChampionRecord = z.infer<typeof championSchema>;

/** Who guesses, and who did before. @throws ModelError where the file does not say */
export async function readChampion(modelsFolder: string): Promise<ChampionRecord> {
  const file = path.join(modelsFolder, CHAMPION_FILE);
  try {
    return championSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const why = isMissing ? 'is missing' : 'is damaged';
    const message = `${file} ${why}: it names the version that guesses, {"version": "…"}.`;
    throw new ModelError(isMissing ? 'missing' : 'damaged', message, { cause });
  }
}

/**
 * The folder of the version that is wanted: a name in the models folder, or a path. Without a wish it is the champion's.
 * @throws ModelError
 */
export async function findModel(wanted: string | undefined, modelsFolder: string): Promise<string> {
  if (wanted !== undefined && /[/\\]/.test(wanted)) return path.resolve(wanted);
  return path.join(modelsFolder, wanted ?? (await readChampion(modelsFolder)).version);
}

/** Makes a version the champion. Servers that run take it up within a second. */
export async function promote(modelsFolder: string, version: string): Promise<void> {
  const champion = await readChampion(modelsFolder);
  if (champion.version === version) return;
  const before = [champion.version, ...champion.before].slice(0, MOST_REMEMBERED);
  await writeChampion(modelsFolder, { version, before });
}

/** Goes back to the champion before. @returns its name; null where there was none */
export async function rollBack(modelsFolder: string): Promise<string | null> {
  const {
    before: [version, ...before],
  } = await readChampion(modelsFolder);
  if (version === undefined) return null;
  await writeChampion(modelsFolder, { version, before });
  return version;
}

/** Whoever reads meanwhile finds the old file or the new one, never half of one. */
async function writeChampion(modelsFolder: string, champion: ChampionRecord): Promise<void> {
  const file = path.join(modelsFolder, CHAMPION_FILE);
  await writeFile(`${file}.new`, `${JSON.stringify(champion, null, 2)}\n`);
  await rename(`${file}.new`, file);
}
