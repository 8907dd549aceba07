import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { PlayerResult } from '../rooms/results.ts';
import type { GameSummary } from '../rooms/summary.ts';
import type { DoodleStatistics } from '../../shared/protocol/index.ts';
import { countDoodles } from './doodle-counts.ts';
import { Doodles } from './doodles.ts';
import { openDatabase, type DatabaseOptions } from './database.ts';
import { Gallery } from './gallery.ts';
import { kysely } from './kysely.ts';
import { Leaderboard } from './leaderboard.ts';
import { Moderation } from './moderation.ts';
import { Players } from './players.ts';
import { Replays } from './replays.ts';
import type { Tables } from './schema.ts';
import { Shadows } from './shadows.ts';
import { Tokens } from './tokens.ts';

/** What the server keeps beyond its own life. */
export class Store {
  /** The drawings that players gave. */
  readonly doodles: Doodles;
  readonly players: Players;
  readonly leaderboard: Leaderboard;
  readonly replays: Replays;
  readonly gallery: Gallery;
  readonly moderation: Moderation;
  /** How versions compare that guess along unheard. */
  readonly shadows: Shadows;
  readonly tokens: Tokens;
  readonly #database: Kysely<Tables>;

  private constructor(database: Kysely<Tables>) {
    this.#database = database;
    this.doodles = new Doodles(database);
    this.players = new Players(database);
    this.leaderboard = new Leaderboard(database);
    this.replays = new Replays(database, this.players);
    this.gallery = new Gallery(database);
    this.shadows = new Shadows(database);
    this.tokens = new Tokens(database);
    this.moderation = new Moderation({ database, doodles: this.doodles, replays: this.replays });
  }

  /** @throws DatabaseError */
  static async open(options: DatabaseOptions): Promise<Store> {
    return new Store(await openDatabase(options));
  }

  /** @param results for the leaderboard: of the people who took part, where they were enough */
  async saveGame(
    { startedAt, endedAt, modelVersion, ...counts }: GameSummary,
    results: readonly PlayerResult[] = [],
  ): Promise<void> {
    const id = randomUUID();
    await this.#database
      .insertInto('games')
      .values({
        id,
        started_at: new Date(startedAt).toISOString(),
        ended_at: new Date(endedAt).toISOString(),
        model_version: modelVersion,
        ...counts,
      })
      .execute();
    await this.leaderboard.add(id, endedAt, results);
  }

  async countGames(): Promise<number> {
    const { count } = await this.#database
      .selectFrom('games')
      .select((games) => games.fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** How many doodles players gave: of what, when, how many recognised. See `countDoodles`. */
  countDoodles(now: number, days: number): Promise<DoodleStatistics> {
    return countDoodles(this.#database, now, days);
  }

  /** Asks the database for a sign of life. */
  async check(): Promise<void> {
    await kysely.sql`select 1`.execute(this.#database);
  }

  async close(): Promise<void> {
    await this.#database.destroy();
  }
}
