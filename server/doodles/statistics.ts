import type { ModerationState } from '../../shared/protocol/index.ts';
import type { Doodle } from './doodle.ts';

export interface Statistics {
  readonly total: number;
  readonly recognised: number;
  readonly byWord: ReadonlyMap<string, { readonly doodles: number; readonly recognised: number }>;
  /** By day in UTC, `2026-01-31`. */
  readonly byDay: ReadonlyMap<string, number>;
  readonly byModeration: ReadonlyMap<ModerationState, number>;
}

const DAY_CHARACTERS = '2026-01-31'.length;

/** Counts doodles as they come by; none is kept in memory. */
export async function statistics(doodles: AsyncIterable<Doodle>): Promise<Statistics> {
  const byWord = new Map<string, { doodles: number; recognised: number }>();
  const byDay = new Map<string, number>();
  const byModeration = new Map<ModerationState, number>();
  let total = 0;
  let recognised = 0;
  for await (const { word, drawnAt, recognisedAtInk, moderation } of doodles) {
    const isRecognised = Number(recognisedAtInk !== null);
    const of = byWord.get(word) ?? { doodles: 0, recognised: 0 };
    byWord.set(word, { doodles: of.doodles + 1, recognised: of.recognised + isRecognised });
    const day = new Date(drawnAt).toISOString().slice(0, DAY_CHARACTERS);
    byDay.set(day, (byDay.get(day) ?? 0) + 1);
    byModeration.set(moderation, (byModeration.get(moderation) ?? 0) + 1);
    total += 1;
    recognised += isRecognised;
  }
  return { total, recognised, byWord, byDay, byModeration };
}
