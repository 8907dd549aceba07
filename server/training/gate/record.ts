import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { CHECKS, type Decision } from './decide.ts';

/** The decision about a version, kept in its folder: for `inkling models promote`, for the page, for the next contest. */
const GATE_FILE = 'gate.json';
export const GATE_PAGE_FILE = 'gate.html';

const count = z.int().min(0);
const paired = z.object({ drawings: count, lost: count, gained: count });

const gateSchema = z.object({
  challenger: z.string(),
  champion: z.string(),
  decidedAt: z.iso.datetime(),
  passed: z.boolean(),
  checks: z.array(z.object({ name: z.enum(CHECKS), passed: z.boolean(), finding: z.string() })),
  /** `best` is the highest top-1 that a champion has had on the same set. */
  golden: paired.extend({
    fingerprint: z.string(),
    before: z.number(),
    now: z.number(),
    best: z.number(),
  }),
  players: paired,
});
export type GateRecord = z.infer<typeof gateSchema>;

/** @param fingerprint of the golden set */
export function recordOf(
  { passed, checks, golden, players }: Decision,
  facts: Pick<GateRecord, 'challenger' | 'champion' | 'decidedAt'> & {
    golden: Pick<GateRecord['golden'], 'fingerprint' | 'before' | 'now' | 'best'>;
  },
): GateRecord {
  return gateSchema.parse({ ...facts, passed, checks, golden: { ...golden, ...facts.golden }, players });
}

export async function writeGate(folder: string, record: GateRecord, page: string): Promise<void> {
  await writeFile(path.join(folder, GATE_FILE), `${JSON.stringify(record, null, 2)}\n`);
  await writeFile(path.join(folder, GATE_PAGE_FILE), page);
}

/** What was decided about a version; null where nothing was. @throws Error where the file is damaged */
export async function readGate(folder: string): Promise<GateRecord | null> {
  const file = path.join(folder, GATE_FILE);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return gateSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${file} is damaged: remove it, and let \`inkling retrain\` decide again.`, { cause });
  }
}
