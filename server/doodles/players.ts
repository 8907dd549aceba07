import type { Kysely } from 'kysely';
import type { Preferences } from '../../shared/protocol/index.ts';
import type { Tables } from './schema.ts';

const AGREES: Preferences = { sharing: true, leaderboard: true };

export type PreferencesChange = { readonly [K in keyof Preferences]?: boolean | undefined };

/** What players agree to. */
export class Players {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  async preferences(playerId: string): Promise<Preferences> {
    const row = await this.#database
      .selectFrom('players')
      .select(['sharing', 'leaderboard'])
      .where('id', '=', playerId)
      .executeTakeFirst();
    return row ? { sharing: row.sharing === 1, leaderboard: row.leaderboard === 1 } : AGREES;
  }

  /** Keeps a choice. A no holds for what is there already, too: it is taken away. */
  async choose(playerId: string, change: PreferencesChange): Promise<Preferences> {
    const before = await this.preferences(playerId);
    const chosen: Preferences = {
      sharing: change.sharing ?? before.sharing,
      leaderboard: change.leaderboard ?? before.leaderboard,
    };
    const columns = { sharing: Number(chosen.sharing), leaderboard: Number(chosen.leaderboard) };
    await this.#database.transaction().execute(async (database) => {
      await database
        .insertInto('players')
        .values({ id: playerId, name: '', color: 0, ...columns })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
        .execute();
      if (!chosen.leaderboard) {
        await database.deleteFrom('results').where('player_id', '=', playerId).execute();
      }
      if (!chosen.sharing) await withdraw(database, playerId);
    });
    return chosen;
  }

  /** Those among them whose drawings others may not share. */
  async withholding(playerIds: readonly string[]): Promise<Set<string>> {
    if (playerIds.length === 0) return new Set();
    const rows = await this.#database
      .selectFrom('players')
      .select('id')
      .where('id', 'in', playerIds)
      .where('sharing', '=', 0)
      .execute();
    return new Set(rows.map(({ id }) => id));
  }
}

/** Takes a player's drawings out of what others have shared. */
async function withdraw(database: Kysely<Tables>, playerId: string): Promise<void> {
  const drawings = await database
    .selectFrom('shared_drawing_artists')
    .innerJoin('shared_drawings', 'shared_drawings.id', 'shared_drawing_artists.drawing_id')
    .innerJoin('replays', 'replays.id', 'shared_drawings.replay_id')
    .where('shared_drawing_artists.player_id', '=', playerId)
    .where('replays.sharer_id', '<>', playerId)
    .select(['shared_drawings.id', 'replays.id as replay'])
    .execute();
  for (const { id, replay } of drawings) {
    await deleteDrawings(database, [id]);
    await database
      .updateTable('replays')
      .set((row) => ({ withheld: row('withheld', '+', 1) }))
      .where('id', '=', replay)
      .execute();
  }
}

/** SQLite does not cascade unless every connection asks for it: the rows of a drawing go by name. */
export async function deleteDrawings(database: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await database.deleteFrom('drawing_reports').where('drawing_id', 'in', ids).execute();
  await database.deleteFrom('shared_drawing_artists').where('drawing_id', 'in', ids).execute();
  await database.deleteFrom('shared_drawings').where('id', 'in', ids).execute();
}
