import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Client } from 'pg';
import { DatabaseError } from '../../server/doodles/database.ts';
import { Store } from '../../server/doodles/store.ts';
import { RELIABILITY_BINS } from '../../shared/protocol/index.ts';
import { keepsWhatPeopleShare } from './after-game-store.ts';
import { freePort } from './support/free-port.ts';
import { openPostgres, POSTGRES_BIN } from './support/postgres.ts';

/** Made by the first version of the store, with two games. */
const FIRST_VERSION = path.join(import.meta.dirname, '..', 'fixtures', 'store', 'first-version.sqlite');

const GAME = {
  startedAt: Date.UTC(2026, 0, 1, 12, 0),
  endedAt: Date.UTC(2026, 0, 1, 12, 3),
  rounds: 6,
  players: 2,
  drawings: 12,
  recognised: 9,
  modelVersion: 'test',
};

/** What must hold for every database. */
function keepsGames(open: () => Promise<Store>) {
  it('makes its tables, keeps games, and finds them again', async () => {
    const store = await open();
    await store.check();
    const before = await store.countGames();
    await store.saveGame(GAME);
    await store.saveGame(GAME);
    await store.close();
    const again = await open();
    expect(await again.countGames()).toBe(before + 2);
    await again.close();
    await expect(again.check()).rejects.toThrow();
  });
}

/** What must hold for every database. */
function keepsShadows(open: () => Promise<Store>) {
  it('sums up how versions that guess along compare, pair by pair', async () => {
    const store = await open();
    const bins = (hits: number) =>
      Array.from({ length: RELIABILITY_BINS }, (_, bin) => ({
        looks: bin === 4 ? 2 : 0,
        hits: bin === 4 ? hits : 0,
        confidence: bin === 4 ? 0.875 : 0,
      }));
    const round = {
      championVersion: 'first',
      challengerVersion: 'second',
      drawings: 2,
      looks: 3,
      agreements: 1,
      bothRecognised: 1,
      leadMs: -400.5,
      champion: { recognised: 1, recognisedMs: 3_000_000_000, bins: bins(1) },
      challenger: { recognised: 2, recognisedMs: 9_000, bins: bins(2) },
    };
    await store.shadows.add(round);
    await store.shadows.add({ ...round, challengerVersion: 'third' });
    await Promise.all([store.shadows.add(round), store.shadows.add(round)]);
    const contests = await store.shadows.contests();
    expect(contests.map(({ challengerVersion }) => challengerVersion)).toEqual(['second', 'third']);
    expect(contests[0]).toMatchObject({
      championVersion: 'first',
      drawings: 6,
      looks: 9,
      agreements: 3,
      bothRecognised: 3,
      leadMs: -1201.5,
      champion: { recognised: 3, recognisedMs: 9_000_000_000 },
      challenger: { recognised: 6, recognisedMs: 27_000 },
    });
    expect(contests[0]!.challenger.bins).toHaveLength(RELIABILITY_BINS);
    expect(contests[0]!.challenger.bins[4]).toEqual({ looks: 6, hits: 6, confidence: 2.625 });
    expect(contests[1]!.champion.bins[4]).toEqual({ looks: 2, hits: 1, confidence: 0.875 });
    await store.close();
  });
}

describe('the store in SQLite', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-store-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  const open = () => Store.open({ databaseUrl: undefined, dataDir: path.join(dataDir, 'new', 'folder') });
  keepsGames(open);
  keepsShadows(open);
  keepsWhatPeopleShare(open);

  it('goes on with a database of the first version', async () => {
    await mkdir(path.join(dataDir, 'old'));
    await cp(FIRST_VERSION, path.join(dataDir, 'old', 'inkling.sqlite'));
    const store = await Store.open({ databaseUrl: undefined, dataDir: path.join(dataDir, 'old') });
    expect(await store.countGames()).toBe(2);
    await store.saveGame(GAME, [
      { playerId: 'ada', name: 'Ada', color: 0, points: 7, drawings: 1, recognised: 1 },
    ]);
    expect(await store.countGames()).toBe(3);
    expect(await store.leaderboard.best('all', Date.now())).toMatchObject([{ name: 'Ada', points: 7 }]);
    await store.close();
  });

  it('says which database cannot be opened', async () => {
    await writeFile(path.join(dataDir, 'inkling.sqlite'), 'This is not a database. '.repeat(100));
    const opening = Store.open({ databaseUrl: undefined, dataDir });
    await expect(opening).rejects.toThrow(DatabaseError);
    await expect(opening).rejects.toThrow(dataDir);
    const file = path.join(dataDir, 'inkling.sqlite');
    await expect(Store.open({ databaseUrl: undefined, dataDir: file })).rejects.toThrow(DatabaseError);
  });
});

describe.skipIf(POSTGRES_BIN === undefined)('the store in PostgreSQL', () => {
  let postgres: Awaited<ReturnType<typeof openPostgres>>;
  beforeAll(async () => {
    postgres = await openPostgres(await freePort());
  });
  afterAll(() => postgres.close());

  const open = () => Store.open({ databaseUrl: postgres.url, dataDir: '/nowhere' });
  keepsGames(open);
  keepsShadows(open);
  keepsWhatPeopleShare(open);

  it('goes on where the database has ended its connections', async () => {
    const store = await Store.open({ databaseUrl: postgres.url, dataDir: '/nowhere' });
    await store.check();
    const other = new Client({ connectionString: postgres.url });
    await other.connect();
    await other.query(
      'select pg_terminate_backend(pid, 5000) from pg_stat_activity where pid <> pg_backend_pid() and usename = current_user',
    );
    await other.end();
    // The news is on its way.
    await expect.poll(() => store.check().then(() => 'it answers', String)).toBe('it answers');
    await store.close();
  });
});

it('a database that does not answer is named without its password', async () => {
  const databaseUrl = `postgres://inkling:hunter2@127.0.0.1:${await freePort()}/inkling`;
  const opening = Store.open({ databaseUrl, dataDir: '/nowhere' });
  await expect(opening).rejects.toThrow('at DATABASE_URL');
  await expect(opening).rejects.not.toThrow('hunter2');
});
