import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqliteKeeper } from '../../server/keepers/sqlite.ts';
import { Store } from '../../server/doodles/store.ts';
import { stroke } from '../unit/rooms/house.ts';
import { Player } from './support/player.ts';
import { ServerProcess } from './support/server-process.ts';

const PRLIMIT = '/usr/bin/prlimit';
const run = promisify(execFile);

let dataDir: string;
let server: ServerProcess;
let ada: Player;

/** To a process that may write no byte to any file, every disk is full and every folder read-only. */
const letWrite = (bytes: number | 'unlimited') =>
  run(PRLIMIT, ['--pid', String(server.child.pid), `--fsize=${bytes}:unlimited`]);

/** One game of one round, in which a drawing is given. @returns the host's points when it is over */
async function playGame(): Promise<number> {
  ada.forget();
  await ada.ask('game:start', {});
  const { game } = await ada.hears('room:state', (state) => state.game.phase === 'drawing');
  const round = game.round!.id;
  await ada.draw({ round, sheet: ada.id, revision: 0, ops: [stroke(6)] });
  const { game: over } = await ada.hears('room:state', (state) => state.game.phase === 'final');
  return over.players.find(({ id }) => id === ada.id)!.score;
}

const complaintsOf = (what: RegExp) => server.complaints.filter((complaint) => what.test(complaint));

describe.skipIf(!existsSync(PRLIMIT))('when nothing can be written any more', () => {
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-full-'));
    server = await ServerProcess.start({ DATA_DIR: dataDir, ROUNDS: '1', DRAWING_SECONDS: '2' });
    ada = await Player.connect(server.url);
    await ada.ask('player:giving', { gives: true, pen: 'mouse' });
    await ada.create('Ada');
  });
  afterAll(async () => {
    ada.close();
    await server.stop();
    await rm(dataDir, { recursive: true });
  });

  it('games are played to their end, and the log says what is not saved, and why', async () => {
    await letWrite(0);
    expect(await playGame()).toBeGreaterThanOrEqual(0);
    expect(ada.isConnected).toBe(true);
    expect(ada.heard.some(({ event }) => event === 'drawing:kept')).toBe(false);
    for (const what of [/a doodle was not kept/, /rooms are not kept/]) {
      expect(complaintsOf(what)[0], String(what)).toMatch(/full|disk|I\/O/i);
    }
  });

  it('nothing half-written is left behind', async () => {
    const copy = await mkdtemp(path.join(tmpdir(), 'inkling-full-copy-'));
    await cp(dataDir, copy, { recursive: true });
    const store = await Store.open({ databaseUrl: undefined, dataDir: copy });
    for await (const doodle of store.doodles.all()) expect(doodle).toBeUndefined();
    await store.close();
    const keeper = new SqliteKeeper(copy);
    for (const { code } of keeper.load(Date.now())) expect(code).toMatch(/^[A-Z]{4}$/);
    await keeper.close();
    await rm(copy, { recursive: true });
  });

  it('and can be again, it is saved again, without a restart', async () => {
    await letWrite('unlimited');
    await playGame();
    await ada.hears('drawing:kept');
    expect(server.isAlive).toBe(true);
  });
});
