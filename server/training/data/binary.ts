import { MAX_POINTS, MAX_STROKES } from '../../../shared/drawing/stroke.ts';
import type { Stroke } from '../../../shared/drawing/stroke.ts';
import type { ByteSource } from './bytes.ts';
import { DataFileError } from './errors.ts';
import type { DrawingRecord } from './records.ts';
import { timestampFromSeconds } from './timestamp.ts';

/** key_id u64, countrycode 2 bytes, recognized i8, timestamp u32, number of strokes u16; little-endian, no padding. */
export const BINARY_HEADER_BYTES = 8 + 2 + 1 + 4 + 2;
export const KEY_ID_OFFSET = 0;
export const COUNTRYCODE_OFFSET = 8;
export const RECOGNIZED_OFFSET = 10;
export const TIMESTAMP_OFFSET = 11;
export const STROKE_COUNT_OFFSET = 15;
export const POINT_COUNT_BYTES = 2;
/** How our writer marks an unknown `recognized`; official files only have 0 and 1. */
export const UNKNOWN_RECOGNIZED = -1;

/**
 * Reads the packed form (`examples/binary_file_parser.py` of the data set's repository): the header above, then for each
 * stroke the number of points u16 and as many bytes for x and for y. The form has no word. Zero stands for an unknown key,
 * country or time.
 */
export async function* readBinary(source: ByteSource, file: string): AsyncGenerator<DrawingRecord> {
  for (let row = 1; !(await source.atEnd()); row++) {
    const fail = (reason: string): never => {
      throw new DataFileError({ file, row, reason });
    };
    const need = async (count: number, what: string): Promise<void> => {
      if (source.available < count && !(await source.ensure(count)))
        fail(`the file ends in the middle of ${what}`);
    };

    await need(BINARY_HEADER_BYTES, 'a header');
    const header = source.take(BINARY_HEADER_BYTES);
    const keyId = header.readBigUInt64LE(KEY_ID_OFFSET);
    const countrycode = header.toString('latin1', COUNTRYCODE_OFFSET, RECOGNIZED_OFFSET);
    const recognized = header.readInt8(RECOGNIZED_OFFSET);
    const seconds = header.readUInt32LE(TIMESTAMP_OFFSET);
    const strokeCount = header.readUInt16LE(STROKE_COUNT_OFFSET);
    if (recognized < UNKNOWN_RECOGNIZED || recognized > 1) fail(`"recognized" is ${recognized}, not 0 or 1`);
    if (strokeCount === 0 || strokeCount > MAX_STROKES) {
      fail(`it claims ${strokeCount} strokes (1 to ${MAX_STROKES} are possible)`);
    }

    const drawing: Stroke[] = [];
    let points = 0;
    for (let s = 1; s <= strokeCount; s++) {
      await need(POINT_COUNT_BYTES, `stroke ${s}`);
      const count = source.take(POINT_COUNT_BYTES).readUInt16LE(0);
      points += count;
      if (count === 0) fail(`stroke ${s} has no points`);
      if (points > MAX_POINTS) fail(`it claims more than ${MAX_POINTS} points`);
      await need(2 * count, `stroke ${s}`);
      const x = Array.from(source.take(count));
      const y = Array.from(source.take(count));
      drawing.push({ x, y });
    }

    yield {
      word: null,
      countrycode: countrycode === '\0\0' ? null : countrycode,
      timestamp: seconds === 0 ? null : timestampFromSeconds(seconds),
      recognized: recognized === UNKNOWN_RECOGNIZED ? null : recognized === 1,
      keyId: keyId === 0n ? null : String(keyId),
      drawing,
      row,
    };
  }
}
