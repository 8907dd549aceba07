import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { GameSummary } from '../rooms/summary.ts';
import { Doodles } from './doodles.ts';
import { openDatabase, type DatabaseOptions } from './database.ts';
import { kysely } from './kysely.ts';
import type { Tables } from './schema.ts';

/** What the server keeps beyond its own life. */
export class Store {
  /** The drawings that players gave. */
  readonly doodles: Doodles;
  readonly #database: Kysely<Tables>;

  private constructor(database: Kysely<Tables>) {
    this.#database = database;
    this.doodles = new Doodles(database);
  }

  /** @throws DatabaseError */
  static async open(options: DatabaseOptions): Promise<Store> {
    return new Store(await openDatabase(options));
  }

  async saveGame({ startedAt, endedAt, modelVersion, ...counts }: GameSummary): Promise<void> {
    await this.#database
      .insertInto('games')
      .values({
        id: randomUUID(),
        started_at: new Date(startedAt).toISOString(),
        ended_at: new Date(endedAt).toISOString(),
        model_version: modelVersion,
        ...counts,
      })
      .execute();
  }

  async countGames(): Promise<number> {
    const { count } = await this.#database
      .selectFrom('games')
      .select((games) => games.fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** Asks the database for a sign of life. */
  async check(): Promise<void> {
    await kysely.sql`select 1`.execute(this.#database);
  }

  async close(): Promise<void> {
    await this.#database.destroy();
  }
}
