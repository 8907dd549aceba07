import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Judged } from '../../../server/training/evaluation/evaluate.ts';
import { Album } from '../../../server/training/evaluation/report/album.ts';
import { spread } from '../../../server/training/evaluation/report/chart.ts';
import { strokesOf } from '../../../server/training/evaluation/report/doodle.ts';
import { html, percent } from '../../../server/training/evaluation/report/markup.ts';
import { inkPng } from '../../../server/training/evaluation/report/png.ts';
import { project } from '../../../server/training/evaluation/report/projection.ts';
import { createRandom } from '../../../server/training/random.ts';

const DRAWING = [{ x: [0, 10], y: [0, 20] }];

function judged(label: number, guess: number, confidence: number): Judged {
  return { label, guess, confidence, drawing: DRAWING, picture: new Uint8Array(784), recognized: null };
}

describe('markup', () => {
  it('escapes what comes from outside, and only that', () => {
    const inner = html`<b>${'<script>&"'}</b>`;
    expect(html`<p title="${"a'b"}">${[inner, null]} ${1 / 3}</p>`.text).toBe(
      '<p title="a&#39;b"><b>&lt;script&gt;&amp;&quot;</b> 0.3</p>',
    );
  });

  it('writes shares as percentages that do not break', () => {
    expect(percent(0.6457)).toBe('64.6\u00a0%');
  });
});

describe('pictures', () => {
  it('keep the ink as opacity, 4 bits a pixel', () => {
    const file = Buffer.from(inkPng(Uint8Array.of(0, 255, 128, 15, 16, 240), 3, 2).split(',')[1]!, 'base64');
    expect(file.subarray(1, 4).toString()).toBe('PNG');
    expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([3, 2]);
    const at = file.indexOf('IDAT');
    const rows = inflateSync(file.subarray(at + 4, at + 4 + file.readUInt32BE(at - 4)));
    expect([...rows]).toEqual([0, 0x0f, 0x80, 0, 0x01, 0xf0]);
  });

  it('draw strokes as relative steps, a lone point as a dot', () => {
    const drawing = [...DRAWING, { x: [5, 4, 9], y: [5, 3, 3] }, { x: [7], y: [8] }];
    expect(strokesOf(drawing, drawing).text).toContain('d="M0 0l10 20M5 5l-1-2 5 0M7 8h0"');
  });
});

describe('labels', () => {
  it('stay where they belong if there is room, and keep their order if not', () => {
    expect(spread([50, 10, 90], 20)).toEqual([50, 10, 90]);
    expect(spread([12, 10, 11], 20)).toEqual([50, 10, 30]);
  });
});

describe('the album', () => {
  it('keeps few drawings of each word, however many there are', () => {
    const album = new Album(2);
    for (let i = 0; i < 1_000; i++) album.add(judged(0, i % 2, i / 1_000));
    expect(album.points).toHaveLength(200);
    expect(album.samples(0)).toHaveLength(14);
    expect(album.samples(1)).toHaveLength(0);
    expect(album.best.map(({ confidence }) => confidence)).toEqual([0.998, 0.996]);
    expect(album.worst.map(({ confidence }) => confidence)).toEqual([0.999, 0.997]);
    expect(album.confused(0, 1)).toHaveLength(4);
    expect(album.confused(1, 0)).toHaveLength(0);
  });
});

describe('projection', () => {
  it('keeps apart what is apart, and is the same each time', () => {
    const random = createRandom('clouds');
    const rows = Array.from({ length: 40 }, (_, i) => [i < 20 ? 10 : 0, random(), random(), random()]);
    const { pca, explained, umap } = project(rows, 'seed');
    const sides = pca.map(([x]) => Math.sign(x));
    expect(new Set(sides.slice(0, 20)).size).toBe(1);
    expect(sides[0]).toBe(-sides[39]!);
    expect(explained[0]).toBeGreaterThan(0.9);
    expect(umap).toHaveLength(40);
    expect(project(rows, 'seed').umap).toEqual(umap);
  });

  it('makes no map of neighbourhoods of a handful', () => {
    expect(
      project(
        [
          [0, 1],
          [1, 0],
          [2, 2],
        ],
        'seed',
      ).umap,
    ).toBeNull();
  });
});
