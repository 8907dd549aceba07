import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fill, type Curve } from '../../../server/commands/bench/curves/fill.ts';
import { answersTo } from '../../../server/commands/bench/curves/points.ts';
import { Results, thisMachine } from '../../../server/commands/bench/curves/results.ts';
import { fullSizes, smallSizes } from '../../../server/commands/bench/curves/sizes.ts';
import { scratchFolder } from '../data/files.ts';
import { madeUpPoints } from './made-up-curves.ts';

const inFile = scratchFolder();
const HERE = { processor: 'Abacus', cores: 2, node: 'v20.0.0' };
const [point, another] = madeUpPoints().rooms;

describe('results of a bench', () => {
  it('are in the file as soon as they are there, and there again for who goes on', async () => {
    const file = inFile('deep/results.json');
    const results = await Results.open(file, HERE, []);
    await results.add('rooms', point!);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ points: { rooms: [point], words: [] } });
    await results.add('rooms', another!);
    expect((await Results.open(file, HERE, [])).points.rooms).toEqual([point, another]);
  });

  it('of curves that are wanted fresh do not count', async () => {
    const file = inFile('fresh.json');
    const results = await Results.open(file, HERE, []);
    await results.add('rooms', point!);
    await results.add('words', madeUpPoints().words[0]!);
    const { points } = await Results.open(file, HERE, ['rooms']);
    expect([points.rooms.length, points.words.length]).toEqual([0, 1]);
  });

  it('of another machine make no curve with those of this one, but may be replaced', async () => {
    const file = inFile('elsewhere.json');
    await (await Results.open(file, { ...HERE, cores: 64 }, [])).add('rooms', point!);
    await expect(Results.open(file, HERE, ['words'])).rejects.toThrow(
      /measured on 64 cores of Abacus, Node 20\.0\.0, this is 2 cores .*: begin anew with --fresh/u,
    );
    expect((await Results.open(file, HERE, ['rooms'])).points.rooms).toEqual([]);
  });

  it.each(['{', '{"points":{}}'])('are not read from a file with %s', async (text) => {
    await writeFile(inFile('other.json'), text);
    await expect(Results.open(inFile('other.json'), HERE, [])).rejects.toThrow(
      /has no results of this bench/u,
    );
  });

  it('say on what machine they were measured', () => {
    expect(thisMachine()).toMatchObject({ node: process.version, cores: expect.any(Number) as number });
  });
});

describe('a curve', () => {
  const curveOf = (asked: number[], measured: number[]): Curve<{ rooms: number }, typeof point & object> => ({
    label: 'Rooms',
    unit: 'rooms',
    asked: asked.map((rooms) => ({ rooms })),
    workOf: ({ rooms }) => rooms,
    measure: ({ rooms }, onWork) => {
      measured.push(rooms);
      onWork(rooms);
      return Promise.resolve({ ...point!, rooms });
    },
  });

  it('is measured where points are missing, one after the other', async () => {
    const measured: number[] = [];
    const added: number[] = [];
    await fill(curveOf([1, 2, 3], measured), [{ ...point!, rooms: 2 }], ({ rooms }) => {
      // Each is kept before the next one is begun.
      expect(measured.at(-1)).toBe(rooms);
      added.push(rooms);
      return Promise.resolve();
    });
    expect([measured, added]).toEqual([
      [1, 3],
      [1, 3],
    ]);
  });

  it('that is complete is left alone', async () => {
    const measured: number[] = [];
    await fill(curveOf([1], measured), [{ ...point!, rooms: 1 }], () => Promise.reject(new Error('added')));
    expect(measured).toEqual([]);
  });

  it('has the points that were asked for just so, in that order', () => {
    const known = madeUpPoints().players;
    const asked = [
      { players: 32, seconds: 12 },
      { players: 8, seconds: 2 },
      { players: 8, seconds: 12 },
    ];
    expect(answersTo(asked, known).map(({ players }) => players)).toEqual([32, 8]);
  });
});

describe('the sizes of a bench', () => {
  it('are each asked for once', () => {
    for (const sizes of [fullSizes(2), smallSizes()]) {
      for (const asked of Object.values(sizes) as object[][]) {
        expect(new Set(asked.map((one) => JSON.stringify(one))).size).toBe(asked.length);
      }
    }
  });

  it('have a copy of the network for each core, unless they are small', () => {
    expect(fullSizes(7).words[0]!.copies).toBe(7);
    expect(smallSizes().words[0]!.copies).toBe(1);
  });
});
