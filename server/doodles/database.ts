import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Dialect, Kysely } from 'kysely';
import Sqlite from 'libsql';
import { kysely } from './kysely.ts';
import { MIGRATIONS, type Tables } from './schema.ts';

export interface DatabaseOptions {
  /** PostgreSQL's address; without it, an SQLite file in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
}

const SQLITE_FILE = 'inkling.sqlite';
/** How long SQLite waits for another process that is writing. */
const BUSY_TIMEOUT_MS = 5_000;
/** How long PostgreSQL may take to take a connection. */
const CONNECT_TIMEOUT_MS = 5_000;

/** The database cannot be used; `message` says which and why. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

/** Opens the database and brings its tables up to date. @throws DatabaseError */
export async function openDatabase(options: DatabaseOptions): Promise<Kysely<Tables>> {
  // The address of a PostgreSQL database may hold a password, so messages never show it.
  const which = options.databaseUrl === undefined ? `in ${options.dataDir}` : 'at DATABASE_URL';
  try {
    const database = new kysely.Kysely<Tables>({ dialect: await dialectOf(options) });
    const migrator = new kysely.Migrator({
      db: database,
      provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
    });
    const { error } = await migrator.migrateToLatest();
    if (error === undefined) return database;
    await database.destroy();
    throw error as Error;
  } catch (cause) {
    throw new DatabaseError(`The database ${which} cannot be opened: ${reasonOf(cause)}.`, { cause });
  }
}

async function dialectOf({ databaseUrl, dataDir }: DatabaseOptions): Promise<Dialect> {
  if (databaseUrl !== undefined) {
    // Loaded only where it is used: most servers never do, and start sooner.
    const { Pool } = await import('pg');
    const pool = new Pool({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
    // PostgreSQL restarts, or ends connections that rest: the pool opens another for the next query, and an error that
    // nobody hears would end the process.
    pool.on('error', () => undefined);
    return new kysely.PostgresDialect({ pool });
  }
  await mkdir(dataDir, { recursive: true });
  const database = new Sqlite(path.join(dataDir, SQLITE_FILE));
  // Waiting comes first: another process may be making the database, or mending it after a crash, right now.
  database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  // What has been confirmed survives a power cut, and readers never wait for the writer.
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  return new kysely.SqliteDialect({ database });
}

/** Some network errors of Node come as a bundle without a message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}
