import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { ALL_WORDS } from '../../shared/categories/deck.ts';
import type { ModeName, PlayerId } from '../../shared/game/index.ts';
import type {
  FinishedDrawing,
  ModerationState,
  PublicDrawing,
  SharedGame,
  ShareReceipt,
} from '../../shared/protocol/index.ts';
import type { AlbumDrawing, FinishedGame } from '../rooms/album.ts';
import { deleteDrawings, type Players } from './players.ts';
import type { Tables } from './schema.ts';

/** 128 random bits: nobody finds a shared game by guessing. */
const ID_BYTES = 16;
/** A drawing that so many players report is shown to nobody any more, until a person has looked at it. */
export const REPORTS_TO_HIDE = 3;
/** The gallery has the words of the data set: a room's own words may be anything. */
const GALLERY_WORDS: ReadonlySet<string> = new Set(ALL_WORDS);

/** Games that people share with everybody who has the address. */
export class Replays {
  readonly #database: Kysely<Tables>;
  readonly #players: Players;

  constructor(database: Kysely<Tables>, players: Players) {
    this.#database = database;
    this.#players = players;
  }

  /**
   * Shares a game: the sharer's own drawings, the bots', and those of others who have not said no. Whoever shares the same game
   * again gets the same page.
   * @param inGallery whether the drawings that the sharer drew alone are shown in the gallery, too
   */
  async share(game: FinishedGame, sharerId: string, inGallery: boolean): Promise<ShareReceipt> {
    const before = await this.#shared(game.id, sharerId);
    if (before) {
      await this.#showInGallery(before.id, inGallery, game, sharerId);
      return before;
    }
    const withholding = await this.#players.withholding([
      ...new Set(game.drawings.flatMap(({ artistIds }) => artistIds)),
    ]);
    const shown = game.drawings.filter((drawing) =>
      drawing.artistIds.every((id) => id === sharerId || !withholding.has(id)),
    );
    const id = publicId();
    const created_at = new Date().toISOString();
    const withheld = game.drawings.length - shown.length;
    await this.#database.transaction().execute(async (database) => {
      const { mode, rounds } = game;
      const row = { id, game_id: game.id, sharer_id: sharerId, created_at, mode, rounds, withheld };
      await database.insertInto('replays').values(row).execute();
      for (const [position, drawing] of shown.entries()) {
        await insertDrawing(database, drawing, {
          replay_id: id,
          position,
          created_at,
          in_gallery: Number(inGallery && mayBeInGallery(drawing, sharerId)),
        });
      }
    });
    return { id, shown: shown.length, withheld };
  }

  /** A shared game, or undefined where there is none (any more). */
  async find(id: string): Promise<SharedGame | undefined> {
    const replay = await this.#database
      .selectFrom('replays')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    if (!replay) return undefined;
    const rows = await this.#database
      .selectFrom('shared_drawings')
      .select(['id', 'word', 'document'])
      .where('replay_id', '=', id)
      .where('reports', '<', REPORTS_TO_HIDE)
      .where('moderation', '<>', 'rejected')
      .orderBy('position')
      .execute();
    return {
      id,
      createdAt: replay.created_at,
      mode: replay.mode as ModeName,
      rounds: replay.rounds,
      withheld: replay.withheld,
      drawings: rows.map(toPublic),
    };
  }

  /** Takes a shared game back. Returns whether it was this player's. */
  async takeBack(id: string, sharerId: string): Promise<boolean> {
    return this.#database.transaction().execute(async (database) => {
      const replay = await database
        .selectFrom('replays')
        .select('id')
        .where('id', '=', id)
        .where('sharer_id', '=', sharerId)
        .executeTakeFirst();
      if (!replay) return false;
      const drawings = await database
        .selectFrom('shared_drawings')
        .select('id')
        .where('replay_id', '=', id)
        .execute();
      await deleteDrawings(
        database,
        drawings.map((drawing) => drawing.id),
      );
      await database.deleteFrom('replays').where('id', '=', id).execute();
      return true;
    });
  }

  /** One shared drawing, with the people who drew it. */
  async drawing(
    id: string,
  ): Promise<(Pick<PublicDrawing, 'word' | 'strokes'> & { artistIds: readonly PlayerId[] }) | undefined> {
    const row = await this.#database
      .selectFrom('shared_drawings')
      .select(['id', 'word', 'document'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) return undefined;
    const artists = await this.#database
      .selectFrom('shared_drawing_artists')
      .select('player_id')
      .where('drawing_id', '=', id)
      .execute();
    const { word, strokes } = toPublic(row);
    return { word, strokes, artistIds: artists.map(({ player_id }) => player_id) };
  }

  /** Counts a player's report of a drawing, once. Returns whether there is such a drawing. */
  async report(drawingId: string, playerId: string): Promise<boolean> {
    return this.#database.transaction().execute(async (database) => {
      const drawing = await database
        .selectFrom('shared_drawings')
        .select('id')
        .where('id', '=', drawingId)
        .executeTakeFirst();
      if (!drawing) return false;
      await database
        .insertInto('drawing_reports')
        .values({ drawing_id: drawingId, player_id: playerId, answered: 0 })
        .onConflict((conflict) => conflict.columns(['drawing_id', 'player_id']).doUpdateSet({ answered: 0 }))
        .execute();
      await countReports(database, drawingId);
      return true;
    });
  }

  /** What a person decided about a drawing, or `waiting` to think again. Returns whether there is such a drawing. */
  async moderate(drawingId: string, moderation: ModerationState): Promise<boolean> {
    return this.#database.transaction().execute(async (database) => {
      await database
        .updateTable('drawing_reports')
        .set({ answered: Number(moderation !== 'waiting') })
        .where('drawing_id', '=', drawingId)
        .execute();
      const { numUpdatedRows } = await database
        .updateTable('shared_drawings')
        .set({ moderation })
        .where('id', '=', drawingId)
        .executeTakeFirst();
      await countReports(database, drawingId);
      return numUpdatedRows > 0n;
    });
  }

  async #shared(gameId: string, sharerId: string): Promise<ShareReceipt | undefined> {
    const replay = await this.#database
      .selectFrom('replays')
      .select(['id', 'withheld'])
      .where('game_id', '=', gameId)
      .where('sharer_id', '=', sharerId)
      .executeTakeFirst();
    if (!replay) return undefined;
    const { count } = await this.#database
      .selectFrom('shared_drawings')
      .select(({ fn }) => fn.countAll().as('count'))
      .where('replay_id', '=', replay.id)
      .executeTakeFirstOrThrow();
    return { ...replay, shown: Number(count) };
  }

  async #showInGallery(id: string, shows: boolean, game: FinishedGame, sharerId: string): Promise<void> {
    const words = game.drawings
      .filter((drawing) => mayBeInGallery(drawing, sharerId))
      .map(({ word }) => word);
    if (words.length === 0) return;
    await this.#database
      .updateTable('shared_drawings')
      .set({ in_gallery: Number(shows) })
      .where('replay_id', '=', id)
      .where('word', 'in', words)
      // In a round everybody may draw the same word: only those that the sharer drew alone.
      .where((row) =>
        row(
          'shared_drawings.id',
          'in',
          row.selectFrom('shared_drawing_artists').select('drawing_id').where('player_id', '=', sharerId),
        ),
      )
      .execute();
  }
}

/** A row of the table as everybody may see it. */
export function toPublic(row: { id: string; word: string; document: string }): PublicDrawing {
  const rest = JSON.parse(row.document) as Omit<FinishedDrawing, 'word'>;
  return { id: row.id, word: row.word, ...rest };
}

function mayBeInGallery({ artistIds, word }: AlbumDrawing, sharerId: string): boolean {
  return artistIds.length === 1 && artistIds[0] === sharerId && GALLERY_WORDS.has(word);
}

async function insertDrawing(
  database: Kysely<Tables>,
  { word, round, artists, strokes, recognition, lastGuess, artistIds, botIds }: AlbumDrawing,
  place: { replay_id: string; position: number; created_at: string; in_gallery: number },
): Promise<void> {
  const id = publicId();
  // Field by field: who they are in rooms is nobody's business out there.
  const document: Omit<FinishedDrawing, 'word'> = { round, artists, strokes, recognition, lastGuess };
  await database
    .insertInto('shared_drawings')
    .values({ id, word, reports: 0, moderation: 'waiting', document: JSON.stringify(document), ...place })
    .execute();
  for (const player_id of artistIds.filter((artist) => !botIds.includes(artist))) {
    await database.insertInto('shared_drawing_artists').values({ drawing_id: id, player_id }).execute();
  }
}

/** Brings a drawing's number of open reports up to date. */
async function countReports(database: Kysely<Tables>, drawingId: string): Promise<void> {
  const { count } = await database
    .selectFrom('drawing_reports')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('drawing_id', '=', drawingId)
    .where('answered', '=', 0)
    .executeTakeFirstOrThrow();
  await database
    .updateTable('shared_drawings')
    .set({ reports: Number(count) })
    .where('id', '=', drawingId)
    .execute();
}

function publicId(): string {
  return randomBytes(ID_BYTES).toString('base64url');
}
