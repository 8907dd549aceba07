import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { datasetCommand } from '../../server/commands/dataset.ts';
import { encodeNdjson, readDrawings } from '../../server/training/data/index.ts';
import { startBucket } from './dataset-bucket.ts';
import type { Bucket } from './dataset-bucket.ts';

let bucket: Bucket;
let dir: string;

beforeAll(async () => {
  bucket = await startBucket();
  for (const word of ['cat', 'alarm clock']) {
    const line = encodeNdjson({
      word,
      countrycode: null,
      timestamp: null,
      recognized: null,
      keyId: null,
      drawing: [{ x: [1, 2], y: [3, 4] }],
    });
    bucket.files.set(`full/simplified/${word}.ndjson`, Buffer.from(line.repeat(1_200)));
  }
  bucket.files.set(
    'sketchrnn/cat.npz',
    await readFile(join(import.meta.dirname, '../fixtures/data/python3.npz')),
  );
});
afterAll(() => bucket.close());
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'inkling-dataset-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** Runs the command; gives what it wrote and how it failed. */
async function run(...args: string[]): Promise<{ out: string; err: string; code: string | null }> {
  let out = '';
  let err = '';
  const log = vi.spyOn(console, 'log').mockImplementation((text: string) => void (out += `${text}\n`));
  const warn = vi.spyOn(console, 'error').mockImplementation((text: string) => void (err += `${text}\n`));
  const progress = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
  const command = datasetCommand();
  for (const part of [command, ...command.commands]) {
    part
      .exitOverride()
      .configureOutput({ writeOut: (text) => (out += text), writeErr: (text) => (err += text) });
  }
  try {
    await command.parseAsync([...args, '--data', dir], { from: 'user' });
    return { out, err, code: null };
  } catch (error) {
    return { out, err, code: error instanceof Error && 'code' in error ? String(error.code) : String(error) };
  } finally {
    for (const spy of [log, warn, progress]) spy.mockRestore();
  }
}

const download = (...args: string[]) => run('download', ...args, '--base-url', `${bucket.url}/`);

describe('inkling dataset', () => {
  it('downloads words and lists them', async () => {
    const fetched = await download('--words', 'Cat, alarm clock', '--per-word', '1000');
    expect(fetched).toMatchObject({ code: null });
    expect(fetched.out).toMatch(/^2 fetched, 0 already there, 0 failed/u);
    expect(fetched.err).toMatch(/Fetching simplified: 2 words in 0:0\d/u);
    let last = 0;
    for await (const { row } of readDrawings(join(dir, 'simplified/alarm clock.ndjson'))) last = row;
    expect(last).toBe(1_000);

    expect((await download('--words', 'cat', '--per-word', '1000')).out).toMatch(
      /^0 fetched, 1 already there/u,
    );
    const { out } = await run('list');
    expect(out).toMatch(/^word +simplified +total +size\n-/u);
    expect(out).toMatch(/\nalarm clock +1,000 +1,000 +\d+ KB\n/u);
    expect(out).toMatch(/\n2 words +2,000 +2,000 +\d+ KB\n/u);
  });

  it('fetches sketch-rnn files whole and says so', async () => {
    const { err, code } = await download('--words', 'cat', '--format', 'sketchrnn', '--per-word', '2');
    expect(code).toBeNull();
    expect(err).toMatch(/cannot be cut/u);
    expect(await readdir(join(dir, 'sketchrnn'))).toEqual(['cat.npz']);
  });

  it('fetches the other words when one is missing, and fails with its name and address', async () => {
    const { out, err, code } = await download('--words', 'zebra,cat');
    expect(code).toBe('commander.error');
    expect(out).toMatch(/1 fetched, 0 already there, 1 failed/u);
    expect(err).toContain(`error: There is no "zebra" at ${bucket.url}/full/simplified/zebra.ndjson (404)`);
    expect(await readdir(join(dir, 'simplified'))).toEqual(['cat.ndjson']);
  });

  it.each([
    [['--words', 'alarm clok'], /Did you mean "alarm clock"\?/u],
    [['--words', ','], /Give words/u],
    [['--words', 'cat', '--per-word', '0'], /at least 1/u],
    [['--words', 'cat', '--per-word', '1.5'], /whole number/u],
    [['--words', 'cat', '--format', 'jpeg'], /Allowed choices are simplified, raw/u],
    [['--words', 'cat', '--full'], /--full is for --format sketchrnn only/u],
    [['--words', 'cat', '--base-url', 'ftp://host'], /http or https/u],
    [[], /--words <words>' not specified/u],
  ])('refuses %j', async (args, message) => {
    const { err, code } = await run('download', ...args);
    expect(code).toMatch(/^commander\./u);
    expect(err).toMatch(message);
  });

  it('says how to get data where there are none', async () => {
    expect((await run('list')).out).toContain('npm run inkling -- dataset download --words all');
  });
});
