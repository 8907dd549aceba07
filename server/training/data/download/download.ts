import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile, mkdir, open, rename, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { IMAGE_PIXELS } from '../../../../shared/drawing/index.ts';
import { DataFileError } from '../errors.ts';
import { bitmapHeader } from '../npy.ts';
import type { RemoteFile } from './bucket.ts';
import { DownloadError } from './errors.ts';
import { TransientError, fetchRange } from './http.ts';
import { MIN_REQUEST_BYTES, bytesFor, scanPrefix, whyNotWhole } from './prefix.ts';
import type { CuttableFormat, Prefix } from './prefix.ts';

export interface DownloadOptions {
  /** The data folder; the file goes to `<dir>/<format>/`. */
  readonly dir: string;
  /** How many drawings to fetch; null: the whole file. */
  readonly perWord: number | null;
  /** Called with the bytes that have come over the network so far, and with how many there will be, if known. */
  readonly onBytes?: (received: number, total: number | null) => void;
  /** Wait before the first retry; doubled each time. */
  readonly retryDelayMs?: number;
}

export interface DownloadResult {
  readonly path: string;
  /** `present`: what was asked for was there already. */
  readonly outcome: 'fetched' | 'present';
  /** Bytes that came over the network. */
  readonly received: number;
}

/** So many attempts in a row may bring nothing before it is given up; whatever brings the file further starts the count anew. */
const MAX_FRUITLESS_ATTEMPTS = 5;
const RETRY_DELAY_MS = 500;
const MAX_RETRY_DELAY_MS = 8_000;

/**
 * Fetches one file of the data set, or its first `perWord` drawings. What has come is kept in `<name>.part` and is not
 * asked for again after a cut or an interruption; the file appears under its name only when it is complete and its size
 * (and checksum, where the server tells it) is right.
 *
 * @throws DownloadError
 */
export async function downloadFile(remote: RemoteFile, options: DownloadOptions): Promise<DownloadResult> {
  const folder = join(options.dir, remote.format);
  await mkdir(folder, { recursive: true });
  const download = new Download(remote, join(folder, remote.name), options);
  if (await download.isPresent()) return { path: download.path, outcome: 'present', received: 0 };
  await download.fetch();
  return { path: download.path, outcome: 'fetched', received: download.received };
}

class Download {
  readonly path: string;
  received = 0;
  readonly #remote: RemoteFile;
  readonly #options: DownloadOptions;
  readonly #part: string;
  /** Of the whole file, once the server has told. */
  #total: number | null = null;
  #md5: string | null = null;
  /** null: the whole file. Sketch-rnn's archives cannot be cut. */
  readonly #cut: { format: CuttableFormat; records: number } | null;

  constructor(remote: RemoteFile, path: string, options: DownloadOptions) {
    this.path = path;
    this.#remote = remote;
    this.#options = options;
    this.#part = `${path}.part`;
    const { format } = remote;
    this.#cut =
      options.perWord === null || format === 'sketchrnn' ? null : { format, records: options.perWord };
  }

  /** Whether the file on disk has as many drawings as are wanted, or all that the server has. */
  async isPresent(): Promise<boolean> {
    const bytes = await sizeOf(this.path);
    if (bytes === 0) return false;
    if (this.#cut !== null) {
      const found = await scanPrefix(this.path, this.#cut.format, this.#cut.records).catch(() => null);
      if (found !== null && found.records >= this.#cut.records) return true;
    }
    await this.#attempt(() => this.#askForTotal());
    return bytes === this.#total;
  }

  async fetch(): Promise<void> {
    await this.#attempt(async () => {
      // Every request brings the part further; what has come is looked at before more is asked for.
      for (let goal = await this.#nextGoal(); goal !== null; goal = await this.#nextGoal())
        await this.#fetchUpTo(goal);
      await this.#finish();
    });
  }

  /** Repeats what fails for passing reasons, waiting longer each time. */
  async #attempt(work: () => Promise<void>): Promise<void> {
    let furthest = await sizeOf(this.#part);
    for (let fruitless = 1; ; fruitless++) {
      try {
        await work();
        return;
      } catch (error) {
        if (!(error instanceof TransientError)) throw error;
        const have = await sizeOf(this.#part);
        if (have > furthest) fruitless = 1;
        if (fruitless >= MAX_FRUITLESS_ATTEMPTS) throw this.#unreachable(error);
        furthest = Math.max(furthest, have);
        const delay = (this.#options.retryDelayMs ?? RETRY_DELAY_MS) * 2 ** (fruitless - 1);
        await sleep(Math.min(delay, MAX_RETRY_DELAY_MS));
      }
    }
  }

  #unreachable(error: TransientError): DownloadError {
    const { word, url } = this.#remote;
    const { host } = new URL(url);
    const message =
      `Could not fetch "${word}" from ${host} after ${MAX_FRUITLESS_ATTEMPTS} attempts: ${error.message}. ` +
      'Check the network, then run the same command again: it goes on where it stopped.';
    return new DownloadError('unreachable', word, url, message, error);
  }

  async #askForTotal(): Promise<void> {
    const { word, url } = this.#remote;
    const response = await fetchRange(word, url, 0, 1);
    this.#learn(response.total, response.md5);
    await response.discard();
  }

  #learn(total: number | null, md5: string | null): void {
    this.#total = total ?? this.#total;
    this.#md5 = md5 ?? this.#md5;
  }

  /** Up to which byte to fetch next; null when everything wanted is there. */
  async #nextGoal(): Promise<number | null> {
    const have = await sizeOf(this.#part);
    if (have === this.#total) return null;
    if (this.#total !== null && have > this.#total) {
      await rm(this.#part);
      return this.#nextGoal();
    }
    if (this.#cut === null) return Infinity;
    const { format, records } = this.#cut;
    const found = have < MIN_REQUEST_BYTES ? { records: 0, end: 0 } : await this.#scan(format, records);
    return found.records >= records ? null : bytesFor(records, format, found, have);
  }

  async #fetchUpTo(goal: number): Promise<void> {
    const { word, url } = this.#remote;
    const have = await sizeOf(this.#part);
    const response = await fetchRange(word, url, have, goal);
    this.#learn(response.total, response.md5);
    if (response.body === null) {
      await response.discard();
      if (this.#total === null) {
        await rm(this.#part, { force: true });
        throw new TransientError('the server has nothing from where the last attempt stopped');
      }
      // A part as long as the file is complete, a longer one is of another file and begun anew.
      if (have < this.#total) {
        await this.#reject(`the server says that it has ${this.#total} bytes, but sends none after ${have}`);
      }
      return;
    }
    if (response.start !== have) await truncate(this.#part, response.start);
    const wanted = Math.min(goal - response.start, response.length ?? Infinity);
    const got = await this.#append(response.body, wanted);
    if (got < wanted && response.length !== null) {
      throw new TransientError(`the server promises ${response.length} bytes and sends ${got}`);
    }
    // A server that tells no size has told it by ending.
    if (this.#total === null && got < wanted) this.#total = response.start + got;
  }

  /** Writes what comes to the part until at least `wanted` bytes have come; gives how many did. */
  async #append(body: AsyncIterable<Uint8Array>, wanted: number): Promise<number> {
    const before = this.received;
    const part = await open(this.#part, 'a');
    try {
      for await (const chunk of body) {
        await part.appendFile(chunk);
        this.received += chunk.byteLength;
        this.#options.onBytes?.(this.received, wanted === Infinity ? null : before + wanted);
        // Reached only with a server that ignores ranges and sends the whole file.
        if (this.received - before >= wanted) break;
      }
    } finally {
      await part.close();
    }
    return this.received - before;
  }

  async #scan(format: CuttableFormat, records: number): Promise<Prefix> {
    try {
      return await scanPrefix(this.#part, format, records);
    } catch (error) {
      if (!(error instanceof DataFileError)) throw error;
      return this.#reject(error.reason);
    }
  }

  async #finish(): Promise<void> {
    if (this.#cut !== null) {
      const { format, records } = this.#cut;
      const found = await this.#scan(format, records);
      if (found.records >= records) return this.#finishCut(format, found);
      // The server has fewer than wanted: then the file has to be whole.
    }
    const bytes = await sizeOf(this.#part);
    if (bytes === 0) return this.#reject('it is empty');
    if (this.#md5 !== null && (await md5Of(this.#part)) !== this.#md5)
      return this.#reject('its checksum (MD5) does not agree');
    const reason = await whyNotWhole(this.#part, this.#remote.format, bytes).catch((error: unknown) => {
      if (error instanceof DataFileError) return error.reason;
      throw error;
    });
    if (reason !== null) return this.#reject(reason);
    await rename(this.#part, this.path);
  }

  async #finishCut(format: CuttableFormat, found: Prefix): Promise<void> {
    if (format !== 'numpy_bitmap') {
      await truncate(this.#part, found.end);
      await rename(this.#part, this.path);
      return;
    }
    // The header has to say how many rows there are now; the part keeps the server's own until the copy is complete.
    const copy = `${this.path}.tmp`;
    const start = found.end - found.records * IMAGE_PIXELS;
    await appendHeader(copy, found.records);
    await pipeline(
      createReadStream(this.#part, { start, end: found.end - 1 }),
      createWriteStream(copy, { flags: 'a' }),
    );
    await rename(copy, this.path);
    await rm(this.#part);
  }

  /** Gives up a part that cannot become the file, so that the next run begins anew. */
  async #reject(reason: string): Promise<never> {
    const { word, url } = this.#remote;
    await rm(this.#part, { force: true });
    const message =
      `What came for "${word}" from ${url} is not usable: ${reason}. It was discarded; run the same command again, ` +
      'and if that fails too, check --base-url and any proxy in between.';
    throw new DownloadError('damaged', word, url, message);
  }
}

async function appendHeader(path: string, rows: number): Promise<void> {
  await rm(path, { force: true });
  await appendFile(path, bitmapHeader(rows));
}

async function md5Of(path: string): Promise<string> {
  const hash = createHash('md5');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('base64');
}

/** 0 where there is no such file. */
async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}
