import type { Kysely } from 'kysely';
import {
  MOST_COUNTED,
  QUEUE_REASONS,
  type ModerationState,
  type QueueCounts,
  type QueuedDrawing,
  type QueuedKind,
  type QueuePage,
  type QueueReason,
} from '../../shared/protocol/index.ts';
import { asTimed } from './as-timed.ts';
import type { Doodle } from './doodle.ts';
import type { DoodleFilter, Doodles } from './doodles.ts';
import { toPublic, type Replays } from './replays.ts';
import type { Tables } from './schema.ts';

/** One row of drawings that wait for the same reason. The queue is all of them, one behind the other. */
type Line =
  | { readonly reason: QueueReason; readonly kind: 'given'; readonly filters: readonly DoodleFilter[] }
  | { readonly reason: QueueReason; readonly kind: 'shared'; readonly isReported: boolean };

const LINES: readonly Line[] = [
  {
    reason: 'reported',
    kind: 'given',
    filters: [
      { moderation: 'waiting', isReported: true },
      { moderation: 'accepted', isReported: true },
    ],
  },
  { reason: 'reported', kind: 'shared', isReported: true },
  { reason: 'gallery', kind: 'shared', isReported: false },
  {
    reason: 'doubted',
    kind: 'given',
    filters: [{ moderation: 'waiting', isDoubtful: true, isReported: false }],
  },
  { reason: 'undoubted', kind: 'given', filters: [{ moderation: 'waiting', isDoubtful: false }] },
];

/** A place in the queue: the last drawing of a line that was handed out. */
const PLACE = /^(\d):([\w-]*)$/u;

export interface ModerationOptions {
  readonly database: Kysely<Tables>;
  readonly doodles: Doodles;
  readonly replays: Replays;
}

/** What waits for a person to look at it, and what that person says. */
export class Moderation {
  readonly #options: ModerationOptions;

  constructor(options: ModerationOptions) {
    this.#options = options;
  }

  /**
   * What waits, the most urgent first.
   * @param after a page's `next`; null for the beginning
   * @returns null where there is no such place
   */
  async page(after: string | null, limit: number): Promise<QueuePage | null> {
    const [, line, id] = PLACE.exec(after ?? '0:') ?? [];
    if (line === undefined || id === undefined || Number(line) >= LINES.length) return null;
    const drawings: QueuedDrawing[] = [];
    let next: string | null = null;
    let last = id;
    for (let at = Number(line); at < LINES.length; at += 1, last = '') {
      const found = await this.#waiting(LINES[at]!, last, limit - drawings.length);
      drawings.push(...found);
      if (drawings.length < limit) continue;
      next = `${at}:${drawings.at(-1)!.id}`;
      break;
    }
    return { drawings, next, left: await this.#counts() };
  }

  /** What a person decided, or `waiting` to think again. @returns how many are left; null where there is no such drawing */
  async decide(kind: QueuedKind, id: string, moderation: ModerationState): Promise<QueueCounts | null> {
    const { doodles, replays } = this.#options;
    const isThere = await (kind === 'given' ? doodles : replays).moderate(id, moderation);
    return isThere ? this.#counts() : null;
  }

  async #counts(): Promise<QueueCounts> {
    const counts = await Promise.all(
      LINES.map(async (line) => ({ reason: line.reason, count: await this.#count(line) })),
    );
    const of = (reason: QueueReason) =>
      counts.filter((one) => one.reason === reason).reduce((sum, { count }) => sum + count, 0);
    return Object.fromEntries(
      QUEUE_REASONS.map((reason) => [reason, Math.min(MOST_COUNTED, of(reason))]),
    ) as unknown as QueueCounts;
  }

  async #count(line: Line): Promise<number> {
    const { doodles } = this.#options;
    if (line.kind === 'given') {
      const counts = await Promise.all(line.filters.map((filter) => doodles.count(filter, MOST_COUNTED)));
      return counts.reduce((sum, count) => sum + count, 0);
    }
    const { count } = await this.#shared(line.isReported)
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  async #waiting(line: Line, after: string, limit: number): Promise<QueuedDrawing[]> {
    const { reason, kind } = line;
    if (kind === 'given') {
      const pages = await Promise.all(
        line.filters.map((filter) => this.#options.doodles.page({ ...filter, after }, limit)),
      );
      return pages
        .flat()
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit)
        .map((doodle) => queuedDoodle(doodle, reason));
    }
    const rows = await this.#shared(line.isReported)
      .select(['id', 'word', 'document', 'reports'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map((row) => {
      const { id, word, strokes, lastGuess: guess, recognition } = toPublic(row);
      const isRecognised = recognition !== null;
      return { kind, id, reason, word, strokes, doubts: [], reports: row.reports, guess, isRecognised };
    });
  }

  /** Shared drawings that somebody reported; or those for the gallery that nobody reported and nobody has looked at. */
  #shared(isReported: boolean) {
    const shared = this.#options.database.selectFrom('shared_drawings');
    return isReported
      ? shared.where('reports', '>', 0).where('moderation', '<>', 'rejected')
      : shared.where('in_gallery', '=', 1).where('reports', '=', 0).where('moderation', '=', 'waiting');
  }
}

function queuedDoodle(doodle: Doodle, reason: QueueReason): QueuedDrawing {
  const { id, word, drawing, doubts, reports, firstLook, recognisedAtInk } = doodle;
  return {
    kind: 'given',
    id,
    reason,
    word,
    strokes: asTimed(drawing),
    doubts,
    reports,
    guess: firstLook && { word: firstLook.bestWord, confidence: firstLook.bestProbability },
    isRecognised: recognisedAtInk !== null,
  };
}
