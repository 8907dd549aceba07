import { z } from 'zod';
import { parseOfficial } from '../../../shared/drawing/index.ts';
import type { ByteSource } from './bytes.ts';
import { DataFileError } from './errors.ts';
import type { DrawingRecord } from './records.ts';

/** The longest raw drawings of the data set take some 200 KB; this is only a guard against files that are no text. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;

const line = z.object({
  word: z.string().nullish(),
  countrycode: z.string().nullish(),
  timestamp: z.string().nullish(),
  recognized: z.boolean().nullish(),
  // Official files write a string; some copies a number, which for 64 bits has already lost its last digits.
  key_id: z.union([z.string().regex(/^\d+$/u), z.number().transform(String)]).nullish(),
  drawing: z.unknown(),
});

/**
 * Reads `simplified` or `raw` lines (official README of the data set): one JSON object a line with `word`,
 * `countrycode`, `timestamp`, `recognized`, `key_id` and `drawing`. Blank lines count as rows and are skipped.
 */
export async function* readNdjson(source: ByteSource, file: string): AsyncGenerator<DrawingRecord> {
  for (let row = 1; ; row++) {
    const next = await source.takeLine(MAX_LINE_BYTES).catch((error: unknown) => {
      throw new DataFileError({ file, row, reason: reasonOf(error), cause: error });
    });
    if (next === null) return;
    const text = next.line.toString('utf8').trim();
    if (text !== '') yield parseLine(text, next.complete, file, row);
  }
}

function parseLine(text: string, complete: boolean, file: string, row: number): DrawingRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = complete ? 'the line is not JSON' : 'the file ends in the middle of a line';
    throw new DataFileError({ file, row, reason, cause: error });
  }
  const fields = line.safeParse(value);
  if (!fields.success) {
    const issue = fields.error.issues[0];
    const reason = `"${issue?.path.join('.') ?? ''}" is wrong: ${issue?.message ?? 'not a drawing'}`;
    throw new DataFileError({ file, row, reason, cause: fields.error });
  }
  const { word, countrycode, timestamp, recognized, key_id: keyId, drawing } = fields.data;
  try {
    const strokes = parseOfficial(drawing);
    if (strokes.length === 0) throw new RangeError('it has no points');
    return {
      word: word ?? null,
      countrycode: countrycode ?? null,
      timestamp: timestamp ?? null,
      recognized: recognized ?? null,
      keyId: keyId ?? null,
      drawing: strokes,
      row,
    };
  } catch (error) {
    throw new DataFileError({
      file,
      row,
      reason: `"drawing" cannot be used: ${reasonOf(error)}`,
      cause: error,
    });
  }
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/u, '');
}
