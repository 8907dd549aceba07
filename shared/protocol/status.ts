/** How a server does, for whoever runs it. */
export interface ServerStatus {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly rooms: number;
  readonly players: number;
  /** Drawings looked at a second, since the status was asked before. */
  readonly guessesPerSecond: number;
  /** Milliseconds from the newest ink to the guess on it, of the latest looks; null where there were none. */
  readonly p99Ms: number | null;
  readonly modelVersion: string;
  /** Pictures that wait for the network. */
  readonly waiting: number;
  /** Milliseconds from one look at a drawing to the next: it grows for all when answers come late. */
  readonly guessIntervalMs: number;
  /** Resident memory in bytes. */
  readonly memory: number;
  /** The latest errors of the server and of browsers, newest first. */
  readonly errors: readonly StatusError[];
}

export interface StatusError {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly message: string;
}
