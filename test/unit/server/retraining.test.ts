import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Retraining, startRetrain, type RetrainProcess } from '../../../server/retraining.ts';
import { FakeClock } from '../rooms/fake-clock.ts';

const HOUR_MS = 3_600_000;
/** For files to be written. */
const WAIT = { timeout: 30_000 };
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-retraining-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

interface Started {
  readonly end: (said: string) => void;
  readonly fail: (error: Error) => void;
  isKilled: boolean;
}

/** A server's day, with processes that end when the test says so. */
function day(clock = new FakeClock()) {
  const started: Started[] = [];
  const said: string[] = [];
  const failures: unknown[] = [];
  let isMyTurn = true;
  const start = (): RetrainProcess => {
    const ended = new Promise<string>((end, fail) => {
      started.push({ end, fail, isKilled: false });
    });
    const one = started.at(-1)!;
    return { ended, kill: () => (one.isKilled = true) };
  };
  const retraining = new Retraining({
    everyHours: 24,
    dataDir,
    clock,
    start,
    isMyTurn: () => Promise.resolve(isMyTurn),
    onEnd: (text) => said.push(text),
    onFailure: (error) => failures.push(error),
  });
  return {
    clock,
    retraining,
    started,
    said,
    failures,
    elect: (mine: boolean) => (isMyTurn = mine),
    /** Hours pass; files are written in real time. */
    pass: async (hours: number, processes: number) => {
      await clock.advance(hours * HOUR_MS);
      await expect.poll(() => started.length, WAIT).toBe(processes);
    },
    /** The next time is waited for. */
    rests: () => expect.poll(() => clock.pending, WAIT).toBe(1),
  };
}

describe('retraining on a schedule', () => {
  it('begins when it is due, one process at a time, and again after it', async () => {
    const { clock, retraining, started, said, pass, rests } = day();
    await retraining.begin();
    await pass(23, 0);
    await pass(1, 1);
    // It takes longer than the time until the next.
    await pass(30, 1);
    expect(clock.pending).toBe(0);
    started[0]!.end('promoted');
    await rests();
    expect(said).toEqual(['promoted']);
    await pass(1, 2);
  });

  it('counts from the last time, over restarts, and gives a server that was away a moment', async () => {
    const first = day();
    await first.retraining.begin();
    await first.clock.advance(20 * HOUR_MS);
    first.retraining.close();
    const second = day(first.clock);
    await second.retraining.begin();
    await second.pass(3, 0);
    second.retraining.close();
    await first.clock.advance(10 * HOUR_MS);
    const third = day(first.clock);
    await third.retraining.begin();
    expect(third.started).toEqual([]);
    await third.pass(1, 1);
    const noted = JSON.parse(await readFile(path.join(dataDir, 'retrained.json'), 'utf8')) as { at: string };
    expect(Date.parse(noted.at)).toBeGreaterThan(Date.UTC(2026, 0, 2));
  });

  it('goes on after a failure, and says what it was', async () => {
    const { retraining, started, failures, pass, rests } = day();
    await retraining.begin();
    await pass(24, 1);
    started[0]!.fail(new Error('no drawings'));
    await rests();
    expect(failures).toMatchObject([{ message: 'no drawings' }]);
    await pass(24, 2);
  });

  it('is done by whoever is elected', async () => {
    const { retraining, started, elect, rests, pass, clock } = day();
    elect(false);
    await retraining.begin();
    await clock.advance(24 * HOUR_MS);
    await rests();
    expect(started).toEqual([]);
    elect(true);
    await pass(24, 1);
  });

  it('ends with the server', async () => {
    const { clock, retraining, started, failures, pass } = day();
    await retraining.begin();
    await pass(24, 1);
    retraining.close();
    expect(started[0]!.isKilled).toBe(true);
    started[0]!.fail(new Error('killed'));
    await clock.advance(100 * HOUR_MS);
    expect([started.length, failures]).toEqual([1, []]);
  });

  it('is a process of its own, which knows where everything is, and whose complaint is told', async () => {
    const script = path.join(dataDir, 'server', 'commands', 'main.ts');
    await mkdir(path.dirname(script), { recursive: true });
    await writeFile(
      script,
      'const said: string = JSON.stringify([process.argv.slice(2), process.env["DATA_DIR"], process.cwd()]);\n' +
        'if (process.env["DATA_DIR"]?.endsWith("full")) console.log(said);\n' +
        'else throw new Error("no drawings");\n',
    );
    const full = path.join(dataDir, 'full');
    const said = JSON.parse(await startRetrain(dataDir, full, 0).ended) as unknown[];
    expect(said).toEqual([
      ['retrain', '--data', path.join(full, 'quickdraw')],
      full,
      await realpath(dataDir),
    ]);
    await expect(startRetrain(dataDir, path.join(dataDir, 'empty'), 0).ended).rejects.toThrow('no drawings');
  }, 300_000);

  it('says how it ended where it says nothing else', async () => {
    const script = path.join(dataDir, 'server', 'commands', 'main.ts');
    await mkdir(path.dirname(script), { recursive: true });
    await writeFile(
      script,
      'if (process.env["DATA_DIR"]?.endsWith("three")) process.exit(3);\nsetInterval(() => 0, 1e6);\n',
    );
    const three = startRetrain(dataDir, path.join(dataDir, 'three'), 0);
    await expect(three.ended).rejects.toThrow('retraining ended with 3');
    const long = startRetrain(dataDir, path.join(dataDir, 'long'), 0);
    const ended = expect(long.ended).rejects.toThrow('retraining ended with a signal');
    long.kill();
    await ended;
  });

  it.each(['{', '{"at":"some day"}', '{}'])(
    'counts from now where nobody can read when it was: %s',
    async (text) => {
      await writeFile(path.join(dataDir, 'retrained.json'), text);
      const { retraining, pass } = day();
      await retraining.begin();
      await pass(23, 0);
      await pass(1, 1);
    },
  );

  it('does not begin where the server ends while it is found out whose turn it is', async () => {
    const clock = new FakeClock();
    const failures: unknown[] = [];
    let elect: (mine: boolean) => void = () => undefined;
    const retraining = new Retraining({
      everyHours: 24,
      dataDir,
      clock,
      start: () => {
        throw new Error('begun');
      },
      isMyTurn: () => new Promise((resolve) => (elect = resolve)),
      onEnd: () => undefined,
      onFailure: (error) => failures.push(error),
    });
    await retraining.begin();
    const file = () => readFile(path.join(dataDir, 'retrained.json'), 'utf8');
    const before = await file();
    await clock.advance(24 * HOUR_MS);
    retraining.close();
    elect(true);
    await expect.poll(file, WAIT).not.toBe(before);
    await clock.advance(100 * HOUR_MS);
    expect([failures, clock.pending]).toEqual([[], 0]);
  });
});
