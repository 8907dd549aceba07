import { describe, expect, it } from 'vitest';
import type { Judged } from '../../../server/training/evaluation/evaluate.ts';
import type { WordChange } from '../../../server/training/gate/decide.ts';
import { renderGatePage, type GatePage } from '../../../server/training/gate/page.ts';
import type { GateRecord } from '../../../server/training/gate/record.ts';
import { judgedAs, readable, reportOf } from './evaluated.ts';

const WORDS = ['cat', 'dog', 'bee'];
const NOTHING = { drawings: 3, lost: 0, gained: 0 };
const RECORD: GateRecord = {
  challenger: 'tiny-2',
  champion: 'tiny-1',
  decidedAt: '2026-02-02T02:02:02.000Z',
  passed: true,
  checks: [
    { name: 'golden', passed: true, finding: 'As good as it was.' },
    { name: 'players', passed: true, finding: 'Two more of <nine>.' },
  ],
  golden: { ...NOTHING, fingerprint: 'f00d', before: 0.5, now: 0.5, best: 0.5 },
  players: NOTHING,
};

function changeOf(word: string, before: number, now: number, fell = false): WordChange {
  return { word, before, now, fell, drawings: 100, lost: 0, gained: 0 };
}

/** What two networks made of the same drawings: of each, the champion's guess and the challenger's. */
function page(
  guesses: readonly (readonly [label: number, before: number, now: number])[],
  changes: Partial<Omit<GatePage, 'decision'>> & { words?: string[]; changed?: WordChange[] } = {},
  judged: Partial<Judged> = {},
): Promise<string> {
  const side = (which: 1 | 2) => {
    const { figures } = reportOf(
      WORDS,
      guesses.map((row) => ({
        label: row[0],
        guess: row[which],
        ...('drawing' in judged && { drawing: judged.drawing! }),
      })),
    );
    return { figures, judged: guesses.map((row) => judgedAs(row[0], row[which], judged)) };
  };
  const { changed = [], ...more } = changes;
  return renderGatePage({
    record: RECORD,
    decision: { passed: true, checks: RECORD.checks, golden: NOTHING, players: NOTHING, words: changed },
    champion: side(1),
    challenger: side(2),
    words: WORDS,
    learntFrom: [['doodles given', '12']],
    ...more,
  });
}

const SAME = [
  [0, 0, 0],
  [1, 1, 1],
] as const;

describe('the page of the gate', () => {
  it('says who passed against whom, why, and what it learnt from', async () => {
    const html = await page(SAME);
    expect(html).toContain('<title>tiny-2: passed</title>');
    const text = readable({ text: html });
    expect(text).toContain('May it guess? Yes.');
    expect(text).toContain('tiny-2 was held against tiny-1, the champion, on 2026-02-02');
    expect(text).toContain('✓ Not worse on the golden set As good as it was.');
    expect(text).toContain('Better for the players Two more of &lt;nine&gt;.');
    expect(text).not.toContain('✗');
    expect(text).toContain('doodles given 12');
    expect(text).toContain('Golden set f00d: 3 drawings');
    expect(html).not.toMatch(/https?:|url\((?!data:)|undefined|NaN/u);
  });

  it('says who was refused, and marks what does not hold', async () => {
    const checks = [{ name: 'early', passed: false, finding: 'Later.' } as const, RECORD.checks[0]!];
    const html = await page(SAME, { record: { ...RECORD, passed: false, checks } });
    expect(html).toContain('<title>tiny-2: refused</title>');
    const text = readable({ text: html });
    expect(text).toContain('May it guess? No.');
    expect(text).toContain('✗ As good early on Later. ✓ Not worse');
    expect(html).toContain('aria-label="does not hold"');
  });

  it('shows drawings that only one of the two knows, with what the other takes them for', async () => {
    const text = readable({ text: await page([...SAME, [0, 1, 0], [2, 2, 0], [2, 2, 1]]) });
    expect(text).toContain('What it sees now Gained: 1 golden drawings');
    expect(text).toContain('cat dog');
    expect(text).toContain('What it no longer sees Lost: 2 golden drawings');
    expect(text).toContain('bee cat bee dog');
  });

  it('has no part for what did not change', async () => {
    const text = readable({ text: await page(SAME) });
    expect(text).not.toContain('What it sees now');
    expect(text).not.toContain('What it no longer sees');
    expect(readable({ text: await page([[0, 1, 2]]) })).not.toContain('golden drawings; the surest');
  });

  it('shows the surest of what changed, those with strokes before bitmaps', async () => {
    const answers = Array.from({ length: 16 }, (_, n) => ({
      drawing: n === 0 ? null : undefined,
      confidence: n / 16,
    }));
    const judged = (guess: number) =>
      answers.map(({ drawing, confidence }) =>
        judgedAs(0, guess, { confidence, ...(drawing === null && { drawing }) }),
      );
    const { figures } = reportOf(WORDS, [{ label: 0 }]);
    const html = await page(SAME, {
      champion: { figures, judged: judged(1) },
      challenger: { figures, judged: judged(0) },
    });
    const [, gained] = html.split('id="gained"');
    expect(gained!.match(/class="card right"/gu)).toHaveLength(14);
    expect(gained).not.toContain('bitmap');
  });

  it('has curves of growing drawings, with the better one’s name above', async () => {
    const heightOf = (html: string, css: string) =>
      Number(new RegExp(`class="label ${css}" x="\\S+" y="(\\S+)"`, 'u').exec(html)![1]);
    const better = await page([...SAME, [0, 1, 0]]);
    expect(heightOf(better, 'main')).toBeLessThan(heightOf(better, 'rival'));
    const worse = await page([...SAME, [0, 0, 1]]);
    expect(heightOf(worse, 'main')).toBeGreaterThan(heightOf(worse, 'rival'));
    // As good: the names would lie on each other.
    const same = await page(SAME);
    expect(heightOf(same, 'rival') - heightOf(same, 'main')).toBeGreaterThanOrEqual(24);
    expect(same).toContain('aria-label="Challenger: 100.0\u00a0% at 10\u00a0%');
  });

  it('has no curves where only bitmaps are known', async () => {
    const html = await page(SAME, {}, { drawing: null });
    expect(html).not.toContain('id="ink"');
    expect(html).toContain('id="words"');
  });

  it('goes from the word that gained most to the one that lost most, and says which fell', async () => {
    const changed = [changeOf('dog', 0.5, 0.25, true), changeOf('cat', 0.5, 0.75), changeOf('bee', 0.5, 0.5)];
    const html = await page(SAME, { changed });
    expect(readable({ text: html.split('id="words"')[1]! })).toContain('cat +25.0 bee +0.0 dog −25.0 fell');
    expect(html).toContain('cat: 50.0\u00a0% before, 75.0\u00a0% now, of 100 drawings');
    expect([...html.matchAll(/class="dumbbell (\w*)"/gu)].map(([, way]) => way)).toEqual(['up', '', 'down']);
    expect(html).not.toContain('those that changed most');
  });

  it('shows of many words those that changed most, both ways', async () => {
    const changed = Array.from({ length: 50 }, (_, n) => changeOf(`word-${n}`, 0.5, n / 50));
    const html = await page(SAME, { changed });
    expect(html).toContain('Of 50 words, those that changed most.');
    const shown = [...html.matchAll(/<title>word-(\d+):/gu)].map(([, n]) => Number(n));
    expect(shown).toHaveLength(40);
    expect(shown[0]).toBe(49);
    expect(shown.at(-1)).toBe(0);
    expect(shown).not.toContain(25);
  });
});
