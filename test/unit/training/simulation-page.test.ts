import { describe, expect, it } from 'vitest';
import { renderSimulationPage } from '../../../server/training/simulation/page.ts';
import type { Cycle, ScenarioResult, SimulationResult } from '../../../server/training/simulation/result.ts';
import { readable } from './evaluated.ts';

const NOTHING = { drawings: 200, lost: 0, gained: 0 };

function cycleOf(cycle: number, change: Partial<Cycle> = {}): Cycle {
  return {
    cycle,
    champion: { all: 0.6, focus: 0.3 },
    challenger: { all: 0.65, focus: 0.45 },
    version: `tiny-${cycle}`,
    promoted: true,
    refusals: [],
    golden: { all: { drawings: 200, lost: 5, gained: 15 }, focus: NOTHING },
    players: { drawings: 40, lost: 0, gained: 12 },
    given: { honest: { given: 50, believed: 40 } },
    ...change,
  };
}

function scenarioOf(change: Partial<ScenarioResult> = {}): ScenarioResult {
  return {
    scenario: 'honest',
    players: 70,
    trolls: 0,
    start: { all: 0.6, focus: 0.3 },
    end: { all: 0.65, focus: 0.45 },
    change: {
      all: { drawings: 200, lost: 5, gained: 15 },
      focus: { drawings: 80, lost: 14, gained: 2 },
    },
    cycles: [cycleOf(1)],
    ...change,
  };
}

async function page(...scenarios: ScenarioResult[]): Promise<string> {
  const result: SimulationResult = {
    world: 'scarce',
    description: 'A small world.',
    focus: { name: 'words that began with little', words: ['pig'] },
    scenarios,
  };
  return renderSimulationPage(result);
}

async function told(...scenarios: ScenarioResult[]): Promise<string> {
  return readable({ text: await page(...scenarios) });
}

describe('the page of a simulation', () => {
  it('says what world it was, and of how many golden drawings all figures are', async () => {
    const text = await told(scenarioOf());
    expect(text).toContain('A small world. Made-up players');
    expect(text).toContain('the same 200 drawings of the golden set');
    expect(await told()).toContain('the same 0 drawings');
  });

  it('loads nothing, and leaves no hole', async () => {
    const html = await page(scenarioOf(), scenarioOf({ scenario: 'trolls', trolls: 30, players: 100 }));
    expect(html).not.toMatch(/https?:|src="(?!data:)|url\((?!data:)/u);
    expect(html.replaceAll(/base64,[\w+/=]*/gu, '')).not.toMatch(/undefined|NaN|\[object/u);
  });

  it('tells trolls only where there are any', async () => {
    const honest = await told(scenarioOf());
    expect(honest).toContain('Honest players only 70 players; 1 of 1 challengers became champion.');
    expect(honest).not.toContain('trolls;');
    const trolls = await told(scenarioOf({ scenario: 'trolls', trolls: 30, players: 100 }));
    expect(trolls).toContain('Three in ten are trolls 100 players, 30 of them trolls;');
  });

  it('says what changed with its interval, and how rarely chance does that', async () => {
    const text = await told(scenarioOf());
    expect(text).toContain('All words: 60.0 % before, 65.0 % after; 15 of 200 drawings gained, 5 lost');
    expect(text).toContain('a change of +0.7 to +9.3 points (95 % interval)');
    expect(text).toContain('gain so many with p = 0.013, and lose so many with p = 0.987');
    // 14 lost of 16 is hardly chance, and a loss on both ends of the interval.
    expect(text).toContain(
      'Words that began with little: 30.0 % before, 45.0 % after; 2 of 80 drawings gained',
    );
    expect(text).toMatch(/a change of −\d+\.\d to −\d+\.\d points/u);
  });

  it('writes what chance hardly ever does as less than a thousandth', async () => {
    const all = { drawings: 200, lost: 0, gained: 30 };
    const text = await told(scenarioOf({ change: { all, focus: NOTHING } }));
    expect(text).toContain('gain so many with p &lt; 0.001');
  });

  it('says where the champion is the one that it was', async () => {
    const text = await told(scenarioOf({ change: { all: NOTHING, focus: NOTHING } }));
    expect(text).toContain('All words: 60.0 % before and after: the champion is the one that it was.');
    expect(text).not.toContain('95 % interval');
  });

  it('has a row a cycle, with why the gate refused', async () => {
    const refused = cycleOf(2, { promoted: false, refusals: ['golden', 'players'] });
    const html = await page(scenarioOf({ cycles: [cycleOf(1), refused] }));
    const text = readable({ text: html });
    expect(text).toContain('1 60.0 % 65.0 % 15 5 0.987 +12 −0 of 40 &lt; 0.001 promoted');
    expect(text).toContain('refused: golden, players');
    expect(text).toContain('1 of 2 challengers became champion');
    // Hollow dots: one for all words, one for the focus.
    expect(html.match(/class="challenger \w+ refused"/gu)).toHaveLength(2);
    expect(html).toMatch(/Cycle 2: 65.0\u00a0%,\s+refused: golden, players/u);
    expect(html).toMatch(/Cycle 1: 45.0\u00a0%,\s+promoted/u);
  });

  it('draws the champion’s line through a promoted challenger, and past a refused one', async () => {
    const heightsOf = async (promoted: boolean) => {
      const html = await page(scenarioOf({ cycles: [cycleOf(1, { promoted })] }));
      const [, d] = /class="curve main" d="([^"]+)"/u.exec(html)!;
      return [...d!.matchAll(/[ML]\S+ ([\d.]+)/gu)].map(([, y]) => Number(y));
    };
    const [before, after] = await heightsOf(true);
    expect(after).toBeLessThan(before!);
    const [same, still] = await heightsOf(false);
    expect(still).toBe(same);
  });

  it('names both lines where they end at the same height, one above the other', async () => {
    const heightsOf = async (all: number, focus: number) => {
      const cycles = [cycleOf(1, { challenger: { all, focus } })];
      const html = await page(scenarioOf({ cycles }));
      return ['main', 'focus'].map((css) =>
        Number(new RegExp(`class="label ${css}" x="\\S+" y="([\\d.]+)"`, 'u').exec(html)![1]),
      );
    };
    for (const [all, focus] of [
      [0.6, 0.6],
      [0.61, 0.6],
      [0.6, 0.61],
    ] as const) {
      const [main, beside] = await heightsOf(all, focus);
      expect(Math.abs(main! - beside!)).toBeGreaterThanOrEqual(21.9);
      if (all !== focus) expect(main! < beside!).toBe(all > focus);
    }
  });

  it('counts what was given and believed in the end, by who gave it', async () => {
    const given = {
      honest: { given: 1_500, believed: 1_200 },
      'wrong words': { given: 40, believed: 2 },
      flood: { given: 200, believed: 0 },
    };
    const text = await told(scenarioOf({ cycles: [cycleOf(1), cycleOf(2, { given })] }));
    expect(text).toContain('what was asked for 1,500 1,200 80.0 %');
    expect(text).toContain('real drawings of other words 40 2 5.0 %');
    expect(text).toContain('a flood of one word, by one player 200 0 0.0 %');
    expect(text).not.toContain('scribble');
  });
});
