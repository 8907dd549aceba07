import type { Kysely, Migration } from 'kysely';

/** The tables, as this version of the code knows them. Column types are those that SQLite and PostgreSQL share. */
export interface Tables {
  games: GamesTable;
}

/** Finished games: how much is played and how well it is recognised. Nobody's name, address or room is kept. */
interface GamesTable {
  id: string;
  /** ISO 8601, UTC. */
  started_at: string;
  ended_at: string;
  rounds: number;
  players: number;
  /** Drawings that could have been recognised. */
  drawings: number;
  recognised: number;
  model_version: string;
}

/** Every step from an empty database to the tables above, in the order of their names; a step never changes once released. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-games': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('games')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('started_at', 'text', (column) => column.notNull())
        .addColumn('ended_at', 'text', (column) => column.notNull())
        .addColumn('rounds', 'integer', (column) => column.notNull())
        .addColumn('players', 'integer', (column) => column.notNull())
        .addColumn('drawings', 'integer', (column) => column.notNull())
        .addColumn('recognised', 'integer', (column) => column.notNull())
        .addColumn('model_version', 'text', (column) => column.notNull())
        .execute();
    },
  },
};
