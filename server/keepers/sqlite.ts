import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import Sqlite from 'libsql';
import { ROOM_KEPT_MS, type RoomChange, type RoomKeeper, type RoomSnapshot } from '../rooms/keeper.ts';
import type { KeptInk } from '../rooms/kept-ink.ts';
import type { KeptAlbum, KeptRoom } from '../rooms/snapshot.ts';

const FILE = 'rooms.sqlite';
/** What SQLite puts beside its file. */
const BESIDE = ['', '-wal', '-shm'];
const BUSY_TIMEOUT_MS = 1_000;
/** Written within one or two milliseconds. */
const ROOMS_A_TURN = 16;

const TABLES = `
  create table if not exists rooms (code text primary key, room text not null, album text not null);
  create table if not exists ink (code text not null, number integer not null, ink text not null, primary key (code, number))
    without rowid;
  create table if not exists life (one integer primary key check (one = 1), alive_at integer not null);
`;

/**
 * Keeps the rooms of one process in a file of their own. It outlives the process, not a power cut: nothing waits for the
 * disk, and a file that was damaged is put aside.
 */
export class SqliteKeeper implements RoomKeeper {
  readonly #database: Sqlite.Database;
  readonly #writeRoom: Sqlite.Statement;
  readonly #writeAlbum: Sqlite.Statement;
  readonly #clearInk: Sqlite.Statement;
  readonly #addInk: Sqlite.Statement;
  readonly #forgetRoom: Sqlite.Statement;
  readonly #live: Sqlite.Statement;

  /** @throws where the file cannot be opened */
  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    this.#database = openFile(path.join(dataDir, FILE));
    const prepare = (sql: string) => this.#database.prepare(sql);
    this.#writeRoom = prepare(
      `insert into rooms (code, room, album) values (?, ?, 'null') on conflict (code) do update set room = excluded.room`,
    );
    this.#writeAlbum = prepare('update rooms set album = ? where code = ?');
    this.#clearInk = prepare('delete from ink where code = ?');
    this.#addInk = prepare(
      'insert into ink (code, number, ink) select ?, coalesce(max(number), 0) + 1, ? from ink where code = ?',
    );
    this.#forgetRoom = prepare('delete from rooms where code = ?');
    this.#live = prepare(
      'insert into life (one, alive_at) values (1, ?) on conflict (one) do update set alive_at = excluded.alive_at',
    );
  }

  /** A few rooms a turn of the event loop: all of them at once would keep everybody waiting. Each room is written whole. */
  async save(changes: readonly RoomChange[], endedCodes: readonly string[], now: number): Promise<void> {
    let [from, ended] = [0, endedCodes];
    do {
      if (from > 0) await breathe();
      this.#saveNow(changes.slice(from, from + ROOMS_A_TURN), ended, now);
      [from, ended] = [from + ROOMS_A_TURN, []];
    } while (from < changes.length);
  }

  /** The rooms of the process before, if that is not too long ago; those that it had forgotten are gone. */
  load(now: number): RoomSnapshot[] {
    const life = this.#database.prepare('select alive_at from life').get() as
      { alive_at: number } | undefined;
    const aliveAt = life?.alive_at ?? 0;
    if (now - aliveAt > ROOM_KEPT_MS) {
      this.#database.exec('delete from rooms; delete from ink;');
      return [];
    }
    const rows = this.#database.prepare('select code, room, album from rooms').all() as Row[];
    const inkOf = this.#database.prepare('select ink from ink where code = ? order by number');
    return rows.map(({ code, room, album }) => ({
      code,
      room: JSON.parse(room) as KeptRoom,
      album: JSON.parse(album) as KeptAlbum,
      ink: (inkOf.all(code) as { ink: string }[]).flatMap(({ ink }) => JSON.parse(ink) as KeptInk[]),
      aliveAt,
    }));
  }

  close(): Promise<void> {
    this.#database.close();
    return Promise.resolve();
  }

  #saveNow(changes: readonly RoomChange[], endedCodes: readonly string[], now: number): void {
    this.#database.exec('begin immediate');
    try {
      for (const code of endedCodes) {
        this.#forgetRoom.run(code);
        this.#clearInk.run(code);
      }
      for (const change of changes) this.#write(change);
      this.#live.run(now);
      this.#database.exec('commit');
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec('rollback');
      throw error;
    }
  }

  #write({ code, room, album, clearsInk, ink }: RoomChange): void {
    if (room) this.#writeRoom.run(code, JSON.stringify(room));
    if (album) this.#writeAlbum.run(JSON.stringify(album), code);
    if (clearsInk) this.#clearInk.run(code);
    if (ink.length > 0) this.#addInk.run(code, JSON.stringify(ink), code);
  }
}

interface Row {
  readonly code: string;
  readonly room: string;
  readonly album: string;
}

function openFile(file: string): Sqlite.Database {
  try {
    return openSound(file);
  } catch (error) {
    if (!existsSync(file) || !isDamage(error)) throw error;
    renameSync(file, `${file}.damaged`);
    for (const end of BESIDE) rmSync(`${file}${end}`, { force: true });
    return openSound(file);
  }
}

function openSound(file: string): Sqlite.Database {
  const database = new Sqlite(file);
  try {
    database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = OFF');
    database.exec(TABLES);
    const [{ quick_check: state }] = database.pragma('quick_check') as [{ quick_check: string }];
    if (state !== 'ok') throw Object.assign(new Error(state), { code: 'SQLITE_CORRUPT' });
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function isDamage(error: unknown): boolean {
  const { code = '', message } = error as Error & { code?: string };
  return /CORRUPT|NOTADB/.test(code) || /malformed|not a database/.test(message);
}
