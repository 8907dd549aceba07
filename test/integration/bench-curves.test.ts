import { readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { curvesCommand } from '../../server/commands/bench/curves-command.ts';
import { CURVE_NAMES } from '../../server/commands/bench/curves/points.ts';
import { runCommand } from '../unit/commands/run-command.ts';
import { scratchFolder } from '../unit/data/files.ts';

interface Kept {
  readonly points: Readonly<Record<string, Record<string, number>[]>>;
}

const inFile = scratchFolder();
const run = async (...args: string[]) =>
  runCommand(
    curvesCommand(),
    ...['--small', '--report', inFile('out/curves.html'), '--results', inFile('results.json')],
    ...args,
  );
const kept = async () => JSON.parse(await readFile(inFile('results.json'), 'utf8')) as Kept;

it('inkling bench curves measures all curves, draws them, and goes on with what is missing', async () => {
  const { out } = await run('--svg', inFile('svg'));
  const { points } = await kept();
  expect(points['players']).toMatchObject([{ players: 8, seconds: 2 }]);
  expect(points['rooms']).toMatchObject([{ rooms: 0 }, { rooms: 2 }]);
  expect(points['words']).toMatchObject([{ words: 10, pictures: 256 }]);
  expect(points['drawings']).toMatchObject([{ recipe: 'seed', drawings: 256 }]);
  for (const { connectedMegabytes, seatedMegabytes } of points['rooms']!) {
    expect(connectedMegabytes).toBeGreaterThan(1);
    expect(seatedMegabytes).toBeGreaterThan(1);
  }
  expect(points['words']![0]!['epochSeconds']).toBeGreaterThan(0);
  expect(points['words']![0]!['guessMs']).toBeGreaterThan(0);
  expect(points['drawings']![0]!['epochSeconds']).toBeGreaterThan(0);
  expect(out.match(/^(Players|Rooms|Words|Drawings): \S/gmu)).toHaveLength(CURVE_NAMES.length);

  const page = await readFile(inFile('out/curves.html'), 'utf8');
  for (const name of CURVE_NAMES) {
    expect(page).toContain(`<section id="${name}">`);
    const svg = await readFile(inFile(`svg/${name}.svg`), 'utf8');
    expect(svg).toContain('class="paper"');
    expect(svg).not.toMatch(/NaN|Infinity|undefined/u);
  }
  expect(page).not.toMatch(/NaN|Infinity|undefined/u);

  // As if it had been stopped before the drawings, long ago.
  const marked = {
    ...points,
    drawings: [],
    words: points['words']!.map((one) => ({ ...one, guessMs: 123 })),
  };
  await writeFile(inFile('results.json'), JSON.stringify({ ...(await kept()), points: marked }));
  await run();
  const again = (await kept()).points;
  expect(again).toEqual({ ...marked, drawings: [expect.objectContaining({ drawings: 256 })] });

  await run('--only', 'words', '--fresh');
  const fresh = (await kept()).points;
  expect(fresh['words']![0]!['guessMs']).not.toBe(123);
  expect(fresh['players']).toEqual(again['players']);
});

it('inkling bench curves refuses a curve that there is not', async () => {
  await expect(run('--only', 'players,time')).rejects.toThrow(
    /Give some of players, rooms, words, drawings/u,
  );
});
