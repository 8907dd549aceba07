import { open, rename, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { IMAGE_PIXELS, toOfficial } from '../../../shared/drawing/index.ts';
import {
  BINARY_HEADER_BYTES,
  COUNTRYCODE_OFFSET,
  KEY_ID_OFFSET,
  POINT_COUNT_BYTES,
  RECOGNIZED_OFFSET,
  STROKE_COUNT_OFFSET,
  TIMESTAMP_OFFSET,
  UNKNOWN_RECOGNIZED,
} from './binary.ts';
import { bitmapHeader } from './npy.ts';
import type { DrawingRecord } from './records.ts';
import { secondsFromTimestamp } from './timestamp.ts';

export type WritableDrawing = Omit<DrawingRecord, 'row'>;
type Rows<Row> = Iterable<Row> | AsyncIterable<Row>;

const MAX_BYTE = 0xff;
const MAX_U16 = 0xffff;
/** Long enough for any number of rows, so that the header can be written last, when the number is known. */
const NPY_HEADER_BYTES = bitmapHeader(0).length;

/** One line of an official `.ndjson` file, with its newline: raw if the strokes have times, simplified otherwise. */
export function encodeNdjson(record: WritableDrawing): string {
  const { word, countrycode, timestamp, recognized, keyId, drawing } = record;
  return `${JSON.stringify({ word, countrycode, timestamp, recognized, key_id: keyId, drawing: toOfficial(drawing) })}\n`;
}

/**
 * One record of an official `.bin` file (see `readBinary`). The form has whole coordinates of 0 to 255, seconds and no
 * word; RangeError for drawings that have not been simplified.
 */
export function encodeBinary(record: WritableDrawing): Buffer {
  const { countrycode, timestamp, recognized, keyId, drawing } = record;
  if (drawing.length > MAX_U16)
    throw new RangeError(`${drawing.length} strokes do not fit into the binary form.`);
  const header = Buffer.alloc(BINARY_HEADER_BYTES);
  header.writeBigUInt64LE(BigInt(keyId ?? 0), KEY_ID_OFFSET);
  header.write((countrycode ?? '').slice(0, 2), COUNTRYCODE_OFFSET, 'latin1');
  header.writeInt8(recognized === null ? UNKNOWN_RECOGNIZED : Number(recognized), RECOGNIZED_OFFSET);
  header.writeUInt32LE((timestamp === null ? null : secondsFromTimestamp(timestamp)) ?? 0, TIMESTAMP_OFFSET);
  header.writeUInt16LE(drawing.length, STROKE_COUNT_OFFSET);
  const strokes = drawing.flatMap(({ x, y }) => {
    if (x.length > MAX_U16)
      throw new RangeError(`${x.length} points do not fit into a stroke of the binary form.`);
    const count = Buffer.alloc(POINT_COUNT_BYTES);
    count.writeUInt16LE(x.length, 0);
    return [count, bytesOf(x), bytesOf(y)];
  });
  return Buffer.concat([header, ...strokes]);
}

function bytesOf(coordinates: readonly number[]): Buffer {
  const wrong = coordinates.find((value) => !Number.isInteger(value) || value < 0 || value > MAX_BYTE);
  if (wrong !== undefined) {
    throw new RangeError(
      `The binary form takes whole coordinates of 0 to ${MAX_BYTE}, not ${wrong}: simplify first.`,
    );
  }
  return Buffer.from(coordinates);
}

/** Writes an official `.ndjson` file, gzipped if the name ends in `.gz`. The file appears when it is complete. */
export async function writeNdjson(path: string, records: Rows<WritableDrawing>): Promise<void> {
  await writeStream(path, mapRows(records, encodeNdjson));
}

/** Writes an official `.bin` file, gzipped if the name ends in `.gz`. The file appears when it is complete. */
export async function writeBinary(path: string, records: Rows<WritableDrawing>): Promise<void> {
  await writeStream(path, mapRows(records, encodeBinary));
}

/** Writes images of 784 bytes as a `.npy` file, uint8 `[N, 784]`. The file appears when it is complete. */
export async function writeNpyBitmaps(path: string, images: Rows<Uint8Array>): Promise<void> {
  await atomically(path, async (temporary) => {
    let rows = 0;
    const counted = mapRows(images, (image) => {
      if (image.length !== IMAGE_PIXELS)
        throw new RangeError(`An image has ${IMAGE_PIXELS} bytes, not ${image.length}.`);
      rows++;
      return image;
    });
    await pipeline(Readable.from(withHeader(counted)), await streamTo(temporary));
    const file = await open(temporary, 'r+');
    try {
      await file.write(bitmapHeader(rows), 0, NPY_HEADER_BYTES, 0);
    } finally {
      await file.close();
    }
  });
}

async function* withHeader(images: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(NPY_HEADER_BYTES);
  yield* images;
}

async function* mapRows<Row, Out>(rows: Rows<Row>, encode: (row: Row) => Out): AsyncGenerator<Out> {
  for await (const row of rows) yield encode(row);
}

async function writeStream(path: string, chunks: AsyncIterable<string | Uint8Array>): Promise<void> {
  await atomically(path, async (temporary) => {
    const file = await streamTo(temporary);
    const source = Readable.from(chunks);
    await (path.endsWith('.gz') ? pipeline(source, createGzip(), file) : pipeline(source, file));
  });
}

/** Opened already: a stream that opens its file by itself may do so after what it was to write has failed, and leave it there. */
async function streamTo(file: string): Promise<Writable> {
  return (await open(file, 'w')).createWriteStream();
}

async function atomically(path: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = `${path}.tmp`;
  try {
    await write(temporary);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
