import { describe, expect, it } from 'vitest';
import { browserError } from '../../../shared/protocol/browser-error.ts';
import {
  encodeDraw,
  PAGE_KINDS,
  PEN_KINDS,
  PLAYER_COLORS,
  REACTIONS,
  requests,
  type RequestName,
} from '../../../shared/protocol/index.ts';

const TOKEN = 'abcXYZ019_-abcXYZ019_-';
const WHO = { name: 'Ada', color: 3 };
const SETTINGS = { rounds: 3, chat: false };
const LAB = { words: ['sun', 'cup'], perWord: 50, epochs: 2, learningRate: 0.01, architecture: 'lenet' };

/** Of every request all that it may have, and what of that can be left out. */
const PAYLOADS: Readonly<Record<Exclude<RequestName, 'draw:ops'>, readonly [object, ...string[]]>> = {
  'session:start': [{ protocol: 3, token: TOKEN }],
  'room:create': [
    { ...WHO, settings: SETTINGS, password: 'p', model: 'lab-1' },
    'settings',
    'password',
    'model',
  ],
  'room:join': [{ ...WHO, code: 'BCDF', password: 'p', asSpectator: true }, 'password', 'asSpectator'],
  'room:quick': [{ ...WHO, mode: 'race', language: 'en' }, 'mode', 'language'],
  'room:list': [{}],
  'room:leave': [{}],
  'room:sync': [{}],
  'player:update': [WHO, 'name', 'color'],
  'player:role': [{ role: 'spectator' }],
  'player:giving': [{ gives: true, pen: 'touch' }],
  'player:vote-kick': [{ playerId: 'ben' }],
  'player:kick': [{ playerId: 'ben' }],
  'player:make-host': [{ playerId: 'ben' }],
  'bot:add': [{ skill: 0.5 }],
  'bot:remove': [{ playerId: 'bot' }],
  'settings:change': [{ settings: SETTINGS, password: null }, 'password'],
  'game:start': [{}],
  'game:lobby': [{}],
  'game:next': [{}],
  'round:skip': [{}],
  'game:drawings': [{}],
  'game:share': [{ inGallery: false }],
  'replay:take-back': [{ id: TOKEN }],
  'drawing:report': [{ id: TOKEN }],
  'preferences:get': [{}],
  'preferences:set': [{ sharing: true, leaderboard: false }, 'sharing', 'leaderboard'],
  'draw:stroke-done': [{ round: 1, sheet: 'team-1' }],
  'reveal:explain': [{ round: 1, sheet: 'ada' }],
  'guess:say': [{ round: 1, text: 'a sun' }],
  'chat:say': [{ text: 'hello' }],
  'lab:watch': [{}],
  'lab:leave': [{}],
  'lab:train': [LAB],
  'lab:stop': [{ id: 1 }],
  'reaction:send': [{ reaction: 'clap', sheet: 'ada' }, 'sheet'],
};

const takes = (name: RequestName, payload: unknown) => requests[name].safeParse(payload).success;

describe('a request', () => {
  it.each(Object.entries(PAYLOADS))('%s has its fields, and no others', (event, [payload, ...optional]) => {
    const name = event as RequestName;
    expect(requests[name].parse(payload)).toEqual(payload);
    expect(takes(name, { ...payload, playerId2: 'somebody else' })).toBe(false);
    for (const field of Object.keys(payload)) {
      const rest = Object.fromEntries(Object.entries(payload).filter(([key]) => key !== field));
      expect(takes(name, rest), `without ${field}`).toBe(optional.includes(field));
    }
    for (const nonsense of [null, undefined, [], 'text', 7]) expect(takes(name, nonsense)).toBe(false);
  });

  it('is one of those that are known', () => {
    expect(Object.keys(requests).toSorted()).toEqual([...Object.keys(PAYLOADS), 'draw:ops'].toSorted());
  });

  it('says what it means with values that mean something', () => {
    expect(takes('session:start', { protocol: 3, token: null })).toBe(true);
    expect(takes('session:start', { protocol: 3.5, token: null })).toBe(false);
    for (const role of ['player', 'spectator']) expect(takes('player:role', { role })).toBe(true);
    expect(takes('player:role', { role: 'host' })).toBe(false);
    expect([-0.1, 0, 1, 1.1].map((skill) => takes('bot:add', { skill }))).toEqual([false, true, true, false]);
    expect([0, 1, 1.5].map((id) => takes('lab:stop', { id }))).toEqual([false, true, false]);
    expect(takes('room:quick', { ...WHO, mode: 'zen' })).toBe(false);
    for (const reaction of REACTIONS) expect(takes('reaction:send', { reaction })).toBe(true);
    expect(takes('reaction:send', { reaction: 'boo' })).toBe(false);
    for (const pen of PEN_KINDS) expect(takes('player:giving', { gives: false, pen })).toBe(true);
    expect(takes('player:giving', { gives: false, pen: 'quill' })).toBe(false);
    expect(takes('settings:change', { settings: {}, password: 'p' })).toBe(true);
    expect(takes('settings:change', { settings: {}, password: '' })).toBe(false);
  });

  it('brings one to 64 operations at once', () => {
    const undo = { type: 'undo' } as const;
    const drawn = (count: number) =>
      encodeDraw({ round: 1, sheet: 'ada', revision: 0, ops: Array(count).fill(undo) as (typeof undo)[] });
    expect(takes('draw:ops', drawn(1))).toBe(true);
    expect(takes('draw:ops', drawn(64))).toBe(true);
    expect(takes('draw:ops', drawn(65))).toBe(false);
    for (const wrong of [
      [1, 'ada', 0],
      [1, 'ada', 0, 'u', 0],
      [1, 'ada', 0, 'u', 4],
      [1, 'ada', 0, 'u', 1, 1],
      ['1', 'ada', 0, 'u'],
      [1, 2, 0, 'u'],
      [1, 'a', '0', 'u'],
      [1, 'a', 0, 7],
    ]) {
      expect(takes('draw:ops', wrong), JSON.stringify(wrong)).toBe(false);
    }
    const { error } = requests['draw:ops'].safeParse([1, 'ada', 0, 'nonsense']);
    expect(error!.issues).toMatchObject([{ path: ['ops'], message: 'no operation is written like this' }]);
  });
});

describe('what a page tells of an error', () => {
  it('is short, and of a page that there is', () => {
    const good = { message: 'm'.repeat(300), stack: 's'.repeat(2_000), page: 'room' };
    const complains = (change: object) => !browserError.safeParse({ ...good, ...change }).success;
    for (const page of PAGE_KINDS) expect(complains({ page })).toBe(false);
    expect(complains({ stack: '' })).toBe(false);
    for (const wrong of [
      { message: '' },
      { message: 'm'.repeat(301) },
      { stack: 's'.repeat(2_001) },
      { page: '/room/BCDF' },
      { page: '' },
      { room: 'BCDF' },
    ]) {
      expect(complains(wrong), JSON.stringify(wrong).slice(0, 40)).toBe(true);
    }
  });
});

describe('what there is to choose from', () => {
  it('has a name for each, once', () => {
    for (const names of [REACTIONS, PEN_KINDS, PAGE_KINDS]) {
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^[a-z-]+$/);
    }
    expect(PAGE_KINDS.slice(0, 2)).toEqual(['menu', 'room']);
    expect(PAGE_KINDS.at(-1)).toBe('other');
  });

  it('players have eight colours, each with a name and a shape of its own', () => {
    expect(PLAYER_COLORS).toHaveLength(8);
    for (const key of ['name', 'hex', 'shape'] as const) {
      expect(new Set(PLAYER_COLORS.map((color) => color[key])).size).toBe(8);
    }
    for (const { name, hex, shape } of PLAYER_COLORS) {
      expect(hex).toMatch(/^#[0-9A-F]{6}$/);
      expect(name).toMatch(/^[a-z ]+$/);
      expect(shape).toMatch(/^[a-z]+$/);
    }
  });
});
