import { describe, expect, it } from 'vitest';
import { fileName } from '../../../client/replay/download.ts';
import { GifWriter, makeGif, momentsOf } from '../../../client/replay/gif.ts';
import { inkLines } from '../../../client/replay/ink-lines.ts';
import { svgFile } from '../../../client/replay/picture.ts';
import type { TimedStroke } from '../../../shared/drawing/index.ts';
import { readGif } from './read-gif.ts';

const LINE = { x: [100, 500], y: [200, 200], t: [0, 1_000] };
const DOT = { x: [700], y: [700], t: [1_500] };
const COLORS = { paper: '#ffffff', ink: '#102030' };

describe('ink as lines', () => {
  it('runs through the pen’s points, and a dot stays a dot', () => {
    const [line, dot] = inkLines([LINE, DOT]);
    expect(line!.points).toEqual([100, 200, 500, 200]);
    expect(line!.width).toBeGreaterThan(4);
    expect(dot!.points).toEqual([700, 700]);
    expect(inkLines([{ x: [], y: [], t: [] }])).toEqual([]);
  });
});

describe('an SVG file', () => {
  it('has a path a stroke, and lets no word be markup', () => {
    const svg = svgFile([LINE, DOT], '<script>"&"');
    expect(svg.match(/<path /g)).toHaveLength(2);
    expect(svg).toContain('d="M100 200L500 200"');
    expect(svg).toContain('d="M700 700h0"');
    expect(svg).not.toContain('<script');
    expect(svg).toContain('<title>&#60;script&#62;&#34;&#38;&#34;</title>');
  });
});

describe('an animated GIF', () => {
  it('has frames that each hold only what is new, and ends with the whole picture', () => {
    const writer = new GifWriter({ sidePixels: 2, ...COLORS });
    writer.add(new Uint8Array([0, 0, 0, 0]), 50);
    writer.add(new Uint8Array([255, 0, 0, 0]), 50);
    writer.add(new Uint8Array([255, 0, 0, 255]), 900);
    const gif = readGif(writer.finish());
    expect(gif).toMatchObject({ version: 'GIF89a', width: 2, height: 2, loops: 0 });
    expect(gif.frames.map(({ delayMs }) => delayMs)).toEqual([50, 50, 900]);
    expect(gif.frames.map(({ transparent }) => transparent !== null)).toEqual([false, true, true]);
    expect(gif.frames.every(({ dispose }) => dispose === 1)).toBe(true);
    expect(gif.palette[0]).toEqual([255, 255, 255]);
    expect(gif.palette[14]).toEqual([0x10, 0x20, 0x30]);
  });

  it('shows a long drawing quicker than life, a short one as it was, a dot at once', () => {
    const long: TimedStroke[] = [{ x: [0, 1], y: [0, 1], t: [0, 60_000] }];
    expect(momentsOf(long)).toHaveLength(101);
    expect(momentsOf(long).at(-1)).toBe(60_000);
    const short = momentsOf([{ x: [0, 1], y: [0, 1], t: [0, 600] }]);
    expect(short).toHaveLength(11);
    expect(short[1]).toBeCloseTo(60);
    expect(momentsOf([DOT])).toEqual([0, 0]);
  });

  it('is made of ever more ink, and lets the page breathe between frames', async () => {
    const seen: number[] = [];
    const shares: number[] = [];
    let rests = 0;
    const bytes = await makeGif([LINE], {
      sidePixels: 2,
      ...COLORS,
      render: (strokes) => {
        seen.push(strokes[0]?.x.at(-1) ?? 0);
        return new Uint8Array(4);
      },
      rest: () => {
        rests += 1;
        return Promise.resolve();
      },
      onProgress: (share) => shares.push(share),
    });
    expect(seen[0]).toBe(100);
    expect(seen.at(-1)).toBe(500);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
    expect(shares.at(-1)).toBe(1);
    expect(rests).toBe(seen.length);
    expect(readGif(bytes).frames).toHaveLength(seen.length);
  });
});

describe('a file’s name', () => {
  it('is the word, without what file systems do not take', () => {
    expect(fileName('school bus', 'gif')).toBe('school-bus.gif');
    expect(fileName('la tour Eiffel', 'png')).toBe('la-tour-Eiffel.png');
    expect(fileName('太陽', 'svg')).toBe('太陽.svg');
    expect(fileName('../a\\b:c\u0000?', 'png')).toBe('..abc.png');
    expect(fileName('//', 'png')).toBe('doodle.png');
  });
});
