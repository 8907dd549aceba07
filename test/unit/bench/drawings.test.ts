import { mkdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { rehearse } from '../../../server/commands/bench/play/drawings.ts';
import { writeNdjson } from '../../../server/training/data/index.ts';
import { DOODLES } from '../../../shared/doodles/index.ts';
import { scratchFolder } from '../data/files.ts';

const inFile = scratchFolder();

describe('what a crowd draws', () => {
  it('is the same for the same seed, and of the doodles of the project', async () => {
    const one = await rehearse(null, 'one');
    expect(await rehearse(null, 'one')).toEqual(one);
    expect(await rehearse(null, 'another')).not.toEqual(one);
    for (const { word, strokes, durationMs } of one) {
      expect(DOODLES).toHaveProperty(word);
      expect(strokes.at(-1)!.t.at(-1)).toBe(durationMs);
    }
  });

  it('may be of the data set: of each word that is there', async () => {
    const record = { recognized: null, countrycode: null, timestamp: null, keyId: null };
    const drawing = [{ x: [0, 255], y: [0, 255] }];
    await mkdir(inFile('data/simplified'), { recursive: true });
    for (const word of ['sun', 'cup']) {
      await writeNdjson(
        inFile(`data/simplified/${word}.ndjson`),
        Array.from({ length: 200 }, () => ({ ...record, word, drawing })),
      );
    }
    const words = (await rehearse(inFile('data'), 'one')).map(({ word }) => word);
    expect([...new Set(words)].sort()).toEqual(['cup', 'sun']);
  });

  it('cannot be of a folder without drawings', async () => {
    await expect(rehearse(inFile('none'), 'one')).rejects.toThrow(/There are no drawings in .*none/u);
  });
});
