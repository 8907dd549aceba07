import { describe, expect, it } from 'vitest';
import { renderPlayPage } from '../../../server/commands/bench/play/page.ts';
import { holds, MOST_LATENCY_MS } from '../../../server/commands/bench/play/play.ts';
import { chart } from '../../../server/commands/bench/play/series-chart.ts';
import { describePlay, rowsOf } from '../../../server/commands/bench/play/text.ts';
import { madeUpRun } from './made-up-run.ts';

const NOTHING = { p50: null, p95: null, p99: null };

function rowOf(name: string, run = madeUpRun()): string {
  return new Map(rowsOf(run)).get(name)!;
}

describe('what a bench tells in a terminal', () => {
  it('is who was measured, and a line for each figure', () => {
    const [first, ...lines] = describePlay(madeUpRun()).split('\n');
    expect(first).toBe('inkling');
    expect(lines).toHaveLength(rowsOf(madeUpRun()).length);
    expect(lines[0]).toMatch(/^ {2}players +8 in 1 rooms, 2 s$/u);
  });

  it('has one digit after the point below ten milliseconds, and none above', () => {
    expect(rowOf('stroke to guess')).toBe('p50 9.5 ms, p95 60 ms, p99 140 ms');
  });

  it('has a dash where nothing came, not a nought', () => {
    const silent = madeUpRun({
      guessEveryMs: null,
      serverCpuSecondsPer1000Guesses: null,
      serverCpuSecondsPer1000Packets: null,
      strokeToGuessMs: NOTHING,
    });
    expect(rowOf('guesses', silent)).toMatch(/every -$/u);
    expect(rowOf('stroke to guess', silent)).toBe('p50 -, p95 -, p99 -');
    expect(rowOf('server', silent)).toBe('0.50 cores; - a 1,000 guesses, - a 1,000 packets');
  });

  it('says what bytes were for', () => {
    expect(rowOf('bytes up')).toBe('draw:ops 900/s, reply 12/s');
    expect(rowOf('bytes down')).toBe('live 3,000/s');
  });

  it('names everything that failed, with how often', () => {
    expect(rowOf('errors')).toBe('none');
    const failed = madeUpRun({ errors: { 'disconnected: transport close': 2, 'guesses failed': 1 } });
    expect(rowOf('errors', failed)).toBe('disconnected: transport close (2), guesses failed (1)');
  });
});

describe('a server holds', () => {
  it.each([
    ['guesses that are all in time', {}, true],
    ['the latest that is in time', { strokeToGuessMs: { ...NOTHING, p99: MOST_LATENCY_MS } }, true],
    ['a guess that is late', { strokeToGuessMs: { ...NOTHING, p99: MOST_LATENCY_MS + 1 } }, false],
    ['no guess at all', { strokeToGuessMs: NOTHING }, false],
    ['a single error', { errors: { 'guesses failed': 1 } }, false],
  ])('with %s: %#', (_, changes, expected) => {
    expect(holds(madeUpRun(changes))).toBe(expected);
  });
});

describe('the page of a bench', () => {
  it('has every run side by side, and the seconds of Inkling alone', async () => {
    const baseline = madeUpRun({ server: 'baseline', players: 4 });
    const page = await renderPlayPage([madeUpRun(), baseline]);
    const cells = [...page.matchAll(/<th scope="row">(.*?)<\/th>\s*(<td>.*?<\/td>)(<td>.*?<\/td>)/gsu)];
    expect(cells).toHaveLength(rowsOf(baseline).length);
    expect(cells[0]!.slice(1)).toEqual([
      'players',
      '<td>8 in 1 rooms, 2 s</td>',
      '<td>4 in 1 rooms, 2 s</td>',
    ]);
    expect(page).toContain('8 players, second by second');
    expect(page).not.toContain('4 players, second by second');
    // It is opened from a disk, perhaps years later.
    expect(page).not.toMatch(/<script|<link|src=/u);
  });

  it('stands where no guess came and the server was not asked', async () => {
    const second = { guesses: 0, packets: 3, ...NOTHING };
    const page = await renderPlayPage([madeUpRun({ series: [second, second], serverSeries: [] })]);
    expect(page).not.toMatch(/NaN|Infinity|undefined/u);
  });
});

describe('a chart of lines over time', () => {
  const drawn = (values: [number, number][], least?: number) =>
    chart('Guesses', [{ css: 'main', name: 'guesses', values }], least).text;
  const values: [number, number][] = [
    [1, 10],
    [2, 30],
  ];

  it('names its lines where they end', () => {
    const text = drawn(values);
    const [, x, y] = /<text class="label main" x="([\d.]+)" y="([\d.]+)">guesses</u.exec(text)!;
    const [, endX, endY] = /class="curve main" d="M[^L]+L([\d.]+) ([\d.]+)"/u.exec(text)!;
    expect([Number(x) - 12, Number(y) - 5]).toEqual([Number(endX), expect.closeTo(Number(endY))]);
  });

  it('reaches as far as is asked, though all values are small', () => {
    expect(drawn(values, 150)).toContain('>165<');
    expect(drawn(values)).not.toContain('>165<');
  });

  it('has axes without any values, too', () => {
    const empty = drawn([]);
    expect(empty).toContain('>guesses<');
    expect(empty).not.toMatch(/NaN|Infinity/u);
  });
});
