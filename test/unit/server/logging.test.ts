import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const LOGGING = new URL('../../../server/logging.ts', import.meta.url).href;

/** What a process of its own logs, and what hears of its errors is told. */
function logged(logFormat: string): { lines: string[]; told: string[] } {
  const program = `
    const { createLogger } = await import(${JSON.stringify(LOGGING)});
    const told = [];
    const log = createLogger({ logLevel: 'info', logFormat: ${JSON.stringify(logFormat)} }, (text) => told.push(text));
    log.debug('hidden');
    log.info({ port: 3000 }, 'listening');
    log.error({ err: new Error('disk full') }, 'a game was not kept');
    log.error({ code: 7 }, 'odd');
    log.error({ err: new Error('alone') });
    log.fatal('ends');
    createLogger({ logLevel: 'info', logFormat: 'json' }).error('nobody listens');
    console.error(JSON.stringify(told));`;
  const args = ['--import', import.meta.resolve('tsx'), '--input-type=module', '--eval', program];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { lines: stdout.trim().split('\n'), told: JSON.parse(stderr) as string[] };
}

it.each([
  ['json', /^\{"level":30,.*"port":3000,"msg":"listening"\}$/u],
  // Nobody looks on.
  ['auto', /^\{"level":30,.*"port":3000,"msg":"listening"\}$/u],
  ['pretty', /\d\d:\d\d:\d\d.* INFO.*listening/u],
])('a log of the form %s tells whoever wants to know of errors, in one sentence each', (format, line) => {
  const { lines, told } = logged(format);
  expect(lines).toContainEqual(expect.stringMatching(line));
  expect(told).toEqual(['a game was not kept: disk full', 'odd', 'error: alone', 'ends']);
});
