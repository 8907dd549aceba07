/** What went wrong with an engine; `message` is one sentence for the operator. */
export type EngineErrorCode =
  /** The native engine was asked for, but is not built here. */
  | 'native-not-built'
  /** The engine's library is there, but could not be started. */
  | 'engine-failed'
  /** Another engine already runs in this process. */
  | 'engine-conflict'
  /** A kernel was asked for something that it does not do (a data format, for instance). */
  | 'kernel-unsupported';

export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
