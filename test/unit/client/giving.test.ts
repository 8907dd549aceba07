import { expect, it } from 'vitest';
import { Giving } from '../../../client/net/giving.ts';
import type { Portal } from '../../../client/net/portal.ts';
import { Signal } from '../../../client/net/signal.ts';

/** A browser that remembers, and a server that is told. */
function open(remembered: boolean | null) {
  const told: unknown[] = [];
  const memory = { choice: remembered };
  const sessionStarted = new Signal<string>();
  let kept: (message: { round: number; sheet: string }) => void = () => undefined;
  const portal = {
    sessionStarted,
    on: (_event: string, listener: typeof kept) => (kept = listener),
    request: (name: string, payload: unknown) => {
      told.push([name, payload]);
      return Promise.resolve({ ok: true });
    },
  } as unknown as Portal;
  const giving = new Giving(
    portal,
    { get: () => memory.choice, set: (gives) => (memory.choice = gives) },
    'mouse',
  );
  return {
    giving,
    told,
    memory,
    startSession: () => sessionStarted.emit('ada'),
    keep: (round: number, sheet: string) => kept({ round, sheet }),
  };
}

it('says nothing to the server as long as nothing was said', () => {
  const { giving, told, startSession, memory } = open(null);
  startSession();
  giving.usePen('touch');
  expect(giving.choice).toBeNull();
  expect(memory.choice).toBeNull();
  expect(told).toEqual([]);
});

it('tells what was chosen at once, remembers it, and tells every later session', () => {
  const { giving, told, startSession, memory } = open(null);
  giving.choose(true);
  expect(memory.choice).toBe(true);
  startSession();
  giving.choose(false);
  startSession();
  const wish = (gives: boolean) => ['player:giving', { gives, pen: 'mouse' }];
  expect(told).toEqual([wish(true), wish(true), wish(false), wish(false)]);
});

it('tells of another pen only where it matters', () => {
  const { giving, told } = open(true);
  giving.usePen('mouse');
  giving.usePen('touch');
  giving.usePen('touch');
  giving.usePen('a wand');
  expect(told).toEqual([
    ['player:giving', { gives: true, pen: 'touch' }],
    ['player:giving', { gives: true, pen: 'unknown' }],
  ]);
});

it('knows which drawings were kept', () => {
  const { giving, keep } = open(true);
  let changes = 0;
  giving.changed.subscribe(() => (changes += 1));
  keep(3, 'ada');
  expect(giving.isKept(3, 'ada')).toBe(true);
  expect(giving.isKept(4, 'ada')).toBe(false);
  expect(giving.isKept(3, 'bob')).toBe(false);
  expect(changes).toBe(1);
});
