import { connect, type Socket } from 'node:net';
import type { Pace } from './pace.ts';
import { count, noteBroken, type Tally } from './tally.ts';

/** What is not answered after this long never is. */
const ANSWER_LIMIT_MS = 10_000;
const STATUS_LINE = /HTTP\/1\.[01] (\d{3})/gu;
/** The least status that says that a server broke. */
const LEAST_BROKEN_STATUS = 500;
/** Of a request that broke something, as much is told. */
const TOLD_CHARACTERS = 300;

export interface HttpAttackerOptions {
  readonly url: string;
  /** What to send; several attackers may take from the same. */
  readonly requests: Iterator<string, never>;
  readonly tally: Tally;
  readonly pace: Pace;
}

/** Sends one raw request after the other, each over a connection of its own, as long as it is wanted. */
export async function attackHttp(
  { url, requests, tally, pace }: HttpAttackerOptions,
  isWanted: () => boolean,
): Promise<void> {
  const { hostname, port } = new URL(url);
  while (isWanted()) {
    await pace.take();
    const request = requests.next().value;
    tally.requests += 1;
    const statuses = await answersOf(connect({ host: hostname, port: Number(port) }), request);
    if (statuses.length === 0) count(tally.statuses, 0);
    for (const status of statuses) {
      count(tally.statuses, status);
      if (status >= LEAST_BROKEN_STATUS)
        noteBroken(tally, `${status} for ${request.slice(0, TOLD_CHARACTERS)}`);
    }
  }
}

/** The statuses of all answers to what may be one request or several. */
function answersOf(socket: Socket, request: string): Promise<number[]> {
  return new Promise((resolve) => {
    let statuses: number[] = [];
    const end = () => {
      clearTimeout(limit);
      // Without the wait for stray packets, in which a port stays taken: there are more requests than ports.
      socket.resetAndDestroy();
      resolve(statuses);
    };
    const limit = setTimeout(end, ANSWER_LIMIT_MS);
    let head = '';
    socket.on('data', (bytes: Buffer) => {
      if (head.length > TOLD_CHARACTERS) return;
      head += bytes.toString('latin1');
      statuses = [...head.matchAll(STATUS_LINE)].map(([, status]) => Number(status));
      if (statuses.some((status) => status >= 200)) end();
    });
    socket.on('error', end);
    socket.on('close', end);
    // Nothing more comes: whoever waits for the rest of a request waits in vain.
    socket.end(request);
  });
}
