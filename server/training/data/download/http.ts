import { DownloadError, reasonOf } from './errors.ts';

const HTTP_OK = 200;
const HTTP_PARTIAL = 206;
const HTTP_NOT_FOUND = 404;
const HTTP_RANGE_NOT_SATISFIABLE = 416;
/** Too many requests, timeouts and failures of the server itself: worth another try. */
const RETRYABLE_STATUS = new Set([408, 425, 429, 500, 502, 503, 504]);
/** No byte for so long: the connection is dead even if nobody has closed it. */
const STALL_TIMEOUT_MS = 30_000;

/** A failure that another attempt may mend. */
export class TransientError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'TransientError';
  }
}

export interface RangeResponse {
  /** Where the bytes that follow begin; 0 where the server ignores ranges. */
  readonly start: number;
  /** How many bytes follow by the server's word; null where it does not say. */
  readonly length: number | null;
  /** Size of the whole file; null where the server does not say. */
  readonly total: number | null;
  /** MD5 of the whole file in base64, where the server tells it (Google Cloud Storage: `x-goog-hash`). */
  readonly md5: string | null;
  /** The bytes; null if there are none from `start` on. */
  readonly body: AsyncIterable<Uint8Array> | null;
  /** Closes the connection instead of reading the bytes. */
  readonly discard: () => Promise<void>;
}

/**
 * Asks for the bytes of `url` from `start` on, up to and without `end` (Infinity: to the end of the file).
 * Throws `TransientError`, or `DownloadError` where another attempt would not help.
 */
export async function fetchRange(
  word: string,
  url: string,
  start: number,
  end: number,
): Promise<RangeResponse> {
  const range = `bytes=${start}-${end === Infinity ? '' : end - 1}`;
  const stall = new AbortController();
  const watchdog = setTimeout(() => stall.abort(new Error('no answer')), STALL_TIMEOUT_MS);
  let response: Response;
  try {
    // A packed transfer would make lengths and ranges those of the packed bytes.
    response = await fetch(url, { headers: { range, 'accept-encoding': 'identity' }, signal: stall.signal });
  } catch (error) {
    clearTimeout(watchdog);
    throw new TransientError(reasonOf(error), error);
  }
  clearTimeout(watchdog);

  const { status } = response;
  const contentRange = parseContentRange(response.headers.get('content-range'));
  const md5 = /md5=([A-Za-z0-9+/=]+)/u.exec(response.headers.get('x-goog-hash') ?? '')?.[1] ?? null;
  const discard = async (): Promise<void> => response.body?.cancel();
  if (status === HTTP_RANGE_NOT_SATISFIABLE) {
    await discard();
    return { start, length: 0, total: contentRange?.total ?? null, md5, body: null, discard };
  }
  if (status !== HTTP_OK && status !== HTTP_PARTIAL) {
    await discard();
    throw failedStatus(word, url, status);
  }
  const length = lengthOf(response);
  const body = response.body === null ? null : watched(response.body, stall);
  if (status === HTTP_OK) return { start: 0, length, total: length, md5, body, discard };
  const ranged = contentRange?.length ?? null;
  if (contentRange?.start !== start || (length !== null && length !== ranged)) {
    await discard();
    throw new TransientError(`the server sends other bytes than asked for (${range})`);
  }
  return { start, length: ranged, total: contentRange.total, md5, body, discard };
}

function failedStatus(word: string, url: string, status: number): Error {
  if (RETRYABLE_STATUS.has(status)) return new TransientError(`the server answers ${status}`);
  if (status === HTTP_NOT_FOUND) {
    const message = `There is no "${word}" at ${url} (404). Check the word, the format and --base-url.`;
    return new DownloadError('not-found', word, url, message);
  }
  const message = `The server refuses "${word}" at ${url} (${status}). Check --base-url, or a proxy in between.`;
  return new DownloadError('refused', word, url, message);
}

async function* watched(
  body: ReadableStream<Uint8Array>,
  stall: AbortController,
): AsyncGenerator<Uint8Array> {
  let watchdog: NodeJS.Timeout | undefined;
  const expectMore = (): void => {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => stall.abort(new Error('the connection has gone silent')), STALL_TIMEOUT_MS);
  };
  expectMore();
  try {
    for await (const chunk of body) {
      expectMore();
      yield chunk;
    }
  } catch (error) {
    throw new TransientError(`the connection broke (${reasonOf(error)})`, error);
  } finally {
    clearTimeout(watchdog);
  }
}

function lengthOf(response: Response): number | null {
  const header = response.headers.get('content-length');
  return header !== null && /^\d+$/u.test(header) ? Number(header) : null;
}

interface ContentRange {
  readonly start: number | null;
  readonly length: number | null;
  readonly total: number | null;
}

function parseContentRange(header: string | null): ContentRange | null {
  const match = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/u.exec(header ?? '');
  if (match === null) return null;
  const [, first, last, size] = match;
  const start = first === undefined ? null : Number(first);
  const length = start === null ? null : Number(last) - start + 1;
  return { start, length, total: size === '*' ? null : Number(size) };
}
