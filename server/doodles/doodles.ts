import { createHash } from 'node:crypto';
import type { ExpressionBuilder, Kysely, Selectable } from 'kysely';
import { parseOfficial, rasterize, simplify, toOfficial } from '../../shared/drawing/index.ts';
import type { PlayerId } from '../../shared/game/index.ts';
import {
  DOUBTS,
  MODERATION_STATES,
  PEN_KINDS,
  type Doubt,
  type ModerationState,
  type PenKind,
} from '../../shared/protocol/index.ts';
import { createDoodleId } from './doodle-ids.ts';
import type { Doodle, FirstLook, NewDoodle } from './doodle.ts';
import type { Tables } from './schema.ts';

/** Doodles read at once when many are gone through: memory stays the same however many there are. */
const PAGE_ROWS = 200;

export interface DoodleFilter {
  readonly owner?: PlayerId;
  readonly word?: string;
  readonly moderation?: ModerationState;
  /** Only those that somebody reported, or that a filter doubts, or neither. */
  readonly isDoubtful?: boolean;
  /** Only those that somebody reported, or nobody. */
  readonly isReported?: boolean;
  /** Only later ones. */
  readonly after?: string;
}

/** How many doodles of a word there are. */
export interface WordCount {
  readonly word: string;
  readonly doodles: number;
  readonly recognised: number;
}

/** The doodles that players gave, in the database. */
export class Doodles {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  /** Keeps a doodle. Once this resolves it survives a crash. Equal pictures are marked as duplicates. */
  async save(doodle: NewDoodle): Promise<Doodle> {
    const fingerprint = fingerprintOf(doodle);
    const before = await this.#database
      .selectFrom('doodles')
      .select('id')
      .where('fingerprint', '=', fingerprint)
      .limit(1)
      .executeTakeFirst();
    const doubts: Doubt[] = before
      ? [...new Set([...doodle.doubts, 'duplicate' as const])]
      : [...doodle.doubts];
    const id = createDoodleId(doodle.drawnAt);
    await this.#database
      .insertInto('doodles')
      .values({
        id,
        owner: doodle.owner,
        word: doodle.word,
        strokes: JSON.stringify(toOfficial(doodle.drawing)),
        recognised_at_ink: doodle.recognisedAtInk,
        model_version: doodle.modelVersion,
        first_look: doodle.firstLook && JSON.stringify(doodle.firstLook),
        pen: doodle.pen,
        language: doodle.language,
        country: doodle.country,
        drawn_at: String(doodle.drawnAt),
        doubts: JSON.stringify(doubts),
        moderation: 'waiting',
        reports: 0,
        quarantined: 0,
        fingerprint,
      })
      .execute();
    return { ...doodle, doubts, id, moderation: 'waiting', reports: 0, quarantined: false };
  }

  async find(id: string): Promise<Doodle | null> {
    const row = await this.#database
      .selectFrom('doodles')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row === undefined ? null : fromRow(row);
  }

  /** The first few that fit, oldest first. */
  async page(filter: DoodleFilter, limit = PAGE_ROWS): Promise<Doodle[]> {
    const rows = await this.#database
      .selectFrom('doodles')
      .selectAll()
      .where((row) => fits(row, filter))
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(fromRow);
  }

  /** The newest that may be shown to strangers (see `isShowable`). */
  async showable(limit: number): Promise<Doodle[]> {
    const rows = await this.#database
      .selectFrom('doodles')
      .selectAll()
      .where('moderation', '=', 'accepted' satisfies ModerationState)
      .where('reports', '=', 0)
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(fromRow);
  }

  /** All that fit, oldest first, a page at a time. What is deleted meanwhile does not come. */
  async *all(filter: DoodleFilter = {}): AsyncGenerator<Doodle> {
    for (let { after } = filter; ;) {
      const page = await this.page({ ...filter, ...(after !== undefined && { after }) });
      yield* page;
      if (page.length < PAGE_ROWS) return;
      after = page.at(-1)!.id;
    }
  }

  /** @param most beyond it nothing is counted, which a table of a million rows needs for a quick answer */
  async count(filter: DoodleFilter = {}, most = Number.MAX_SAFE_INTEGER): Promise<number> {
    const { count } = await this.#database
      .selectFrom((from) =>
        from
          .selectFrom('doodles')
          .select('id')
          .where((row) => fits(row, filter))
          .limit(most)
          .as('found'),
      )
      .select((row) => row.fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** Words of which there are doodles, in alphabetical order. */
  async words(): Promise<WordCount[]> {
    const rows = await this.#database
      .selectFrom('doodles')
      .select((row) => [
        'word',
        row.fn.countAll().as('doodles'),
        row.fn.count('recognised_at_ink').as('recognised'),
      ])
      .groupBy('word')
      .orderBy('word')
      .execute();
    return rows.map(({ word, doodles, recognised }) => ({
      word,
      doodles: Number(doodles),
      recognised: Number(recognised),
    }));
  }

  /** What a person decided about a doodle, or `waiting` to think again. @returns whether there is such a doodle */
  async moderate(id: string, moderation: ModerationState): Promise<boolean> {
    return this.#database.transaction().execute(async (database) => {
      // Who has looked at it has answered the reports, too; who thinks again has them back.
      await database
        .updateTable('doodle_reports')
        .set({ answered: Number(moderation !== 'waiting') })
        .where('doodle_id', '=', id)
        .execute();
      const { numUpdatedRows } = await database
        .updateTable('doodles')
        .set({ moderation })
        .where('id', '=', id)
        .executeTakeFirst();
      await countReports(database, id);
      return numUpdatedRows > 0n;
    });
  }

  /** What speaks against a doodle's word: nothing, so much that it is put aside, or enough to ask a person. */
  async doubtLabel(id: string, is: 'fine' | 'quarantined' | 'asked'): Promise<void> {
    await this.#database.transaction().execute(async (database) => {
      const row = await database
        .selectFrom('doodles')
        .select('doubts')
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row) return;
      const others = (JSON.parse(row.doubts) as Doubt[]).filter((doubt) => doubt !== 'another-word');
      const doubts: Doubt[] = is === 'asked' ? [...others, 'another-word'] : others;
      await database
        .updateTable('doodles')
        .set({ doubts: JSON.stringify(doubts), quarantined: Number(is === 'quarantined') })
        .where('id', '=', id)
        .execute();
    });
  }

  /** A player finds that a doodle should not be shown. @returns whether there is such a doodle */
  async report(id: string, reporter: PlayerId): Promise<boolean> {
    return this.#database.transaction().execute(async (database) => {
      const isThere = await database
        .selectFrom('doodles')
        .select('id')
        .where('id', '=', id)
        .executeTakeFirst();
      if (!isThere) return false;
      await database
        .insertInto('doodle_reports')
        .values({ doodle_id: id, reporter, answered: 0 })
        .onConflict((conflict) => conflict.columns(['doodle_id', 'reporter']).doUpdateSet({ answered: 0 }))
        .execute();
      await countReports(database, id);
      return true;
    });
  }

  /** Takes one doodle back. @returns whether this owner had it */
  async remove(owner: PlayerId, id: string): Promise<boolean> {
    return (await this.#delete(owner, id)) > 0;
  }

  /** Takes back all that a player gave. @returns how many */
  async forget(owner: PlayerId): Promise<number> {
    return this.#delete(owner, null);
  }

  #delete(owner: PlayerId, id: string | null): Promise<number> {
    return this.#database.transaction().execute(async (database) => {
      const mine = database
        .selectFrom('doodles')
        .select('id')
        .where('owner', '=', owner)
        .$if(id !== null, (query) => query.where('id', '=', id!));
      // SQLite follows `on delete cascade` only where it is switched on for every connection.
      await database.deleteFrom('doodle_reports').where('doodle_id', 'in', mine).execute();
      const { numDeletedRows } = await database
        .deleteFrom('doodles')
        .where('id', 'in', mine)
        .executeTakeFirst();
      return Number(numDeletedRows);
    });
  }
}

function fits(row: ExpressionBuilder<Tables, 'doodles'>, filter: DoodleFilter) {
  const { owner, word, moderation, isDoubtful, isReported, after } = filter;
  return row.and([
    ...(owner === undefined ? [] : [row('owner', '=', owner)]),
    ...(word === undefined ? [] : [row('word', '=', word)]),
    ...(moderation === undefined ? [] : [row('moderation', '=', moderation)]),
    ...(isDoubtful === true ? [row.or([row('doubts', '<>', '[]'), row('reports', '>', 0)])] : []),
    ...(isDoubtful === false ? [row('doubts', '=', '[]'), row('reports', '=', 0)] : []),
    ...(isReported === false ? [row('reports', '=', 0)] : []),
    // The same as having reports, and found without a look at every doodle.
    ...(isReported === true ? [row('id', 'in', openReports(row))] : []),
    ...(after === undefined ? [] : [row('id', '>', after)]),
  ]);
}

/** The doodles that somebody reported since a person looked at them. */
function openReports(row: ExpressionBuilder<Tables, 'doodles'>) {
  return row.selectFrom('doodle_reports').select('doodle_id').where('answered', '=', 0);
}

/** Brings a doodle's number of open reports up to date. */
async function countReports(database: Kysely<Tables>, id: string): Promise<void> {
  await database
    .updateTable('doodles')
    .set((row) => ({
      reports: row
        .selectFrom('doodle_reports')
        .select((report) => report.cast<number>(report.fn.countAll(), 'integer').as('count'))
        .where('doodle_id', '=', id)
        .where('answered', '=', 0),
    }))
    .where('id', '=', id)
    .execute();
}

/** Of what the network sees, so that the same drawing elsewhere on the sheet, or sampled otherwise, is found. */
function fingerprintOf({ drawing }: NewDoodle): string {
  return createHash('sha256')
    .update(rasterize(simplify(drawing)))
    .digest('base64url');
}

function fromRow(row: Selectable<Tables['doodles']>): Doodle {
  const doubts = JSON.parse(row.doubts) as unknown[];
  return {
    id: row.id,
    owner: row.owner,
    word: row.word,
    drawing: parseOfficial(JSON.parse(row.strokes)),
    recognisedAtInk: row.recognised_at_ink,
    modelVersion: row.model_version,
    firstLook: row.first_look === null ? null : (JSON.parse(row.first_look) as FirstLook),
    pen: oneOf<PenKind>(PEN_KINDS, row.pen, 'unknown'),
    language: row.language,
    country: row.country,
    drawnAt: Number(row.drawn_at),
    doubts: DOUBTS.filter((doubt) => doubts.includes(doubt)),
    // What another version of the code wrote waits for a person.
    moderation: oneOf<ModerationState>(MODERATION_STATES, row.moderation, 'waiting'),
    reports: row.reports,
    quarantined: row.quarantined === 1,
  };
}

function oneOf<T extends string>(known: readonly T[], value: string, otherwise: T): T {
  return known.find((name) => name === value) ?? otherwise;
}
