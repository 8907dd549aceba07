import type { Kysely } from 'kysely';

/** Sums over all rounds in which one version guessed along beside another. */
export interface ShadowsTable {
  champion: string;
  challenger: string;
  drawings: number;
  looks: number;
  agreements: number;
  both_recognised: number;
  /** Milliseconds are kept as floating point numbers: whole ones are too small for their sums in PostgreSQL. */
  lead_ms: number;
  champion_recognised: number;
  champion_ms: number;
  challenger_recognised: number;
  challenger_ms: number;
  /** ISO 8601, UTC. */
  last_at: string;
}

/** How right each was at each confidence. */
export interface ShadowBinsTable {
  champion: string;
  challenger: string;
  /** `champion` or `challenger`. */
  side: string;
  bin: number;
  looks: number;
  hits: number;
  /** The sum. */
  confidence: number;
}

/** Step 0050. */
export async function createShadowTables(db: Kysely<unknown>): Promise<void> {
  let shadows = db.schema
    .createTable('shadows')
    .addColumn('champion', 'text', (column) => column.notNull())
    .addColumn('challenger', 'text', (column) => column.notNull())
    .addColumn('last_at', 'text', (column) => column.notNull());
  for (const name of [
    'drawings',
    'looks',
    'agreements',
    'both_recognised',
    'champion_recognised',
    'challenger_recognised',
  ]) {
    shadows = shadows.addColumn(name, 'integer', (column) => column.notNull());
  }
  for (const name of ['lead_ms', 'champion_ms', 'challenger_ms']) {
    shadows = shadows.addColumn(name, 'double precision', (column) => column.notNull());
  }
  await shadows.addPrimaryKeyConstraint('shadows_key', ['champion', 'challenger']).execute();
  await db.schema
    .createTable('shadow_bins')
    .addColumn('champion', 'text', (column) => column.notNull())
    .addColumn('challenger', 'text', (column) => column.notNull())
    .addColumn('side', 'text', (column) => column.notNull())
    .addColumn('bin', 'integer', (column) => column.notNull())
    .addColumn('looks', 'integer', (column) => column.notNull())
    .addColumn('hits', 'integer', (column) => column.notNull())
    .addColumn('confidence', 'double precision', (column) => column.notNull())
    .addPrimaryKeyConstraint('shadow_bins_key', ['champion', 'challenger', 'side', 'bin'])
    .execute();
}
