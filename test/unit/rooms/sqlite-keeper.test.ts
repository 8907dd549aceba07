import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { SqliteKeeper } from '../../../server/keepers/sqlite.ts';
import { ROOM_KEPT_MS, type RoomChange } from '../../../server/rooms/keeper.ts';
import { scratchFolder } from '../data/files.ts';

const NOW = 1_000_000;
const inFile = scratchFolder();

/** A room as it is kept, of which only the code matters here. */
const change = (code: string, room: unknown = {}) =>
  ({ code, room, album: [], clearsInk: false, ink: [] }) as unknown as RoomChange;
const codes = (keeper: SqliteKeeper, now = NOW) => keeper.load(now).map(({ code }) => code);

it('puts a file aside that is no database, and begins a new one', async () => {
  const folder = inFile('damaged');
  await mkdir(folder);
  await writeFile(`${folder}/rooms.sqlite`, 'This is no database at all.'.repeat(200));
  const keeper = new SqliteKeeper(folder);
  await keeper.save([change('AAAA')], [], NOW);
  expect(codes(keeper)).toEqual(['AAAA']);
  await keeper.close();
  expect(await readFile(`${folder}/rooms.sqlite.damaged`, 'utf8')).toContain('no database at all');
});

it('does not begin anew where a file cannot be opened for another reason', async () => {
  const folder = inFile('folder-in-the-way');
  await mkdir(`${folder}/rooms.sqlite`, { recursive: true });
  expect(() => new SqliteKeeper(folder)).toThrow();
  expect(existsSync(`${folder}/rooms.sqlite.damaged`)).toBe(false);
});

it('keeps all of what belongs together, or nothing of it', async () => {
  const keeper = new SqliteKeeper(inFile('whole'));
  await keeper.save([change('AAAA')], [], NOW);
  // A number that JSON does not know.
  const wrong = change('CCCC', { big: 1n });
  await expect(keeper.save([change('BBBB'), wrong], ['AAAA'], NOW)).rejects.toThrow(TypeError);
  expect(codes(keeper)).toEqual(['AAAA']);
  await keeper.save([change('BBBB')], ['AAAA'], NOW);
  expect(codes(keeper)).toEqual(['BBBB']);
  await keeper.close();
});

it('keeps many rooms without keeping everything else waiting for all of them', async () => {
  const keeper = new SqliteKeeper(inFile('many'));
  const many = Array.from({ length: 40 }, (_, index) => change(`R${index}`));
  const saved = keeper.save(many, [], NOW).then(() => 'saved');
  const first = await Promise.race([saved, new Promise((resolve) => setImmediate(resolve, 'a turn'))]);
  expect(first).toBe('a turn');
  await saved;
  expect(codes(keeper)).toHaveLength(40);
  await keeper.close();
});

it('has forgotten rooms of a process that ended long ago', async () => {
  const keeper = new SqliteKeeper(inFile('old'));
  expect(codes(keeper)).toEqual([]);
  await keeper.save([change('AAAA')], [], NOW);
  expect(codes(keeper, NOW + ROOM_KEPT_MS)).toEqual(['AAAA']);
  expect(codes(keeper, NOW + ROOM_KEPT_MS + 1)).toEqual([]);
  expect(codes(keeper)).toEqual([]);
  await keeper.close();
});
