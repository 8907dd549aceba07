import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

const READ_CHUNK_BYTES = 256 * 1024;
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);
const NEWLINE = 0x0a;
const EMPTY = Buffer.alloc(0);

/**
 * A stream of bytes read in pieces of known length. `ensure` is asynchronous, `take` is not: a reader asks once for as
 * much as it surely needs and then takes small pieces without waiting, which is what makes a million rows fast.
 */
export class ByteSource {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #buffer: Buffer = EMPTY;
  #offset = 0;
  #ended = false;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Bytes that `take` can give at once. */
  get available(): number {
    return this.#buffer.length - this.#offset;
  }

  /** Reads until `count` bytes are available; false if the stream ends before. */
  async ensure(count: number): Promise<boolean> {
    if (this.available >= count) return true;
    const parts = [this.#buffer.subarray(this.#offset)];
    let total = this.available;
    while (total < count && !this.#ended) {
      const next = await this.#chunks.next();
      if (next.done === true) {
        this.#ended = true;
      } else {
        parts.push(Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength));
        total += next.value.byteLength;
      }
    }
    this.#buffer = Buffer.concat(parts);
    this.#offset = 0;
    return total >= count;
  }

  /** The next `count` bytes: a view that is valid until the next call, to be copied by whoever keeps it. */
  take(count: number): Buffer {
    if (count > this.available) throw new RangeError(`${count} bytes asked, ${this.available} available`);
    const start = this.#offset;
    this.#offset += count;
    return this.#buffer.subarray(start, this.#offset);
  }

  /**
   * The next line without its newline; null after the last one. `complete` is false for a last line without newline.
   * A line longer than `maxBytes` is a RangeError: a binary file taken for text must not eat the memory.
   */
  async takeLine(maxBytes: number): Promise<{ line: Buffer; complete: boolean } | null> {
    let searched = 0;
    while (true) {
      const end = this.#buffer.indexOf(NEWLINE, this.#offset + searched);
      if (end >= 0) {
        const line = this.take(end - this.#offset);
        this.#offset += 1;
        return { line, complete: true };
      }
      searched = this.available;
      if (searched > maxBytes) throw new RangeError(`a line is longer than ${maxBytes} bytes`);
      if (!(await this.ensure(searched + 1))) {
        return searched === 0 ? null : { line: this.take(searched), complete: false };
      }
    }
  }

  /** Whether everything has been taken. */
  async atEnd(): Promise<boolean> {
    return !(await this.ensure(1));
  }

  /** Closes the file behind it; to be called by whoever stops before the end. */
  async close(): Promise<void> {
    this.#ended = true;
    await this.#chunks.return?.();
  }
}

/** Opens a file for reading in pieces; what is gzipped (by its first bytes, not its name) comes out unpacked. */
export async function openBytes(path: string): Promise<ByteSource> {
  const gzipped = await isGzip(path);
  const file = createReadStream(path, { highWaterMark: READ_CHUNK_BYTES });
  if (!gzipped) return new ByteSource(file);
  const gunzip = createGunzip({ chunkSize: READ_CHUNK_BYTES });
  // The error reaches the reader through the iteration of the last stream.
  return new ByteSource(pipeline(file, gunzip, () => undefined));
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const start = Buffer.alloc(GZIP_MAGIC.length);
    const { bytesRead } = await file.read(start, 0, start.length, 0);
    return bytesRead === start.length && start.equals(GZIP_MAGIC);
  } finally {
    await file.close();
  }
}
