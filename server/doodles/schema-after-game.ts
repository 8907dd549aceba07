import type { Kysely } from 'kysely';

/** Step 0002: what is kept of games after they are over, for leaderboard, shared games and gallery. */
export async function createAfterGameTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('players')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('color', 'integer', (column) => column.notNull())
    .addColumn('sharing', 'integer', (column) => column.notNull())
    .addColumn('leaderboard', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('results')
    .addColumn('game_id', 'text', (column) => column.notNull())
    .addColumn('player_id', 'text', (column) => column.notNull())
    .addColumn('ended_at', 'text', (column) => column.notNull())
    .addColumn('points', 'integer', (column) => column.notNull())
    .addColumn('drawings', 'integer', (column) => column.notNull())
    .addColumn('recognised', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('results_key', ['game_id', 'player_id'])
    .execute();
  await db.schema.createIndex('results_by_time').on('results').column('ended_at').execute();
  await db.schema.createIndex('results_by_player').on('results').column('player_id').execute();
  await createReplayTables(db);
}

async function createReplayTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('replays')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('game_id', 'text', (column) => column.notNull())
    .addColumn('sharer_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('mode', 'text', (column) => column.notNull())
    .addColumn('rounds', 'integer', (column) => column.notNull())
    .addColumn('withheld', 'integer', (column) => column.notNull())
    .addUniqueConstraint('replays_once', ['game_id', 'sharer_id'])
    .execute();
  await db.schema
    .createTable('shared_drawings')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('replay_id', 'text', (column) => column.notNull().references('replays.id').onDelete('cascade'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('word', 'text', (column) => column.notNull())
    .addColumn('in_gallery', 'integer', (column) => column.notNull())
    .addColumn('reports', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('shared_drawings_by_replay')
    .on('shared_drawings')
    .columns(['replay_id', 'position'])
    .execute();
  await db.schema
    .createIndex('shared_drawings_by_word')
    .on('shared_drawings')
    .columns(['in_gallery', 'word', 'created_at'])
    .execute();
  for (const table of ['shared_drawing_artists', 'drawing_reports']) {
    await db.schema
      .createTable(table)
      .addColumn('drawing_id', 'text', (column) =>
        column.notNull().references('shared_drawings.id').onDelete('cascade'),
      )
      .addColumn('player_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint(`${table}_key`, ['drawing_id', 'player_id'])
      .execute();
  }
  await db.schema
    .createIndex('shared_drawing_artists_by_player')
    .on('shared_drawing_artists')
    .column('player_id')
    .execute();
}
