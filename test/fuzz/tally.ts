/** Told once each, and never more: one bug would fill a screen. */
const MOST_TOLD = 20;

/** What attackers sent and met with. Plain JSON, as it travels between processes. */
export interface Tally {
  /** Frames of WebSockets, by the kind of packet that they were of. */
  readonly frames: Record<string, number>;
  connections: number;
  /** Connections that the server ended, or that never stood. */
  cutOff: number;
  requests: number;
  /** Replies to requests of Socket.IO: `granted`, or the code of a refusal. */
  readonly replies: Record<string, number>;
  /** Answers of HTTP by status; 0 is a connection that was closed without one. */
  readonly statuses: Record<string, number>;
  /** What no server may do, in words. */
  readonly broken: string[];
}

export function emptyTally(): Tally {
  return { frames: {}, connections: 0, cutOff: 0, requests: 0, replies: {}, statuses: {}, broken: [] };
}

export function framesOf({ frames }: Tally): number {
  return Object.values(frames).reduce((sum, count) => sum + count, 0);
}

export function count(counts: Record<string, number>, what: string | number): void {
  counts[what] = (counts[what] ?? 0) + 1;
}

export function noteBroken({ broken }: Tally, what: string): void {
  if (broken.length < MOST_TOLD && !broken.includes(what)) broken.push(what);
}
