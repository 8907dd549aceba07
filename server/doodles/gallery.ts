import type { Kysely } from 'kysely';
import type { GalleryPage, GalleryWord } from '../../shared/protocol/index.ts';
import { toPublic } from './replays.ts';
import type { Tables } from './schema.ts';

/** Drawings on one page. */
const PAGE_SIZE = 24;

/** Drawings that their artists show to everybody, by word: those that a person has accepted and nobody has reported since. */
export class Gallery {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  /** Every word that has drawings, in alphabetical order, with its newest one. */
  async words(): Promise<GalleryWord[]> {
    const counted = this.#shown()
      .groupBy('word')
      .select(({ fn }) => ['word', fn.countAll().as('count'), fn.max('created_at').as('newest_at')])
      .as('counted');
    const rows = await this.#shown()
      .innerJoin(counted, (join) =>
        join
          .onRef('counted.word', '=', 'shared_drawings.word')
          .onRef('counted.newest_at', '=', 'shared_drawings.created_at'),
      )
      .select(['shared_drawings.id', 'shared_drawings.word', 'document', 'counted.count'])
      .orderBy('shared_drawings.word')
      .execute();
    const words = new Map<string, GalleryWord>();
    for (const row of rows) {
      words.set(row.word, { word: row.word, count: Number(row.count), newest: toPublic(row) });
    }
    return [...words.values()];
  }

  /** The drawings of a word from a place on, newest first; an empty page where there are none. */
  async page(word: string, from: string | null): Promise<GalleryPage> {
    const rows = await this.#newest(word, PAGE_SIZE + 1, from);
    const shown = rows.slice(0, PAGE_SIZE);
    const next = rows.length > PAGE_SIZE ? (shown.at(-1)?.id ?? null) : null;
    return { word, drawings: shown.map(toPublic), next };
  }

  #shown() {
    return this.#database
      .selectFrom('shared_drawings')
      .where('in_gallery', '=', 1)
      .where('moderation', '=', 'accepted')
      .where('reports', '=', 0);
  }

  /** @param after the id of the drawing after which to go on */
  async #newest(word: string, limit: number, after: string | null) {
    let query = this.#shown().where('word', '=', word);
    if (after !== null) {
      const last = await this.#database
        .selectFrom('shared_drawings')
        .select(['id', 'created_at'])
        .where('id', '=', after)
        .executeTakeFirst();
      if (!last) return [];
      query = query.where((row) =>
        row.or([
          row('created_at', '<', last.created_at),
          row.and([row('created_at', '=', last.created_at), row('id', '<', last.id)]),
        ]),
      );
    }
    return query
      .select(['id', 'word', 'document'])
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
  }
}
