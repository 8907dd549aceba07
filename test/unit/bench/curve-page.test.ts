import { describe, expect, it } from 'vitest';
import { linearAxis } from '../../../server/commands/bench/curves/axis.ts';
import { figuresOf } from '../../../server/commands/bench/curves/figures.ts';
import { renderCurvesPage } from '../../../server/commands/bench/curves/page.ts';
import { PANEL, panelContent, type Panel } from '../../../server/commands/bench/curves/panel.ts';
import { fullSizes } from '../../../server/commands/bench/curves/sizes.ts';
import { svgFile } from '../../../server/commands/bench/curves/svg-file.ts';
import { madeUpPoints } from './made-up-curves.ts';

const SIZES = fullSizes(2);
const NOTHING = { players: [], rooms: [], words: [], drawings: [] };
const NOT_DRAWN = /NaN|Infinity|undefined/u;

const countOf = (text: string, part: RegExp) => [...text.matchAll(part)].length;

describe('the page of cost curves', () => {
  it('has each curve with its dots, its sentence and its table', async () => {
    const figures = figuresOf(SIZES, madeUpPoints());
    const page = await renderCurvesPage(figures, '2 cores of Abacus');
    expect(figures.map(({ name }) => name)).toEqual(['players', 'rooms', 'words', 'drawings']);
    // Three lines and one of eight players' numbers, two of six rooms' numbers, two of six words', and all drawings.
    expect(countOf(page, /<circle class="dot/gu)).toBe(4 * 8 + 2 * 6 + 2 * 6 + 9);
    expect(countOf(page, /<th scope="row">/gu)).toBe(8 + 6 + 6 + 9);
    for (const { bend } of figures) expect(page).toContain(bend.replaceAll("'", '&#39;'));
    expect(page).toContain('Measured on 2 cores of Abacus.');
    expect(page).not.toMatch(NOT_DRAWN);
    // It is opened from a disk, perhaps years later.
    expect(page).not.toMatch(/<script|<link|src=/u);
  });

  it('leaves out curves without points, and points that were not asked for', () => {
    const { rooms } = madeUpPoints();
    const [figure, ...others] = figuresOf(SIZES, {
      ...NOTHING,
      rooms: [...rooms, { ...rooms[0]!, rooms: 7 }],
    });
    expect(others).toEqual([]);
    expect(figure!.table.rows).toHaveLength(rooms.length);
  });

  it('stands where nothing could be measured', async () => {
    const silent = madeUpPoints().players.map((point) => {
      return { ...point, serverCores: null, p50Ms: null, p99Ms: null, lagP99Ms: null, crowdLagP99Ms: null };
    });
    const figures = figuresOf(SIZES, { ...NOTHING, players: silent });
    const page = await renderCurvesPage(figures, 'Abacus');
    expect(page).not.toMatch(NOT_DRAWN);
    expect(page).not.toContain('<circle');
    expect(page).toContain('<td>-</td>');
  });
});

describe('a chart of measured points', () => {
  const panel: Panel = {
    title: 'Memory',
    xName: 'rooms',
    x: linearAxis([10]),
    y: linearAxis([100]),
    lines: [
      {
        css: 'main',
        name: 'all',
        points: [
          [0, 0],
          [10, 100],
        ],
      },
      { css: 'second', name: 'half', points: [[10, 100]] },
      { css: 'third', name: 'nothing', points: [] },
    ],
  };

  it('has dots where the values are on its axes', () => {
    const dots = [...panelContent(panel).text.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/gu)];
    const [left, right] = [PANEL.left, PANEL.width - PANEL.right];
    expect(dots.map(([, x, y]) => [Number(x), Number(y)])).toEqual([
      [left, PANEL.height - PANEL.bottom],
      [right, PANEL.top],
      [right, PANEL.top],
    ]);
  });

  it('names its lines one below the other where they end at one place', () => {
    const { text } = panelContent(panel);
    const names = [...text.matchAll(/class="label (\w+)" x="[\d.]+" y="([\d.]+)"/gu)];
    expect(names.map(([, css]) => css)).toEqual(['main', 'second']);
    expect(Number(names[1]![2]) - Number(names[0]![2])).toBeGreaterThanOrEqual(20);
  });

  it('shows a limit where there is one', () => {
    expect(panelContent(panel).text).not.toContain('class="limit"');
    expect(panelContent({ ...panel, limit: { at: 50, name: '50 MB' } }).text).toMatch(
      /class="limit"[^>]*>\s*<text[^>]*>50 MB</u,
    );
  });

  it('is a file of its own with its own paper, below others', () => {
    const file = svgFile([panel, panel], 'Memory & more');
    expect(file).toMatch(/^<svg\s+xmlns="http:\/\/www.w3.org\/2000\/svg"/u);
    expect(file).toContain('aria-label="Memory &amp; more"');
    expect(file).toContain('<rect class="paper" width="1060"');
    expect(countOf(file, /class="title"/gu)).toBe(2);
    // Nobody else has styles for it.
    expect(file).not.toMatch(/var\(--/u);
    for (const [, name] of file.matchAll(/class="(\w+)/gu))
      expect(file).toMatch(new RegExp(`\\.${name}\\b[^}]*\\{`, 'u'));
  });
});
