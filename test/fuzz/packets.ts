import fc from 'fast-check';
import { MAX_MESSAGE_BYTES } from '../../server/realtime/limits.ts';
import { PACK_IDS } from '../../shared/categories/packs.ts';
import { OFFERED_MODES } from '../../shared/game/index.ts';
import { LAB_ARCHITECTURES } from '../../shared/protocol/lab.ts';
import {
  CANVAS_SIDE_UNITS,
  encodeOps,
  PROTOCOL_VERSION,
  REACTIONS,
  type DrawingOp,
  type RequestName,
} from '../../shared/protocol/index.ts';
import { hostileValue, mutated } from './hostile-values.ts';

/** What only a connected attacker knows: each stands in frames until they are sent. */
export const UNKNOWNS = ['code', 'sheet', 'player', 'token', 'round', 'revision'] as const;
export type Unknown = (typeof UNKNOWNS)[number];

/** The sign in a frame for what is not known yet. */
export function signOf(unknown: Unknown): string {
  return `$${unknown}$`;
}
const [code, sheet, player, token, round, revision] = UNKNOWNS.map(signOf);
/** Where the number of a request stands, by which it is answered. */
export const REQUEST_NUMBER = '$number$';

export type PacketKind = keyof typeof KINDS;
/** A few frames of Engine.IO that go out at once; frames of text without its leading type. */
export interface Packet {
  readonly kind: PacketKind;
  readonly frames: readonly (string | Uint8Array)[];
}

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const color = fc.nat(7);
const coordinate = fc.nat(CANVAS_SIDE_UNITS);
const points = fc
  .array(fc.tuple(coordinate, coordinate, fc.nat(60)), { minLength: 1, maxLength: 20 })
  .map((all) => all.flat());
const ops = fc.array<DrawingOp>(
  fc.oneof(
    fc.record({ type: fc.constantFrom('begin' as const, 'extend' as const), points }),
    fc.record({ type: fc.constantFrom('undo' as const, 'clear' as const) }),
    fc.record({ type: fc.constant('erase' as const), stroke: fc.nat(30) }),
  ),
  { minLength: 1, maxLength: 8 },
);
const settings = fc.record(
  {
    mode: fc.constantFrom(...OFFERED_MODES),
    rounds: fc.integer({ min: 1, max: 20 }),
    drawingMs: fc.integer({ min: 10_000, max: 120_000 }),
    maxPlayers: fc.integer({ min: 2, max: 16 }),
    packs: fc.subarray([...PACK_IDS]),
    customWords: fc.array(text, { maxLength: 30 }),
    chat: fc.boolean(),
    isPublic: fc.boolean(),
  },
  { requiredKeys: [] },
);
const nothing = fc.constant({});
const target = fc.record({ playerId: fc.constant(player) });
const drawing = fc.record({ round: fc.constant(round), sheet: fc.constant(sheet) });
const publicId = fc.record({
  id: fc.string({ minLength: 22, maxLength: 22, unit: fc.constantFrom('a', 'B', '_') }),
});

/** Every request in a form that a client could send. */
const REQUESTS: Readonly<Record<RequestName, fc.Arbitrary<object>>> = {
  'session:start': fc.record({
    protocol: fc.constant(PROTOCOL_VERSION),
    token: fc.oneof(fc.constant(null), fc.constant(token)),
  }),
  'room:create': fc.record({ name: text, color, settings }, { requiredKeys: ['name', 'color'] }),
  'room:join': fc.record(
    { code: fc.constant(code), name: text, color, asSpectator: fc.boolean(), password: text },
    { requiredKeys: ['code', 'name', 'color'] },
  ),
  'room:quick': fc.record({ name: text, color, mode: fc.constantFrom(...OFFERED_MODES) }),
  'room:list': nothing,
  'room:leave': nothing,
  'room:sync': nothing,
  'player:update': fc.record({ name: text, color }, { requiredKeys: [] }),
  'player:role': fc.record({ role: fc.constantFrom('player', 'spectator') }),
  'player:giving': fc.record({ gives: fc.boolean(), pen: fc.constantFrom('mouse', 'touch', 'pen') }),
  'player:vote-kick': target,
  'player:kick': target,
  'player:make-host': target,
  'bot:add': fc.record({ skill: fc.double({ min: 0, max: 1, noNaN: true }) }),
  'bot:remove': target,
  'settings:change': fc.record({ settings, password: fc.option(text) }, { requiredKeys: ['settings'] }),
  'game:start': nothing,
  'game:lobby': nothing,
  'game:next': nothing,
  'round:skip': nothing,
  'game:drawings': nothing,
  'game:share': fc.record({ inGallery: fc.boolean() }),
  'replay:take-back': publicId,
  'drawing:report': publicId,
  'preferences:get': nothing,
  'preferences:set': fc.record({ sharing: fc.boolean(), leaderboard: fc.boolean() }, { requiredKeys: [] }),
  'draw:ops': fc.tuple(
    fc.constant(round),
    fc.constant(sheet),
    fc.oneof(fc.constant(revision), fc.nat(50)),
    fc.oneof(ops.map(encodeOps), text),
  ),
  'draw:stroke-done': drawing,
  'reveal:explain': drawing,
  'guess:say': fc.record({ round: fc.constant(round), text }),
  'chat:say': fc.record({ text }),
  'lab:watch': nothing,
  'lab:leave': nothing,
  'lab:train': fc.record({
    words: fc.subarray(['sun', 'cloud', 'ladder', 'cup', 'nonsense'], { minLength: 2 }),
    perWord: fc.integer({ min: 20, max: 40 }),
    epochs: fc.integer({ min: 1, max: 2 }),
    learningRate: fc.constant(0.01),
    architecture: fc.constantFrom(...LAB_ARCHITECTURES),
  }),
  'lab:stop': fc.record({ id: fc.integer({ min: 1, max: 50 }) }),
  'reaction:send': fc.record({ reaction: fc.constantFrom(...REACTIONS) }),
};

/** Frames of Socket.IO that end, open, announce or confuse something. */
const PROTOCOL_FRAMES = [
  '0', '0/admin,', '0{"token":1}', '1', '1/other,', '2', '2[', '2{}', '2[]', '2[1]', '2[null]', '2["error"]',
  '2["connect"]', '2["disconnect"]', '2["newListener",1]', '2["__proto__",{}]', '3', '30[]', '399999999999[{}]',
  '4', '4{"message":"no"}', '51-["chat:say",{"_placeholder":true,"num":0}]', '51-["x",{"_placeholder":true,"num":9}]',
  '599999999-["x"]', '5-["x"]', '61-0[{"_placeholder":true,"num":0}]', '7', '9', '2/room,["room:list",{}]', '2/,',
]; // prettier-ignore

/** Frames of Engine.IO itself, their leading type included: open, close, ping, pong, upgrade, no-op, and none at all. */
const ENGINE_FRAMES = [
  '',
  '0',
  '0{}',
  '1',
  '2',
  '2probe',
  '3',
  '3probe',
  '5',
  '6',
  '7',
  'b',
  'bAAAA',
  'bad',
  '\u001e',
  '4\u001e4',
];

/** The leading type of a frame of Engine.IO that carries one of Socket.IO. */
const MESSAGE = '4';

const names = Object.keys(REQUESTS) as RequestName[];
/** The training of networks costs minutes of a core, and there is one run at a time: it is asked for more rarely. */
const name = fc.oneof(
  { weight: 200, arbitrary: fc.constantFrom(...names.filter((one) => one !== 'lab:train')) },
  { weight: 1, arbitrary: fc.constant<RequestName>('lab:train') },
);
const honest = name.chain((one) => REQUESTS[one].map((payload) => request(one, payload)));
const wrong = name.chain((one) => mutated(REQUESTS[one]).map((payload) => request(one, payload)));
/** Reading and drawing, which a limit lets through more often than anything else. */
const busy = fc
  .constantFrom<RequestName>(
    'draw:ops',
    'draw:ops',
    'draw:ops',
    'draw:stroke-done',
    'guess:say',
    'reaction:send',
    'chat:say',
  )
  .chain((one) => REQUESTS[one].map((payload) => request(one, payload)));
/** What one needs to have a game of one's own, and then some. */
const game = fc
  .tuple(
    ...(['session:start', 'room:create', 'bot:add', 'game:start', 'draw:ops', 'game:lobby'] as const).map(
      (one) => REQUESTS[one].map((payload) => request(one, payload)),
    ),
  )
  .map((all) => [...all]);

const KINDS = {
  honest: honest.map((frame) => [frame]),
  busy: busy.map((frame) => [frame]),
  mutated: wrong.map((frame) => [frame]),
  'no request': fc
    .tuple(fc.oneof(fc.string(), hostileValue), hostileValue)
    .map((all) => [`${MESSAGE}2${REQUEST_NUMBER}${JSON.stringify(all)}`]),
  'many arguments': fc
    .tuple(name, fc.array(hostileValue, { maxLength: 4 }))
    .map(([one, all]) => [`${MESSAGE}2${REQUEST_NUMBER}${JSON.stringify([one, ...all])}`]),
  'cut short': fc.tuple(honest, fc.nat()).map(([frame, length]) => [frame.slice(0, length % frame.length)]),
  'not JSON': fc
    .tuple(honest, fc.nat(), fc.string({ unit: 'binary', maxLength: 3 }))
    .map(([frame, place, rubbish]) => [spliced(frame, place % frame.length, rubbish)]),
  duplicated: fc
    .tuple(honest, fc.integer({ min: 2, max: 6 }))
    .map(([frame, times]) => Array<string>(times).fill(frame)),
  reordered: game.chain((frames) => fc.shuffledSubarray(frames, { minLength: 2 })),
  'in order': game,
  protocol: fc.oneof(
    fc.constantFrom(...PROTOCOL_FRAMES).map((frame) => [MESSAGE + frame]),
    fc.string({ unit: 'binary' }).map((frame) => [MESSAGE + frame]),
  ),
  engine: fc.oneof(fc.constantFrom(...ENGINE_FRAMES), fc.string({ unit: 'binary' })).map((frame) => [frame]),
  binary: fc.uint8Array({ maxLength: 200 }).map((bytes) => [bytes]),
  attached: fc
    .tuple(name, fc.integer({ min: 0, max: 5 }), fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 5 }))
    .map(([one, promised, parts]) => [
      `${MESSAGE}5${promised}-${REQUEST_NUMBER}${JSON.stringify([one, ...parts.map((_, num) => ({ _placeholder: true, num }))])}`,
      ...parts,
    ]),
  oversized: fc
    .constantFrom(0.5, 1, 2)
    .map((share) => [`${MESSAGE}2${JSON.stringify(['chat:say', 'x'.repeat(share * MAX_MESSAGE_BYTES)])}`]),
} satisfies Record<string, fc.Arbitrary<(string | Uint8Array)[]>>;

/** How often each comes. What ends a connection at once is rarer, or nothing else would be got through. */
const WEIGHTS: Readonly<Record<PacketKind, number>> = {
  honest: 600,
  busy: 600,
  mutated: 1_200,
  'no request': 100,
  'many arguments': 100,
  duplicated: 150,
  reordered: 100,
  'in order': 100,
  'cut short': 8,
  'not JSON': 8,
  protocol: 12,
  engine: 4,
  binary: 2,
  attached: 10,
  oversized: 2,
};

const packet: fc.Arbitrary<Packet> = fc.oneof(
  ...(Object.keys(KINDS) as PacketKind[]).map((kind) => ({
    weight: WEIGHTS[kind],
    arbitrary: (KINDS[kind] as fc.Arbitrary<(string | Uint8Array)[]>).map((frames): Packet => ({
      kind,
      frames,
    })),
  })),
);

/** Made at once: a sample has a cost of its own. */
const BATCH = 50;

/** Packets without end, the same ones for the same seed. */
export function* packets(seed: number): Generator<Packet, never> {
  for (let batch = 0; ; batch += 1) yield* fc.sample(packet, { numRuns: BATCH, seed: seed + batch * 7_919 });
}

/** What any connection begins with, to get further than the door. */
export function prelude(isGuest: boolean): string[] {
  const profile = { name: 'Mallory', color: 1 };
  return [
    request('session:start', { protocol: PROTOCOL_VERSION, token: null }),
    isGuest
      ? request('room:join', { ...profile, code, asSpectator: true })
      : request('room:create', { ...profile, settings: { isPublic: true } }),
  ];
}

function request(one: RequestName, payload: unknown): string {
  return `${MESSAGE}2${REQUEST_NUMBER}${JSON.stringify([one, payload])}`;
}

function spliced(frame: string, place: number, rubbish: string): string {
  return frame.slice(0, place) + rubbish + frame.slice(place + 1);
}
