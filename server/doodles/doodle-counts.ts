import type { Kysely } from 'kysely';
import {
  MODERATION_STATES,
  type DoodleCount,
  type DoodleStatistics,
  type ModerationState,
} from '../../shared/protocol/index.ts';
import { kysely } from './kysely.ts';
import type { Tables } from './schema.ts';

const DAY_MS = 86_400_000;
const DAY_CHARACTERS = '2026-01-31'.length;

/**
 * How many doodles there are of what, counted by the database: a million are not read for a page.
 * @param now milliseconds since the epoch
 * @param days how many of the last days are told one by one
 */
export async function countDoodles(
  database: Kysely<Tables>,
  now: number,
  days: number,
): Promise<DoodleStatistics> {
  const today = Math.floor(now / DAY_MS);
  const first = today - days + 1;
  const [words, byDay, moderation] = await Promise.all([
    countByWord(database),
    countByDay(database, first),
    countByModeration(database),
  ]);
  const sum = (counts: readonly DoodleCount[], of: keyof DoodleCount) =>
    counts.reduce((total, count) => total + count[of], 0);
  return {
    doodles: sum(words, 'doodles'),
    recognised: sum(words, 'recognised'),
    moderation,
    words,
    days: Array.from({ length: days }, (_, index) => {
      const count = byDay.get(first + index) ?? { doodles: 0, recognised: 0 };
      return { day: new Date((first + index) * DAY_MS).toISOString().slice(0, DAY_CHARACTERS), ...count };
    }),
  };
}

async function countByWord(database: Kysely<Tables>): Promise<DoodleStatistics['words']> {
  const rows = await database
    .selectFrom('doodles')
    .select(({ fn }) => ['word', fn.countAll().as('doodles'), fn.count('recognised_at_ink').as('recognised')])
    .groupBy('word')
    .orderBy('doodles', 'desc')
    .orderBy('word')
    .execute();
  return rows.map(({ word, ...counts }) => ({ word, ...asNumbers(counts) }));
}

/** By the number of the day since the epoch. */
async function countByDay(database: Kysely<Tables>, from: number): Promise<Map<number, DoodleCount>> {
  const day = kysely.sql<number | string>`cast(drawn_at as bigint) / ${kysely.sql.lit(DAY_MS)}`;
  const rows = await database
    .selectFrom('doodles')
    .select(({ fn }) => [
      day.as('day'),
      fn.countAll().as('doodles'),
      fn.count('recognised_at_ink').as('recognised'),
    ])
    // Milliseconds of our centuries have as many digits as each other.
    .where('drawn_at', '>=', String(from * DAY_MS))
    .groupBy(day)
    .execute();
  return new Map(rows.map(({ day: number, ...counts }) => [Number(number), asNumbers(counts)]));
}

async function countByModeration(database: Kysely<Tables>): Promise<Record<ModerationState, number>> {
  const rows = await database
    .selectFrom('doodles')
    .select(({ fn }) => ['moderation', fn.countAll().as('doodles')])
    .groupBy('moderation')
    .execute();
  const of = (state: ModerationState) =>
    Number(rows.find(({ moderation }) => moderation === state)?.doodles ?? 0);
  return Object.fromEntries(MODERATION_STATES.map((state) => [state, of(state)])) as Record<
    ModerationState,
    number
  >;
}

/** PostgreSQL counts in texts. */
function asNumbers(counts: Record<keyof DoodleCount, number | string | bigint>): DoodleCount {
  return { doodles: Number(counts.doodles), recognised: Number(counts.recognised) };
}
