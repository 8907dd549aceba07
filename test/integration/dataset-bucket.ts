import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** How a server misbehaves; each is asked anew for every request. */
export interface Faults {
  /** Answer with this status instead. */
  status?: (request: number) => number | null;
  /** Break the connection after so many bytes of the body. */
  cutAfter?: (request: number) => number | null;
  /** Send whole files whatever range is asked for. */
  ignoreRanges?: boolean;
  /** Add to every size that is told. */
  lieAboutSize?: number;
  /** Tell this MD5 in base64 instead of the right one. */
  md5?: string;
}

export interface Bucket {
  readonly url: string;
  /** By path, as the official bucket has them: `full/simplified/cat.ndjson`. */
  readonly files: Map<string, Buffer>;
  readonly requests: { path: string; range: string | null; sent: number }[];
  faults: Faults;
  /** Bytes that clients say they have taken, for connections that break when everything has arrived. */
  bytesTaken: number;
  bytesSent(): number;
  close(): Promise<void>;
}

/** A server with the layout of the official bucket on a free port of this machine, that can be made to fail. */
export async function startBucket(): Promise<Bucket> {
  const files = new Map<string, Buffer>();
  const requests: Bucket['requests'] = [];
  const server = createServer((request, response) => answer(bucket, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bucket: Bucket = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    requests,
    faults: {},
    bytesTaken: 0,
    bytesSent: () => requests.reduce((sum, { sent }) => sum + sent, 0),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return bucket;
}

function answer(bucket: Bucket, request: IncomingMessage, response: ServerResponse): void {
  const { faults } = bucket;
  const path = decodeURIComponent((request.url ?? '/').slice(1));
  const entry = { path, range: request.headers.range ?? null, sent: 0 };
  const index = bucket.requests.push(entry);
  const file = bucket.files.get(path);
  const status = faults.status?.(index) ?? null;
  if (status !== null) return void response.writeHead(status).end();
  if (file === undefined) return void response.writeHead(404).end('<Error>NoSuchKey</Error>');

  const lie = faults.lieAboutSize ?? 0;
  const told = file.length + lie;
  response.setHeader(
    'x-goog-hash',
    `crc32c=AAAAAA==,md5=${faults.md5 ?? createHash('md5').update(file).digest('base64')}`,
  );
  const range =
    faults.ignoreRanges === true ? null : /^bytes=(\d+)-(\d*)$/u.exec(request.headers.range ?? '');
  let body = file;
  if (range === null) {
    response.writeHead(200, { 'content-length': told });
  } else {
    const start = Number(range[1]);
    const end = Math.min(range[2] === '' ? Infinity : Number(range[2]) + 1, told);
    if (start >= file.length)
      return void response.writeHead(416, { 'content-range': `bytes */${told}` }).end();
    body = file.subarray(start, end);
    const length = end - start;
    response.writeHead(206, {
      'content-length': length,
      'content-range': `bytes ${start}-${end - 1}/${told}`,
    });
  }
  const cut = faults.cutAfter?.(index) ?? null;
  if (cut !== null) body = body.subarray(0, cut);
  entry.sent = body.length;
  // A told size that is not kept leaves the client waiting until the connection breaks.
  const complete = Number(response.getHeader('content-length')) === body.length;
  if (complete) return void response.end(body);
  void breakOnArrival(bucket, response, body);
}

/** Sends something and breaks the connection when the client has it: what it has not read by then it drops. */
async function breakOnArrival(bucket: Bucket, response: ServerResponse, body: Buffer): Promise<void> {
  const wanted = bucket.bytesTaken + body.length;
  response.flushHeaders();
  response.write(body);
  while (bucket.bytesTaken < wanted && !response.destroyed) await setTimeout(1);
  response.destroy();
}
