export type DownloadErrorCode =
  /** The server has no such file. */
  | 'not-found'
  /** The server refuses (403) or cannot be understood. */
  | 'refused'
  /** No connection, or one that keeps breaking. */
  | 'unreachable'
  /** What came is not what was promised. */
  | 'damaged';

/** A download that did not succeed; the message names what was asked for, why it failed and what to do. */
export class DownloadError extends Error {
  readonly code: DownloadErrorCode;
  readonly word: string;
  readonly url: string;

  constructor(code: DownloadErrorCode, word: string, url: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DownloadError';
    this.code = code;
    this.word = word;
    this.url = url;
  }
}

/** The innermost reason of a failed fetch: `fetch failed` alone tells nobody anything. */
export function reasonOf(error: unknown): string {
  let reason = error;
  while (reason instanceof Error && reason.cause instanceof Error) reason = reason.cause;
  if (!(reason instanceof Error)) return String(reason);
  // A host with several addresses fails with one error for each and an empty message.
  if (reason instanceof AggregateError) return reason.errors.map(reasonOf).join('; ');
  return reason.message;
}
