import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { partsProgress } from '../../../server/commands/parts-progress.ts';
import {
  createProgress,
  formatBytes,
  formatDuration,
  withProgress,
} from '../../../server/commands/progress.ts';

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

describe('progress of nothing', () => {
  it('is done from the beginning', () => {
    const { progress, lines, pass } = watch({ total: 0, unit: 'words' });
    pass(5_000);
    progress.update(0);
    expect(lines).toEqual(['Training: 100 % (0 of 0 words) | 0 words/s\n']);
  });

  it('knows no rate before time has passed', () => {
    const lines: string[] = [];
    // The view's clock is ahead of the work's, as if the first step took no time at all.
    const times = [0, 0, 0, 6_000, 6_000];
    const progress = createProgress({
      label: 'Reading',
      total: 4,
      unit: 'bytes',
      write: (text) => lines.push(text),
      now: () => times.shift() ?? 6_000,
    });
    progress.update(1);
    expect(lines).toEqual(['Reading: 25 % (1 B of 4 B)\n']);
  });
});

describe('progress on standard error', () => {
  let written: string[];
  const { isTTY } = process.stderr;
  beforeEach(() => {
    written = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
  });
  afterEach(() => {
    process.stderr.isTTY = isTTY;
    vi.restoreAllMocks();
  });

  it.each([
    ['a total', 4],
    ['none', null],
  ])('on a terminal is a bar that leaves one line, with %s', async (_, total) => {
    process.stderr.isTTY = true;
    const result = await withProgress({ label: 'Reading', total, unit: 'words' }, (progress) => {
      progress.update(2, { word: 'sun' });
      return 'read';
    });
    expect(result).toBe('read');
    expect(written.at(-1)).toMatch(/^Reading: 2 words in 0:00 \| word sun\n$/u);
  });

  it('ends with its line where the work fails, too', async () => {
    process.stderr.isTTY = false;
    const failing = withProgress({ label: 'Reading', total: 4, unit: 'words' }, () => {
      throw new Error('no disk');
    });
    await expect(failing).rejects.toThrow('no disk');
    expect(written).toEqual(['Reading: 0 words in 0:00\n']);
  });

  it('of a work of several parts is one after the other, each in its own unit', () => {
    process.stderr.isTTY = false;
    const { listeners, stop } = partsProgress();
    // Before any part begins there is nothing to show.
    listeners.onStep(1);
    stop();
    listeners.onPart('Training', 500);
    listeners.onStep(500, { loss: '0.1' });
    listeners.onPart('Something else', 3);
    listeners.onStep(2);
    stop();
    stop();
    expect(written).toEqual([
      'Training: 500 images in 0:00 | loss 0.1\n',
      'Something else: 2 steps in 0:00\n',
    ]);
  });
});
