import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { Addresses } from '../../../server/addresses.ts';
import type { Gate } from '../../../server/realtime/gate.ts';
import {
  BUCKETS,
  COOL_DOWN_MS,
  IGNORED_UNTIL_CUT,
  MAX_MESSAGE_BYTES,
  SUSPECT_MS,
} from '../../../server/realtime/limits.ts';
import { createSession, type Session } from '../../../server/realtime/session.ts';
import type { RequestError } from '../../../server/rooms/errors.ts';
import { TokenBucket, type ErrorCode } from '../../../shared/protocol/index.ts';
import { openGate } from './open-gate.ts';

function requestFrom(address: string, headers: Record<string, string> = {}): IncomingMessage {
  return { socket: { remoteAddress: address }, headers } as unknown as IncomingMessage;
}

/** Asks, and has the answer of a handler counted. Returns the code; '' where it was granted. */
function ask(gate: Gate, session: Session, name: string, answer: ErrorCode | '' = '', payload = {}) {
  let code: ErrorCode | '' = answer;
  try {
    gate.pass(session, new TokenBucket({ burst: 1e6, perSecond: 1 }, 0), name, payload);
  } catch (error) {
    code = (error as RequestError).code;
    expect((error as RequestError).waitMs).toBeGreaterThan(0);
  }
  const isOver =
    code === '' ? (gate.granted(session, name, payload), false) : gate.refused(session, name, code);
  return { code, isOver };
}

/** Lets what was counted be known. */
const counted = () => new Promise((resolve) => setImmediate(resolve));

const player = (playerId: string, address = '10.1.1.1') =>
  Object.assign(createSession(0, { address }), { playerId });

describe('an address', () => {
  const direct = new Addresses({ publicUrl: undefined, unlimited: ['127.0.0.0/8'] });
  const behindProxy = new Addresses({ publicUrl: 'https://inkling.example', unlimited: [] });

  it('is what the connection says, and what a proxy of our own says', () => {
    const forwarded = { 'x-forwarded-for': '1.1.1.1, 198.51.100.7' };
    expect(direct.limitedKeyOf(requestFrom('203.0.113.5', forwarded))).toBe('203.0.113.5');
    expect(behindProxy.limitedKeyOf(requestFrom('172.18.0.2', forwarded))).toBe('198.51.100.7');
    // Nobody else's word counts, nor what the proxy itself was told.
    expect(behindProxy.limitedKeyOf(requestFrom('203.0.113.5', forwarded))).toBe('203.0.113.5');
  });

  it('is a whole network of IPv6, and the same IPv4 address however it is written', () => {
    const [one, other] = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9'].map((address) =>
      direct.limitedKeyOf(requestFrom(address)),
    );
    expect(one).toBe(other);
    expect(direct.limitedKeyOf(requestFrom('::ffff:203.0.113.5'))).toBe('203.0.113.5');
    expect(direct.limitedKeyOf(requestFrom('127.0.0.1'))).toBeNull();
  });
});

describe('the gate', () => {
  it('lets in pages of this server only, and programs', () => {
    const gate = openGate(() => 0);
    const from = (origin?: string) =>
      gate.refusalOf(requestFrom('10.1.1.1', { host: 'inkling.lan:3000', ...(origin && { origin }) }));
    expect(from()).toBeNull();
    expect(from('http://inkling.lan:3000')).toBeNull();
    expect(from('https://inkling.lan:3000')).toBeNull();
    for (const other of ['http://evil.example', 'http://inkling.lan', 'null', 'nonsense']) {
      expect(from(other)).toMatch(/another-origin/);
    }
    const public_ = openGate(() => 0, { publicUrl: 'https://play.example' });
    const headers = { host: 'localhost:3000', origin: 'https://play.example' };
    expect(public_.refusalOf(requestFrom('10.1.1.1', headers))).toBeNull();
  });

  it('counts the connections of an address, and forgets those that end', () => {
    const gate = openGate(() => 0, { playersPerAddress: 2 });
    const [school, home] = [requestFrom('10.1.1.1'), requestFrom('10.1.1.2')];
    const ends = [1, 2, 3, 4].map(() => gate.opened(school));
    expect(gate.refusalOf(school)).toMatch(/too-fast/);
    expect(gate.refusalOf(home)).toBeNull();
    ends[0]!();
    expect(gate.refusalOf(school)).toBeNull();
  });

  it('lets a class arrive at once, and no endless stream', async () => {
    const gate = openGate(() => 0);
    const school = requestFrom('10.1.1.1');
    for (let pupil = 0; pupil < 200; pupil += 1) {
      expect(gate.refusalOf(school)).toBeNull();
      gate.opened(school);
      gate.opened(school)();
    }
    await counted();
    expect(gate.refusalOf(school)).toBeNull();
    for (let more = 0; more < 1_200; more += 1) gate.opened(school)();
    await counted();
    expect(gate.refusalOf(school)).toMatch(/wait/);
  });

  it('answers what is too much with an error, then with a cool-down, then ends the connection', () => {
    let now = 0;
    const gate = openGate(() => now);
    const session = player('mallory');
    let strikes = 0;
    while (session.coolUntil === 0) {
      expect(ask(gate, session, 'draw:ops', 'bad-request')).toEqual({ code: 'bad-request', isOver: false });
      strikes += 1;
    }
    expect(strikes).toBeGreaterThan(50);
    // A cool-down refuses everything, and ends.
    expect(ask(gate, session, 'room:sync').code).toBe('too-fast');
    now += COOL_DOWN_MS;
    expect(ask(gate, session, 'room:sync').code).toBe('');
    for (let i = 0; i < 60; i += 1) ask(gate, session, 'draw:ops', 'bad-request');
    const answers = Array.from({ length: IGNORED_UNTIL_CUT }, () => ask(gate, session, 'room:sync').isOver);
    expect(answers.filter(Boolean).length).toBeGreaterThan(0);
    expect(answers[0]).toBe(false);
    expect(ask(gate, player('honest'), 'room:sync').code).toBe('');
  });

  it('suspects a connection for a while after what no client of ours sends, and until all of that was answered', () => {
    let now = 0;
    const gate = openGate(() => now);
    const session = player('mallory');
    ask(gate, session, 'draw:ops', 'not-drawing');
    expect(gate.isSuspect(session)).toBe(false);
    ask(gate, session, 'draw:ops', 'bad-request');
    expect(gate.isSuspect(session)).toBe(true);
    expect(gate.isSuspect(player('honest'))).toBe(false);
    now += SUSPECT_MS;
    expect(gate.isSuspect(session)).toBe(false);
    // Nothing may overtake what waits.
    session.waiting = 1;
    expect(gate.isSuspect(session)).toBe(true);
  });

  it('bears any number of refusals that are nobody’s fault', () => {
    const gate = openGate(() => 0);
    const session = player('ada');
    for (let i = 0; i < 500; i += 1) ask(gate, session, 'draw:ops', 'not-drawing');
    expect(session.coolUntil).toBe(0);
  });

  it('locks out a player who tries room codes, then an address, but nobody who was inside', async () => {
    const gate = openGate(() => 0);
    const inside = player('guest');
    expect(ask(gate, inside, 'room:join', '', { code: 'bcdf' }).code).toBe('');
    let tried = 0;
    for (let identity = 0; identity < 50; identity += 1) {
      const thief = player(`thief-${identity}`);
      for (let i = 0; i < 20; i += 1) {
        if (ask(gate, thief, 'room:join', 'no-such-room', { code: 'GGGG' }).code === 'no-such-room')
          tried += 1;
        await counted();
      }
    }
    expect(tried).toBe(150);
    expect(ask(gate, player('newcomer'), 'room:join', '', { code: 'BCDF' }).code).toBe('too-fast');
    expect(ask(gate, inside, 'room:join', '', { code: 'BCDF' }).code).toBe('');
    expect(ask(gate, player('elsewhere', '10.9.9.9'), 'room:join', '', { code: 'BCDF' }).code).toBe('');
    expect(ask(gate, player('host'), 'room:create').code).toBe('');
  });

  it('limits the rooms of a player and of an address', async () => {
    const gate = openGate(() => 0, { roomsPerAddress: 50 });
    let opened = 0;
    for (let i = 0; i < 100; i += 1) {
      const host = i < 40 ? 'one' : `other-${i}`;
      if (ask(gate, player(host), 'room:create').code === '') opened += 1;
      await counted();
    }
    expect(opened).toBe(50);
  });

  it('limits what a player asks over many connections, and nobody else', async () => {
    const gate = openGate(() => 0);
    let granted = 0;
    for (let i = 0; i < 3_000; i += 1) {
      if (ask(gate, player('octopus'), 'draw:ops').code === '') granted += 1;
      if (i % 100 === 0) await counted();
    }
    expect(granted).toBeLessThan(1_200);
    expect(ask(gate, player('honest'), 'draw:ops').code).toBe('');
  });

  it('weighs packets: two of the largest, then a cool-down, then the end', () => {
    const gate = openGate(() => 0);
    const session = player('whale');
    gate.weigh(session, MAX_MESSAGE_BYTES);
    gate.weigh(session, MAX_MESSAGE_BYTES);
    expect(session.coolUntil).toBe(0);
    gate.weigh(session, MAX_MESSAGE_BYTES);
    expect(session.coolUntil).toBe(COOL_DOWN_MS);
    gate.weigh(session, MAX_MESSAGE_BYTES);
    expect(ask(gate, session, 'draw:ops')).toEqual({ code: 'too-fast', isOver: true });
  });

  it('holds nothing by address against those without limits', () => {
    const gate = openGate(() => 0, {
      playersPerAddress: 1,
      addresses: new Addresses({ publicUrl: undefined, unlimited: ['127.0.0.1'] }),
    });
    for (let i = 0; i < 50; i += 1) gate.opened(requestFrom('127.0.0.1'));
    expect(gate.refusalOf(requestFrom('127.0.0.1'))).toBeNull();
  });

  it('leaves honest drawing alone: 20 packets a second for minutes', () => {
    const session = player('ada');
    let now = 0;
    const gate = openGate(() => now);
    const bucket = new TokenBucket(BUCKETS.drawing, 0);
    for (let i = 0; i < 6_000; i += 1) {
      now += 50;
      gate.weigh(session, 400);
      gate.pass(session, bucket, 'draw:ops', {});
    }
    expect(session.coolUntil).toBe(0);
  });
});
