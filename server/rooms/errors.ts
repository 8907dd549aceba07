import type { ErrorCode, WireError } from '../../shared/protocol/index.ts';

/** A request that cannot be granted. It is the asker's to hear of and nobody's fault: the edge turns it into a reply. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly code: ErrorCode;
  /** Where it is about a drawing: how many of its operations the server has. */
  readonly revision: number | undefined;
  /** Where it is about words: which. */
  readonly words: readonly string[] | undefined;
  /** Where it is about too much at once: how long to wait. */
  readonly waitMs: number | undefined;

  /** @param message a sentence for a person that says what to do */
  constructor(
    code: ErrorCode,
    message: string,
    { revision, words, waitMs }: Pick<WireError, 'revision' | 'words' | 'waitMs'> = {},
  ) {
    super(message);
    this.code = code;
    this.revision = revision;
    this.words = words;
    this.waitMs = waitMs;
  }

  /** As whoever asked is told. */
  toWire(): WireError {
    const { code, message, revision, words, waitMs } = this;
    return {
      code,
      message,
      ...(revision !== undefined && { revision }),
      ...(words && { words }),
      ...(waitMs !== undefined && { waitMs }),
    };
  }
}

/** What whoever asked is told where something broke that is ours to mend. */
export const BROKEN: WireError = { code: 'internal', message: 'Something broke on the server: try again.' };
