import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Turns } from '../../../server/turns.ts';

it('does one thing a turn of the event loop, in the order of their coming and never at once', async () => {
  const turns = new Turns();
  const done: string[] = [];
  for (const name of ['a', 'b', 'c']) turns.wait(() => done.push(name));
  expect(done).toEqual([]);
  const seen: string[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    await nextTurn();
    seen.push(done.join(''));
  }
  expect(seen).toEqual(['a', 'ab', 'abc']);
});

it('goes on with what comes later, and with what comes of what it does', async () => {
  const turns = new Turns();
  const done: string[] = [];
  turns.wait(() => {
    done.push('first');
    turns.wait(() => done.push('second'));
  });
  await nextTurn();
  await nextTurn();
  turns.wait(() => done.push('third'));
  await nextTurn();
  expect(done).toEqual(['first', 'second', 'third']);
});
