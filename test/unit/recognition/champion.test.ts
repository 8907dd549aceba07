import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Champion, RETIREMENT_MS } from '../../../server/recognition/champion.ts';
import { promote, readChampion, rollBack } from '../../../server/recognition/champion-file.ts';
import { FakeClock } from '../rooms/fake-clock.ts';
import { stubRecogniser } from '../rooms/stub-recogniser.ts';

const WORDS = ['sun', 'cloud'];
const DRAWING = [{ x: [0, 5], y: [0, 5] }];

/** A champion among versions that know these words, and what became of them. */
function openChampion(versions: Readonly<Record<string, readonly string[]>>) {
  const clock = new FakeClock();
  const closed: string[] = [];
  const failed: string[] = [];
  const changes: string[] = [];
  let wanted: string | null = 'first';
  const make = (version: string) => {
    const words = versions[version];
    if (!words) throw new Error('no such version');
    return {
      ...stubRecogniser(words),
      modelVersion: version,
      close: () => {
        closed.push(version);
        return Promise.resolve();
      },
    };
  };
  const champion = new Champion(make('first'), {
    wanted: () => Promise.resolve(wanted),
    // eslint-disable-next-line @typescript-eslint/require-await -- what it throws has to reject
    start: async (version) => make(version),
    after: (delayMs, action) => clock.after(delayMs, action),
    onChange: (from, to) => changes.push(`${from} -> ${to}`),
    onFailure: (version) => failed.push(version),
  });
  return {
    champion,
    clock,
    closed,
    failed,
    changes,
    want: async (version: string | null) => {
      wanted = version;
      await champion.look();
    },
  };
}

describe('the champion', () => {
  it('changes between two guesses, and lets rounds end with what they began with', async () => {
    const { champion, clock, closed, changes, want } = openChampion({ first: WORDS, second: WORDS });
    const round = champion.current();
    const guess = champion.guess(DRAWING, WORDS);
    await want('second');
    await expect(guess).resolves.toBeDefined();
    expect(changes).toEqual(['first -> second']);
    expect([champion.modelVersion, champion.current().modelVersion]).toEqual(['second', 'second']);
    expect(round.modelVersion).toBe('first');
    await clock.advance(RETIREMENT_MS - 1);
    await expect(round.guess(DRAWING, WORDS)).resolves.toBeDefined();
    expect(closed).toEqual([]);
    await clock.advance(1);
    expect(closed).toEqual(['first']);
  });

  it('stays where it is while nobody can say who is wanted, or it is wanted already', async () => {
    const { champion, changes, want } = openChampion({ first: WORDS });
    await want(null);
    await want('first');
    expect([champion.modelVersion, changes]).toEqual(['first', []]);
  });

  it('goes on where the wanted one cannot guess or knows fewer words, and tries that one once only', async () => {
    const { champion, closed, failed, want } = openChampion({ first: WORDS, less: ['sun'], good: WORDS });
    await want('missing');
    await want('missing');
    await want('less');
    expect(failed).toEqual(['missing', 'less']);
    expect(closed).toEqual(['less']);
    expect(champion.modelVersion).toBe('first');
    await want('good');
    expect(champion.modelVersion).toBe('good');
  });

  it('closes every version that it started', async () => {
    const { champion, closed, want } = openChampion({ first: WORDS, second: WORDS });
    await want('second');
    await champion.close();
    expect(closed.sort()).toEqual(['first', 'second']);
    await want('first');
    expect(champion.modelVersion).toBe('second');
  });
});

describe('the champion file', () => {
  it('remembers who was champion, for going back', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'inkling-champion-'));
    await writeFile(path.join(folder, 'champion.json'), '{ "version": "a" }');
    expect(await rollBack(folder)).toBeNull();
    await promote(folder, 'b');
    await promote(folder, 'b');
    await promote(folder, 'c');
    expect(await readChampion(folder)).toEqual({ version: 'c', before: ['b', 'a'] });
    expect(await rollBack(folder)).toBe('b');
    expect(await rollBack(folder)).toBe('a');
    expect(await readChampion(folder)).toEqual({ version: 'a', before: [] });
    await writeFile(path.join(folder, 'champion.json'), '{}');
    await expect(readChampion(folder)).rejects.toMatchObject({ code: 'damaged' });
    await rm(folder, { recursive: true });
  });
});
