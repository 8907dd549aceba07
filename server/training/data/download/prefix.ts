import { BINARY_HEADER_BYTES, POINT_COUNT_BYTES, STROKE_COUNT_OFFSET } from '../binary.ts';
import { openBytes } from '../bytes.ts';
import { DataFileError } from '../errors.ts';
import type { ByteSource } from '../bytes.ts';
import { IMAGE_PIXELS } from '../../../../shared/drawing/index.ts';
import type { DownloadFormat } from '../formats.ts';
import { bitmapRows, readNpyHeader } from '../npy.ts';
import { listZip } from '../zip.ts';

/** What the beginning of a file holds, up to a number of records. */
export interface Prefix {
  /** Complete records found. */
  readonly records: number;
  /** Where the last of them ends, in bytes from the start. */
  readonly end: number;
}

/** Formats of which a part is useful; a zip archive is not: its directory comes last. */
export type CuttableFormat = Exclude<DownloadFormat, 'sketchrnn'>;

/** Bytes a record takes on average over the data set. */
const TYPICAL_RECORD_BYTES: Record<CuttableFormat, number> = {
  simplified: 500,
  raw: 4_000,
  binary: 120,
  numpy_bitmap: IMAGE_PIXELS,
};
/** Official headers take 80 bytes, those of newer numpy 128. */
const TYPICAL_NPY_HEADER_BYTES = 128;
/** The first request is for so many: enough to learn how long they really are. */
const PROBE_RECORDS = 50;
/** Asked for beyond the estimate, so that usually no third request is needed. */
const MARGIN = 1.05;
/** Every request asks for at least this much more than there is, however wrong the estimate. */
const GROWTH = 1.02;
export const MIN_REQUEST_BYTES = 4 * 1024;
/** A "line" longer than this is no text. */
const LONGEST_LINE_BYTES = 16 * 1024 * 1024;

/**
 * Counts the complete records at the start of a file of which the end may still be missing.
 *
 * @param limit stop after so many records; Infinity: all that are there
 * @throws DataFileError if it is no such file at all
 */
export async function scanPrefix(path: string, format: CuttableFormat, limit: number): Promise<Prefix> {
  const source = await openBytes(path);
  try {
    if (format === 'numpy_bitmap') return await scanNpy(source, path, limit);
    return await (format === 'binary' ? scanBinary(source, limit) : scanLines(source, path, limit));
  } finally {
    await source.close();
  }
}

/** Up to which byte a file should be fetched so that it likely holds `wanted` records. */
export function bytesFor(wanted: number, format: CuttableFormat, found: Prefix, have: number): number {
  if (format === 'numpy_bitmap') {
    const header = found.records > 0 ? found.end - found.records * IMAGE_PIXELS : TYPICAL_NPY_HEADER_BYTES;
    const needed = header + wanted * IMAGE_PIXELS;
    return Math.max(needed, MIN_REQUEST_BYTES, needed > have ? 0 : have + MIN_REQUEST_BYTES);
  }
  const atLeast = Math.ceil(have * GROWTH) + MIN_REQUEST_BYTES;
  if (found.records === 0)
    return Math.max(atLeast, Math.min(wanted, PROBE_RECORDS) * TYPICAL_RECORD_BYTES[format]);
  const average = found.end / found.records;
  return Math.max(atLeast, Math.ceil(found.end + (wanted - found.records) * average * MARGIN));
}

/** Why a file that should be whole is not; null if it seems to be. Records' contents are for the readers to judge. */
export async function whyNotWhole(
  path: string,
  format: DownloadFormat,
  bytes: number,
): Promise<string | null> {
  if (format === 'sketchrnn') {
    await listZip(path);
    return null;
  }
  const { records, end } = await scanPrefix(path, format, Infinity);
  return end === bytes ? null : `it ends in the middle of record ${records + 1}`;
}

async function scanLines(source: ByteSource, path: string, limit: number): Promise<Prefix> {
  let records = 0;
  let end = 0;
  while (records < limit) {
    const next = await source.takeLine(LONGEST_LINE_BYTES);
    // A last line without its newline counts only if it is a whole object.
    if (next === null || (!next.complete && !isJson(next.line))) break;
    if (records === 0 && !isJson(next.line)) {
      throw new DataFileError({ file: path, row: 1, reason: 'the line is not JSON' });
    }
    records++;
    end += next.line.length + (next.complete ? 1 : 0);
  }
  return { records, end };
}

function isJson(line: Buffer): boolean {
  try {
    JSON.parse(line.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

async function scanBinary(source: ByteSource, limit: number): Promise<Prefix> {
  let records = 0;
  let end = 0;
  while (records < limit) {
    if (!(await source.ensure(BINARY_HEADER_BYTES))) break;
    let bytes = BINARY_HEADER_BYTES;
    const strokes = source.take(BINARY_HEADER_BYTES).readUInt16LE(STROKE_COUNT_OFFSET);
    for (let stroke = 0; stroke < strokes; stroke++) {
      if (!(await source.ensure(POINT_COUNT_BYTES))) return { records, end };
      const points = source.take(POINT_COUNT_BYTES).readUInt16LE(0);
      if (!(await source.ensure(2 * points))) return { records, end };
      source.take(2 * points);
      bytes += POINT_COUNT_BYTES + 2 * points;
    }
    records++;
    end += bytes;
  }
  return { records, end };
}

async function scanNpy(source: ByteSource, path: string, limit: number): Promise<Prefix> {
  const header = await readNpyHeader(source, path);
  const rows = Math.min(bitmapRows(header, path), limit);
  let records = 0;
  while (records < rows && (source.available >= IMAGE_PIXELS || (await source.ensure(IMAGE_PIXELS)))) {
    source.take(IMAGE_PIXELS);
    records++;
  }
  return { records, end: header.dataOffset + records * IMAGE_PIXELS };
}
