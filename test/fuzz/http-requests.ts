import fc from 'fast-check';
import { hostileValue } from './hostile-values.ts';
import champion from '../../models/champion.json' with { type: 'json' };

/** Raw requests of HTTP/1.1: what nothing between an attacker and the server would put right. */

const ROUTES = [
  '/',
  '/healthz',
  '/readyz',
  '/metrics',
  '/api/replays/AAAAAAAAAAAAAAAAAAAAAA',
  '/api/gallery',
  '/api/gallery/sun',
  '/api/leaderboard',
  '/api/leaderboard?days=7',
  '/api/admin/queue',
  '/api/admin/queue/gallery/1',
  '/api/admin/statistics',
  '/api/admin/status',
  '/api/admin/models',
  '/api/admin/shadow',
  '/api/my-doodles',
  '/api/my-doodles/1',
  '/api/browser-errors',
  '/replay/AAAAAAAAAAAAAAAAAAAAAA',
  '/gallery',
  '/gallery/sun',
  '/leaderboard',
  '/lab',
  '/lab/train',
  '/models/champion.json',
  `/models/${champion.version}/card.json`,
  '/r/BCDF',
  '/assets/main.js',
  '/sw.js',
  '/socket.io/',
  '/socket.io/socket.io.js',
  '/socket.io/?EIO=4&transport=polling',
  '/socket.io/?EIO=4&transport=websocket',
  '/socket.io/?EIO=3&transport=polling',
  '/socket.io/?EIO=4&transport=polling&sid=AAAAAAAAAAAAAAAAAAAA',
  '/socket.io/?EIO=4&transport=x&sid[]=1&sid[]=2',
];
const METHODS = [
  'GET',
  'GET',
  'GET',
  'POST',
  'PUT',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'TRACE',
  'CONNECT',
  'get',
  'X',
  '',
];
const PIECES = [
  '..',
  '%2e%2e',
  '%2f',
  '%5c',
  '%',
  '%zz',
  '%00',
  '%c0%af',
  '\u0000',
  '//',
  '?',
  '??',
  '&&',
  '#',
  ';',
  '~',
  '__proto__',
  'constructor',
  '$',
  '*',
  ' ',
  '\t',
  'etc/passwd',
  '.env',
  'http://evil.example',
  'x'.repeat(5_000),
  '[',
  '{',
  "'",
  '"',
  '<',
  '\u00e9',
  '\ud83d\ude00',
];
const HEADERS = [
  'Content-Type: application/json', 'Content-Type: application/json; charset=utf-7', 'Content-Type: text/plain', 'Content-Type:',
  'Content-Encoding: gzip', 'Content-Encoding: br', 'Content-Encoding: x', 'Transfer-Encoding: chunked', 'Transfer-Encoding: x',
  'Content-Length: 0', 'Content-Length: -1', 'Content-Length: 99999999999', 'Content-Length: 1e3', 'Expect: 100-continue',
  'Authorization: Bearer ', 'Authorization: Bearer AAAAAAAAAAAAAAAAAAAAAA', 'Authorization: Bearer a secret of nobody', 'Authorization: Basic eDp4',
  'Origin: https://evil.example', 'Origin: null', 'Origin: %', 'Host: evil.example', 'Host:', 'Host: a b', 'X-Forwarded-For: 1.2.3.4',
  'X-Forwarded-For: ,,,', 'X-Forwarded-Proto: https', 'Cookie: a=b; __proto__=c', 'Range: bytes=0-0,1-1,9-1', 'Range: bytes=-99999999999',
  'If-None-Match: "x"', 'If-Modified-Since: never', 'Accept-Encoding: gzip, br, x', 'Accept-Language: \u00e9', 'Upgrade: websocket',
  'Connection: Upgrade', 'Connection: close', 'Sec-WebSocket-Key: x', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Version: 99',
  'Sec-WebSocket-Extensions: permessage-deflate; x=y', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 'Bad Header: x', ': x', 'x',
]; // prettier-ignore

const target = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ROUTES) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...ROUTES), fc.nat(), fc.constantFrom(...PIECES))
      .map(
        ([route, place, piece]) =>
          route.slice(0, place % (route.length + 1)) + piece + route.slice(place % (route.length + 1)),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 5 }).map((pieces) => `/${pieces.join('/')}`),
  },
);
const header = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...HEADERS) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.string(), fc.string({ unit: 'binary' }))
      .map(([name, value]) => `${name}: ${value}`),
  },
  { weight: 1, arbitrary: fc.nat(20_000).map((length) => `X-Long: ${'x'.repeat(length)}`) },
);
const body = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 3, arbitrary: hostileValue.map((value) => JSON.stringify(value)) },
  // Never a whole report of an error in a browser: those are for the log.
  {
    weight: 3,
    arbitrary: fc
      .record({ message: hostileValue, stack: hostileValue, page: hostileValue, decision: hostileValue })
      .map((value) => JSON.stringify(value)),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 500 }) },
  { weight: 1, arbitrary: fc.constantFrom('4\u001e4', '40', '42["room:list",{}]', '2'.repeat(100_000)) },
);
const request = fc
  .record({
    method: fc.constantFrom(...METHODS),
    target,
    version: fc.oneof(
      { weight: 30, arbitrary: fc.constant('HTTP/1.1') },
      { weight: 1, arbitrary: fc.constantFrom('HTTP/1.0', 'HTTP/2.0', 'HTTP/9', 'x', '') },
    ),
    headers: fc.array(header, { maxLength: 2 }),
    body,
    /** Without one, a body is the next request, and none. */
    hasLength: fc.oneof(
      { weight: 6, arbitrary: fc.constant(true) },
      { weight: 1, arbitrary: fc.constant(false) },
    ),
    cut: fc.oneof(
      { weight: 12, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
    ),
  })
  .map(({ method, target: path, version, headers, body: content, hasLength, cut }) => {
    const length = hasLength ? [`Content-Length: ${Buffer.byteLength(content)}`] : [];
    const text = [
      `${method} ${path} ${version}`,
      'Host: inkling.example',
      ...headers,
      ...length,
      '',
      content,
    ].join('\r\n');
    return text.slice(0, Math.ceil(cut * text.length));
  });

const BATCH = 50;

/** Requests without end, the same ones for the same seed. */
export function* httpRequests(seed: number): Generator<string, never> {
  for (let batch = 0; ; batch += 1) yield* fc.sample(request, { numRuns: BATCH, seed: seed + batch * 7_919 });
}
