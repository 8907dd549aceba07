import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import { MicroBatcher } from '../../../server/recognition/micro-batcher.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function batcher(maxQueue = 100) {
  const batches: number[][] = [];
  const finish: (() => void)[] = [];
  const failures = new Set<number>();
  const it = new MicroBatcher<number, number>({
    maxBatch: 4,
    maxRunning: 2,
    maxWaitMs: 2,
    maxQueue,
    run: async (items) => {
      batches.push([...items]);
      await new Promise<void>((resolve) => finish.push(resolve));
      if (items.some((item) => failures.has(item))) throw new Error('broken');
      return items.map((item) => 10 * item);
    },
  });
  return { it, batches, failures, finish: () => finish.shift()?.() };
}

describe('the micro-batcher', () => {
  it('waits a moment for company', async () => {
    const { it: queue, batches, finish } = batcher();
    const results = [queue.submit(1), queue.submit(2)];
    expect(batches).toEqual([]);
    vi.advanceTimersByTime(2);
    expect(batches).toEqual([[1, 2]]);
    finish();
    expect(await Promise.all(results)).toEqual([10, 20]);
  });

  it('does not wait once a batch is full', () => {
    const { it: queue, batches } = batcher();
    for (let i = 0; i < 6; i += 1) void queue.submit(i);
    expect(batches).toEqual([[0, 1, 2, 3]]);
    expect(queue.waiting).toBe(2);
  });

  it('goes straight on to what came while it was running', async () => {
    const { it: queue, batches, finish } = batcher();
    void queue.submit(1);
    vi.advanceTimersByTime(2);
    const later = Promise.all([2, 3, 4].map((item) => queue.submit(item)));
    vi.advanceTimersByTime(100);
    expect(batches).toEqual([[1]]);
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(batches).toEqual([[1], [2, 3, 4]]);
    finish();
    expect(await later).toEqual([20, 30, 40]);
    void queue.submit(7);
    vi.advanceTimersByTime(2);
    expect(batches.at(-1)).toEqual([7]);
  });

  it('has no more than so many batches on their way, and further ones only where they are full', async () => {
    const { it: queue, batches, finish } = batcher();
    const all = Promise.all(Array.from({ length: 11 }, (_, item) => queue.submit(item)));
    expect(batches).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
    finish();
    await vi.advanceTimersByTimeAsync(100);
    // Three are no batch, and are not sent behind one that is still running.
    expect(batches).toHaveLength(2);
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(batches.at(-1)).toEqual([8, 9, 10]);
    finish();
    expect(await all).toHaveLength(11);
  });

  it('fails a batch that broke and nothing else', async () => {
    const { it: queue, failures, finish } = batcher();
    failures.add(1);
    const broken = expect(queue.submit(1)).rejects.toThrow('broken');
    vi.advanceTimersByTime(2);
    const fine = queue.submit(2);
    finish();
    await broken;
    await vi.advanceTimersByTimeAsync(0);
    finish();
    expect(await fine).toBe(20);
  });

  it('refuses what would wait too long', async () => {
    const { it: queue } = batcher(2);
    void queue.submit(1);
    void queue.submit(2);
    await expect(queue.submit(3)).rejects.toMatchObject({ code: 'busy' });
  });
});
