import type { Kysely } from 'kysely';
import type { LeaderboardPeriod, LeaderboardRow } from '../../shared/protocol/index.ts';
import type { PlayerResult } from '../rooms/results.ts';
import type { Tables } from './schema.ts';

const HOUR_MS = 3_600_000;
const PERIOD_MS: Record<LeaderboardPeriod, number> = {
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
  all: Infinity,
};
const ROWS = 50;

/** Who has how many points, of finished games that people played with each other. */
export class Leaderboard {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  /** Adds a game's results; of those who keep out of the leaderboard only the latest name is kept, if they are known already. */
  async add(gameId: string, endedAt: number, results: readonly PlayerResult[]): Promise<void> {
    if (results.length === 0) return;
    await this.#database.transaction().execute(async (database) => {
      const out = await database
        .selectFrom('players')
        .select('id')
        .where(
          'id',
          'in',
          results.map(({ playerId }) => playerId),
        )
        .where('leaderboard', '=', 0)
        .execute();
      const keepsOut = new Set(out.map(({ id }) => id));
      for (const { playerId, name, color, points, drawings, recognised } of results) {
        if (keepsOut.has(playerId)) continue;
        await database
          .insertInto('players')
          .values({ id: playerId, name, color, sharing: 1, leaderboard: 1 })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, color }))
          .execute();
        const ended_at = new Date(endedAt).toISOString();
        await database
          .insertInto('results')
          .values({ game_id: gameId, player_id: playerId, ended_at, points, drawings, recognised })
          .execute();
      }
    });
  }

  /** The best of a period that ends now (milliseconds since the epoch): by points, then by fewer games. */
  async best(period: LeaderboardPeriod, now: number): Promise<LeaderboardRow[]> {
    const since = new Date(Math.max(0, now - PERIOD_MS[period])).toISOString();
    const rows = await this.#database
      .selectFrom('results')
      .innerJoin('players', 'players.id', 'results.player_id')
      .where('results.ended_at', '>', since)
      .groupBy(['players.id', 'players.name', 'players.color'])
      .select(({ fn }) => [
        'players.id',
        'players.name',
        'players.color',
        fn.sum('results.points').as('points'),
        fn.countAll().as('games'),
        fn.sum('results.drawings').as('drawings'),
        fn.sum('results.recognised').as('recognised'),
      ])
      .orderBy('points', 'desc')
      .orderBy('games')
      .orderBy('players.id')
      .limit(ROWS)
      .execute();
    // PostgreSQL gives sums as text: they may be larger than a number.
    const points = rows.map((row) => Number(row.points));
    return rows.map(({ id, name, color, games, drawings, recognised }, index) => ({
      playerId: id,
      rank: 1 + points.indexOf(points[index]!),
      name,
      color,
      points: points[index]!,
      games: Number(games),
      recognised: Number(drawings) === 0 ? 0 : Number(recognised) / Number(drawings),
    }));
  }
}
