import type { Kysely, Transaction } from 'kysely';
import { RELIABILITY_BINS, type ShadowContest, type ShadowFigures } from '../../shared/protocol/index.ts';
import type { Tables } from './schema.ts';

/** Contests that are told, the latest. */
const MOST_TOLD = 10;
const SIDES = ['champion', 'challenger'] as const;
type Side = (typeof SIDES)[number];

interface Pair {
  readonly championVersion: string;
  readonly challengerVersion: string;
}

/** How versions that guess along unheard compare with those that are heard, summed up by pairs of versions. */
export class Shadows {
  readonly #database: Kysely<Tables>;
  readonly #now: () => Date;

  constructor(database: Kysely<Tables>, now: () => Date = () => new Date()) {
    this.#database = database;
    this.#now = now;
  }

  /** Adds what one round brought. */
  async add(round: Pair & ShadowFigures): Promise<void> {
    const { champion, challenger } = round;
    const pair = { champion: round.championVersion, challenger: round.challengerVersion };
    const sums = {
      drawings: round.drawings,
      looks: round.looks,
      agreements: round.agreements,
      both_recognised: round.bothRecognised,
      lead_ms: round.leadMs,
      champion_recognised: champion.recognised,
      champion_ms: champion.recognisedMs,
      challenger_recognised: challenger.recognised,
      challenger_ms: challenger.recognisedMs,
    };
    await this.#database.transaction().execute(async (database) => {
      await database
        .insertInto('shadows')
        .values({ ...pair, ...sums, last_at: this.#now().toISOString() })
        .onConflict((conflict) =>
          conflict.columns(['champion', 'challenger']).doUpdateSet((row) => ({
            ...(Object.fromEntries(
              (Object.keys(sums) as (keyof typeof sums)[]).map((name) => [
                name,
                row(`shadows.${name}`, '+', row.ref(`excluded.${name}`)),
              ]),
            ) as Record<keyof typeof sums, never>),
            last_at: row.ref('excluded.last_at'),
          })),
        )
        .execute();
      for (const side of SIDES) await addBins(database, pair, side, round[side].bins);
    });
  }

  /** The latest contests, the very latest first. */
  async contests(): Promise<ShadowContest[]> {
    const rows = await this.#database
      .selectFrom('shadows')
      .selectAll()
      .orderBy('last_at', 'desc')
      .limit(MOST_TOLD)
      .execute();
    return Promise.all(
      rows.map(async (row) => ({
        championVersion: row.champion,
        challengerVersion: row.challenger,
        lastAt: row.last_at,
        drawings: row.drawings,
        looks: row.looks,
        agreements: row.agreements,
        bothRecognised: row.both_recognised,
        leadMs: row.lead_ms,
        champion: {
          recognised: row.champion_recognised,
          recognisedMs: row.champion_ms,
          bins: await this.#bins(row, 'champion'),
        },
        challenger: {
          recognised: row.challenger_recognised,
          recognisedMs: row.challenger_ms,
          bins: await this.#bins(row, 'challenger'),
        },
      })),
    );
  }

  async #bins(
    { champion, challenger }: { champion: string; challenger: string },
    side: Side,
  ): Promise<ShadowFigures['champion']['bins']> {
    const rows = await this.#database
      .selectFrom('shadow_bins')
      .select(['bin', 'looks', 'hits', 'confidence'])
      .where('champion', '=', champion)
      .where('challenger', '=', challenger)
      .where('side', '=', side)
      .execute();
    return Array.from({ length: RELIABILITY_BINS }, (_, bin) => {
      const row = rows.find((one) => one.bin === bin);
      return {
        looks: row?.looks ?? 0,
        hits: row?.hits ?? 0,
        confidence: row?.confidence ?? 0,
      };
    });
  }
}

async function addBins(
  database: Transaction<Tables>,
  pair: { champion: string; challenger: string },
  side: Side,
  bins: ShadowFigures['champion']['bins'],
): Promise<void> {
  const rows = bins.flatMap((bin, index) => (bin.looks === 0 ? [] : [{ ...pair, side, bin: index, ...bin }]));
  if (rows.length === 0) return;
  await database
    .insertInto('shadow_bins')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['champion', 'challenger', 'side', 'bin']).doUpdateSet((row) => ({
        looks: row('shadow_bins.looks', '+', row.ref('excluded.looks')),
        hits: row('shadow_bins.hits', '+', row.ref('excluded.hits')),
        confidence: row('shadow_bins.confidence', '+', row.ref('excluded.confidence')),
      })),
    )
    .execute();
}
