import { describe, expect, it } from 'vitest';
import { Histogram } from '../../../server/commands/bench/play/histogram.ts';
import { Tally } from '../../../server/commands/bench/play/tally.ts';

/** What the next bucket may be off by. */
const BUCKET = 1.02;

function histogramOf(...durations: number[]): Histogram {
  const histogram = new Histogram();
  for (const ms of durations) histogram.add(ms);
  return histogram;
}

describe('a histogram of durations', () => {
  it.each([
    [0.01, 1],
    [0.5, 50],
    [0.99, 99],
    [1, 100],
  ])('knows within two per cent below what %d of them lie', (share, expected) => {
    // In any order, as they come.
    const percentile = histogramOf(...Array.from({ length: 100 }, (_, i) => ((37 * i) % 100) + 1)).percentile(
      share,
    )!;
    expect(percentile).toBeGreaterThan(expected / BUCKET);
    expect(percentile).toBeLessThan(expected * BUCKET);
  });

  it('has no percentiles where nothing was measured', () => {
    expect(new Histogram().percentile(0.5)).toBe(null);
    expect(Histogram.of().count).toBe(0);
  });

  it('gives its longest for a share beyond all of them, which sums of fractions may be', () => {
    const histogram = histogramOf(5, 80);
    expect(histogram.percentile(1 + 1e-9)).toBe(histogram.percentile(1));
  });

  it('takes what is too short to tell, or negative, for the shortest that it knows', () => {
    const histogram = histogramOf(0, -3, 0.05);
    expect(histogram.percentile(0)).toBe(histogram.percentile(1));
    expect(histogram.percentile(1)).toBeCloseTo(0.1);
  });

  it('is one with those of other processes, as if one had measured everything', () => {
    const [one, other] = [histogramOf(1, 2, 3), histogramOf(3, 400)];
    const together = Histogram.of(one.pack(), other.pack());
    expect(together.count).toBe(5);
    expect(new Map(together.pack())).toEqual(new Map(histogramOf(1, 2, 3, 3, 400).pack()));
  });
});

describe('a tally of bytes', () => {
  it.each([
    ['2["draw:ops",[1,"a",0,"x"]]', 'draw:ops'],
    ['217["room:join",{"code":"AB"}]', 'room:join'],
    ['317[{"ok":true}]', 'reply'],
    ['0{"sid":"x"}', 'other'],
    ['', 'other'],
  ])('counts %j, with the byte that says what kind of packet it is, as %s', (packet, name) => {
    const tally = new Tally();
    tally.add(packet);
    expect(tally.pack()).toEqual({ [name]: packet.length + 1 });
  });

  it('counts bytes, not characters, and what is no text as one byte of the connection', () => {
    const tally = new Tally();
    tally.add('2["chat","ä"]');
    tally.add(undefined);
    expect(tally.pack()).toEqual({ chat: 15, other: 1 });
  });

  it('adds up over processes and has the largest first', () => {
    const sum = Tally.of({ live: 5, reply: 2 }, { reply: 9, ink: 1 }).pack();
    expect(Object.entries(sum)).toEqual([
      ['reply', 11],
      ['live', 5],
      ['ink', 1],
    ]);
  });
});
