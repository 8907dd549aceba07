import { describe, expect, it } from 'vitest';
import { copier } from '../../../server/commands/bench/micro/copier.ts';
import { multiplyAdds } from '../../../server/commands/bench/micro/multiply-adds.ts';
import { measureRatio } from '../../../server/commands/bench/micro/ratio.ts';
import { openEngine } from '../../../server/recognition/engine/engine.ts';

describe('a ratio', () => {
  it('does work and limit again and again, by turns, and waits for what is asynchronous', async () => {
    const done: string[] = [];
    let running = 0;
    const figures = await measureRatio({
      name: 'something',
      limitName: 'the least of it',
      work: async () => {
        expect(running).toBe(0);
        running += 1;
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        done.push('work');
      },
      limit: () => done.push('limit'),
    });
    expect(figures).toMatchObject({ name: 'something', limitName: 'the least of it' });
    expect(figures.workMicroseconds).toBeGreaterThan(0);
    expect(figures.limitMicroseconds).toBeGreaterThan(0);
    expect(Number.isFinite(figures.ratio)).toBe(true);
    const turns = done.filter((what, index) => what !== done[index - 1]);
    // Each is tried out once, then they take turns, slice by slice.
    expect(turns).toHaveLength(2 + 2 * 41);
  });
});

describe('the multiply-adds of a network', () => {
  it('are those of convolutions, at each place, and of dense layers', async () => {
    const { layers } = await openEngine({ prefer: 'wasm', purpose: 'train' });
    const model = layers.sequential();
    // 8 x 8 places of 3 x 3 x 1 x 4 each, without an edge; then 144 x 5, biases left out.
    model.add(layers.layers.conv2d({ inputShape: [8, 8, 1], kernelSize: 3, filters: 4, padding: 'same' }));
    model.add(layers.layers.maxPooling2d({ poolSize: 2 }));
    model.add(layers.layers.flatten());
    model.add(layers.layers.dense({ units: 5 }));
    expect(multiplyAdds(model)).toBe(8 * 8 * 3 * 3 * 4 + 4 * 4 * 4 * 5);
  });
});

describe('the copier', () => {
  it('takes drawings as long as the longest that it was made for', () => {
    const short = [{ x: [1], y: [2] }];
    const long = [
      { x: [1, 2, 3], y: [4, 5, 6] },
      { x: [7, 8], y: [9, 10] },
    ];
    const copy = copier([short, long]);
    expect(() => copy(short)).not.toThrow();
    expect(() => copy(long)).not.toThrow();
    expect(() => copy([...long, ...short])).toThrow(RangeError);
  });
});
