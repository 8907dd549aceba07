import { inkLength, type Drawing } from '../../shared/drawing/index.ts';
import {
  playerOf,
  type GameState,
  type PlayerId,
  type Round,
  type Sheet,
  type SheetId,
} from '../../shared/game/index.ts';
import type { PenKind } from '../../shared/protocol/index.ts';

/** What a player said about giving drawings to the training of the network. */
export interface GivingWish {
  readonly gives: boolean;
  readonly pen: PenKind;
  /** ISO 3166-1 alpha-2; null unless the server is told to keep it. */
  readonly country: string | null;
}

/** A finished drawing that its artist gives. */
export interface GivenDrawing {
  readonly artistId: PlayerId;
  /** The round's id. */
  readonly round: number;
  readonly sheet: SheetId;
  readonly word: string;
  readonly drawing: Drawing;
  /** The share of its ink at which it was recognised, 0..1; null where it never was. */
  readonly recognisedAtInk: number | null;
  readonly pen: PenKind;
  readonly country: string | null;
  /** The room's language, a BCP 47 tag. */
  readonly language: string;
}

/** As it outlives the process. */
export interface KeptGiving {
  readonly wishes: readonly (readonly [PlayerId, GivingWish])[];
  readonly inkWhenRecognised: readonly (readonly [SheetId, number])[];
}

/**
 * Who in a room gives drawings away, and which. Who says nothing gives nothing, whatever the room's default is: that only says
 * what the question is answered with until it is changed. What several people drew is nobody's to give.
 */
export class Giving {
  readonly #wishes = new Map<PlayerId, GivingWish>();
  /** How much ink was on a sheet when it was recognised, in canvas units. */
  readonly #inkWhenRecognised = new Map<SheetId, number>();

  kept(): KeptGiving {
    return { wishes: [...this.#wishes], inkWhenRecognised: [...this.#inkWhenRecognised] };
  }

  /** Goes on from what was kept. */
  restore({ wishes, inkWhenRecognised }: KeptGiving): void {
    for (const [playerId, wish] of wishes) this.#wishes.set(playerId, wish);
    for (const [sheet, units] of inkWhenRecognised) this.#inkWhenRecognised.set(sheet, units);
  }

  wish(playerId: PlayerId, wish: GivingWish): void {
    this.#wishes.set(playerId, wish);
  }

  begin(): void {
    this.#inkWhenRecognised.clear();
  }

  recognised(sheet: SheetId, drawing: Drawing): void {
    this.#inkWhenRecognised.set(sheet, inkLength(drawing));
  }

  /** What is given of a finished round. */
  given(game: GameState, round: Round, drawingOf: (sheet: SheetId) => Drawing): GivenDrawing[] {
    return round.sheets.flatMap((sheet) => {
      const artist = this.#artistWhoGives(game, sheet);
      const drawing = drawingOf(sheet.id);
      if (!artist || drawing.length === 0 || !game.knownWords.includes(sheet.prompt)) return [];
      const ink = inkLength(drawing);
      const ready = this.#inkWhenRecognised.get(sheet.id);
      return {
        artistId: artist.id,
        round: round.id,
        sheet: sheet.id,
        word: sheet.prompt,
        drawing,
        // Who takes ink back after being recognised may have had more of it then than in the end.
        recognisedAtInk: ready === undefined ? null : ink > 0 ? Math.min(1, ready / ink) : 1,
        pen: artist.pen,
        country: artist.country,
        language: game.settings.language,
      };
    });
  }

  #artistWhoGives(
    game: GameState,
    { artistIds }: Sheet,
  ): (Omit<GivingWish, 'gives'> & { id: PlayerId }) | null {
    const [id, ...others] = artistIds;
    if (id === undefined || others.length > 0 || playerOf(game, id)?.bot) return null;
    const wish = this.#wishes.get(id);
    return wish?.gives === true ? { id, pen: wish.pen, country: wish.country } : null;
  }
}
