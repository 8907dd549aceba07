import { describe, expect, it } from 'vitest';
import { createProgress, formatBytes, formatDuration } from '../../../server/commands/progress.ts';

function watch(options: { total: number | null; unit: string; initial?: number }) {
  const lines: string[] = [];
  let time = 0;
  const progress = createProgress({
    label: 'Training',
    ...options,
    write: (text) => lines.push(text),
    now: () => time,
  });
  return { progress, lines, pass: (ms: number) => (time += ms) };
}

describe('progress without a terminal', () => {
  it('is a line every few seconds, with rate, time left and fields', () => {
    const { progress, lines, pass } = watch({ total: 10_000, unit: 'images' });
    for (let second = 1; second <= 6; second++) {
      pass(1_000);
      progress.update(second * 500, { loss: (1 / second).toFixed(2) });
    }
    expect(lines).toEqual([
      'Training: 25 % (2,500 of 10,000 images) | 500 images/s | 0:15 left | loss 0.20\n',
    ]);
    progress.stop();
    progress.stop();
    progress.update(9_999);
    expect(lines.slice(1)).toEqual(['Training: 3,000 images in 0:06 | loss 0.17\n']);
  });

  it('takes the rate of the last seconds and does not count what was done before', () => {
    const { progress, lines, pass } = watch({ total: 20_000, unit: 'images', initial: 5_000 });
    pass(5_000);
    progress.update(5_500);
    expect(lines.at(-1)).toMatch(/\| 100 images\/s \| 2:25 left/u);
    for (let second = 0; second < 15; second++) {
      pass(1_000);
      progress.update(5_500 + (second + 1) * 400);
    }
    expect(lines.at(-1)).toMatch(/\| 400 images\/s/u);
  });

  it('knows neither share nor time left where the total is unknown', () => {
    const { progress, lines, pass } = watch({ total: null, unit: 'bytes' });
    pass(5_000);
    progress.update(2_500_000);
    expect(lines).toEqual(['Training: 2.5 MB | 500 KB/s\n']);
  });

  it('writes sizes and times for people', () => {
    expect([0, 999, 1_000, 12_345, 9_990_000, 2e12].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1 KB',
      '12 KB',
      '10 MB',
      '2 TB',
    ]);
    expect([0, 7_400, 750_000, 11_100_000].map(formatDuration)).toEqual(['0:00', '0:07', '12:30', '3:05:00']);
  });
});
