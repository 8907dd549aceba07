import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { startServer, type InklingServer, type Parts } from '../../server/main.ts';
import { stubRecogniser } from '../unit/rooms/stub-recogniser.ts';
import { freePort } from './support/free-port.ts';
import { Player } from './support/player.ts';
import { TEMPLATES, writeTemplateModel } from './support/template-model.ts';

const REPOSITORY = path.join(import.meta.dirname, '..', '..');

let folder: string;
let model: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'inkling-process-'));
  model = path.join(folder, 'templates');
  await writeTemplateModel(model, TEMPLATES);
});
afterAll(() => rm(folder, { recursive: true }));

interface Run {
  readonly child: ChildProcess;
  /** Everything said so far. */
  readonly output: { out: string; error: string };
  /** The exit code, or the signal that ended it. */
  readonly exit: Promise<number | string | null>;
}

/** The server as a process of its own, as `npm start` runs it. */
function run(environment: Record<string, string>): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: REPOSITORY,
    env: { ...process.env, DATA_DIR: path.join(folder, 'data'), MODEL: model, ROUNDS: '2', ...environment },
  });
  const output = { out: '', error: '' };
  child.stdout.on('data', (text: Buffer) => (output.out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (output.error += text.toString()));
  const exit = new Promise<number | string | null>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal)),
  );
  return { child, output, exit };
}

/** The port, once the server says where it listens. */
async function portOf({ output, child }: Run): Promise<number> {
  for (;;) {
    const [, port] = /localhost:(\d+)/.exec(output.out) ?? [];
    if (port !== undefined && output.out.includes('Model')) return Number(port);
    if (child.exitCode !== null) throw new Error(output.error);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('the server as a process', () => {
  it('says where it is and who guesses, and on SIGTERM says goodbye and ends well', async () => {
    const server = run({ PORT: '0' });
    const port = await portOf(server);
    expect(server.output.out).toMatch(/Engine +WebAssembly/);
    expect(server.output.out).toMatch(/Model +Templates \(templates\): 4 words, 100 % right/);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(await ready.json()).toEqual({ ready: true, reasons: [], degraded: [] });

    const player = await Player.connect(`http://127.0.0.1:${port}`);
    await player.create('Ada');
    server.child.kill('SIGTERM');
    // A terminal and npm may each pass the same Ctrl-C on.
    server.child.kill('SIGINT');
    expect(await player.hears('room:closed')).toEqual({ reason: 'server-stopping' });
    expect(await server.exit).toBe(0);
    expect(server.output.error).toBe('');
    player.close();
  });

  it.each([
    [{ PORT: 'eighty' }, 'PORT is "eighty"; allowed: a whole number from 0'],
    [{ REDIS_URL: 'redis://127.0.0.1:1' }, 'The Redis at REDIS_URL cannot be used'],
    [{ HOST: '192.0.2.200' }, 'HOST is "192.0.2.200", which is not an address of this machine'],
  ] as [Record<string, string>, string][])('does not start with %o', async (environment, sentence) => {
    const server = run({ PORT: '0', ...environment });
    expect(await server.exit).toBe(1);
    expect(server.output.error).toContain(sentence);
    expect(server.output.error.trim().split('\n')).toHaveLength(1);
  });

  it('does not start on a port that is taken', async () => {
    const port = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '0.0.0.0', resolve));
    const server = run({ PORT: String(port) });
    expect(await server.exit).toBe(1);
    expect(server.output.error).toContain(`PORT is ${port}, but another program listens there`);
    other.close();
  });
});

describe('a server', () => {
  it.each([
    [{ WORDS: 'sun, line' }, 'WORDS has "line", which the model stub does not know'],
    [{ ROUNDS: '9' }, 'ROUNDS is 9, but there are only 2 words'],
  ] as [Record<string, string>, string][])('is not built with %o', async (environment, sentence) => {
    await expect(build(environment, { recogniser: stubRecogniser(['sun', 'cloud']) })).rejects.toThrow(
      sentence,
    );
  });

  it('is not built with a model that is not there', async () => {
    await expect(build({ MODEL: 'no-such-model' }, {})).rejects.toThrow('no-such-model/card.json is missing');
  });
});

async function build(environment: Record<string, string>, parts: Partial<Parts>): Promise<InklingServer> {
  const config = readConfig({ PORT: '0', DATA_DIR: path.join(folder, 'data'), ...environment });
  return startServer(config, { log: pino({ level: 'silent' }), ...parts });
}
