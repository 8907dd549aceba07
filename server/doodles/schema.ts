import type { Kysely, Migration } from 'kysely';
import { createAfterGameTables } from './schema-after-game.ts';
import { createShadowTables, type ShadowBinsTable, type ShadowsTable } from './schema-shadow.ts';

/** The tables, as this version of the code knows them. Column types are those that SQLite and PostgreSQL share. */
export interface Tables {
  games: GamesTable;
  doodles: DoodlesTable;
  doodle_reports: DoodleReportsTable;
  players: PlayersTable;
  results: ResultsTable;
  replays: ReplaysTable;
  shared_drawings: SharedDrawingsTable;
  shared_drawing_artists: SharedDrawingArtistsTable;
  drawing_reports: DrawingReportsTable;
  shadows: ShadowsTable;
  shadow_bins: ShadowBinsTable;
  player_tokens: PlayerTokensTable;
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

/** Drawings that players gave. No name, no address. See `Doodle`. */
interface DoodlesTable {
  id: string;
  owner: string;
  word: string;
  /** The drawing in the data set's raw form, JSON. */
  strokes: string;
  recognised_at_ink: number | null;
  model_version: string;
  /** JSON of `FirstLook`. */
  first_look: string | null;
  pen: string;
  language: string;
  country: string | null;
  /** Milliseconds since the epoch, as text: PostgreSQL's integers are too small, and its big ones come back as texts. */
  drawn_at: string;
  /** JSON, a list. */
  doubts: string;
  moderation: string;
  reports: number;
  /** 1 where its word is surely not what was drawn. */
  quarantined: number;
  /** Hash of the picture that the network sees: equal drawings are found by it. */
  fingerprint: string;
}

/** Who reported what: everybody counts once. */
interface DoodleReportsTable {
  doodle_id: string;
  reporter: string;
  /** 1 where a person has looked at the doodle since. */
  answered: number;
}

/** Players who finished a game with others, or chose something. The id is a hash of a secret that only their browser has. */
interface PlayersTable {
  id: string;
  /** The latest; empty before the first game. */
  name: string;
  color: number;
  /** What they agree to: 1 is yes. */
  sharing: number;
  leaderboard: number;
}

/** What finished games brought the people in them. */
interface ResultsTable {
  game_id: string;
  player_id: string;
  /** ISO 8601, UTC. */
  ended_at: string;
  points: number;
  drawings: number;
  recognised: number;
}

/** Games that somebody shares. */
interface ReplaysTable {
  id: string;
  /** The game that it shows: one person shares it once. */
  game_id: string;
  sharer_id: string;
  /** ISO 8601, UTC. */
  created_at: string;
  mode: string;
  rounds: number;
  withheld: number;
}

interface SharedDrawingsTable {
  id: string;
  replay_id: string;
  /** Its place in the replay. */
  position: number;
  word: string;
  /** 1 where its artist shows it in the gallery. */
  in_gallery: number;
  /** By how many players it was reported since a person looked at it. */
  reports: number;
  /** What that person said. */
  moderation: string;
  created_at: string;
  /** The rest of the finished drawing as JSON: nothing that is asked for by itself. */
  document: string;
}

/** Who drew it, so that they can take it back. */
interface SharedDrawingArtistsTable {
  drawing_id: string;
  player_id: string;
}

interface DrawingReportsTable {
  drawing_id: string;
  player_id: string;
  /** 1 where a person has looked at the drawing since. */
  answered: number;
}

interface PlayerTokensTable {
  player_id: string;
  /** SHA-256 in base64url of the token that the player came with last … */
  token_hash: string;
  /** … and of its successor. */
  next_hash: string;
  salt: string;
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
  '0002-after-a-game': { up: createAfterGameTables },
  '0010-doodles': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('doodles')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('owner', 'text', (column) => column.notNull())
        .addColumn('word', 'text', (column) => column.notNull())
        .addColumn('strokes', 'text', (column) => column.notNull())
        .addColumn('recognised_at_ink', 'double precision')
        .addColumn('model_version', 'text', (column) => column.notNull())
        .addColumn('first_look', 'text')
        .addColumn('pen', 'text', (column) => column.notNull())
        .addColumn('language', 'text', (column) => column.notNull())
        .addColumn('country', 'text')
        .addColumn('drawn_at', 'text', (column) => column.notNull())
        .addColumn('doubts', 'text', (column) => column.notNull())
        .addColumn('moderation', 'text', (column) => column.notNull())
        .addColumn('reports', 'integer', (column) => column.notNull())
        .addColumn('fingerprint', 'text', (column) => column.notNull())
        .execute();
      for (const column of ['owner', 'word', 'fingerprint', 'moderation']) {
        await db.schema.createIndex(`doodles_by_${column}`).on('doodles').columns([column, 'id']).execute();
      }
      await db.schema
        .createTable('doodle_reports')
        .addColumn('doodle_id', 'text', (column) =>
          column.notNull().references('doodles.id').onDelete('cascade'),
        )
        .addColumn('reporter', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('doodle_reports_once', ['doodle_id', 'reporter'])
        .execute();
    },
  },
  '0030-moderation': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('shared_drawings')
        .addColumn('moderation', 'text', (column) => column.notNull().defaultTo('waiting'))
        .execute();
      for (const table of ['doodle_reports', 'drawing_reports']) {
        await db.schema
          .alterTable(table)
          .addColumn('answered', 'integer', (column) => column.notNull().defaultTo(0))
          .execute();
      }
      // What the queue and the statistics count is in an index whole: rows are large, and there may be a million.
      for (const [name, columns] of [
        ['queue', ['moderation', 'reports', 'doubts', 'id']],
        ['recognition', ['word', 'recognised_at_ink']],
        ['time', ['drawn_at', 'recognised_at_ink']],
      ] as const) {
        await db.schema
          .createIndex(`doodles_by_${name}`)
          .on('doodles')
          .columns([...columns])
          .execute();
      }
    },
  },
  '0040-labels': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('doodles')
        .addColumn('quarantined', 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
    },
  },
  '0050-shadows': { up: createShadowTables },
  '0060-tokens': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('player_tokens')
        .addColumn('player_id', 'text', (column) => column.primaryKey())
        .addColumn('token_hash', 'text', (column) => column.notNull())
        .addColumn('next_hash', 'text', (column) => column.notNull())
        .addColumn('salt', 'text', (column) => column.notNull())
        .execute();
      for (const column of ['token_hash', 'next_hash']) {
        await db.schema
          .createIndex(`player_tokens_by_${column}`)
          .on('player_tokens')
          .column(column)
          .execute();
      }
    },
  },
};
