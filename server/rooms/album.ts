import { randomUUID } from 'node:crypto';
import { inkLength, thin, type Drawing } from '../../shared/drawing/index.ts';
import type { ModeName, Player, PlayerId, Recognition, Round, SheetId } from '../../shared/game/index.ts';
import type { Artist, DrawingSnapshot, GameDrawing, Guess, LiveGuess } from '../../shared/protocol/index.ts';

/** A kept drawing has at most so many points: a full sheet of ink needs fewer. */
const MOST_KEPT_POINTS = 2_000;

/** A drawing of the game with what only the server knows. */
export interface AlbumDrawing extends GameDrawing {
  /** Its artists whom the server plays. */
  readonly botIds: readonly PlayerId[];
}

/** A finished game, as it can be shared. */
export interface FinishedGame {
  /** Unique among all games. */
  readonly id: string;
  readonly mode: ModeName;
  readonly rounds: number;
  readonly drawings: readonly AlbumDrawing[];
}

interface Look {
  lastGuess: Guess | null;
  inkUnits: number;
}

/** The finished drawings, as they outlive the process. */
export interface KeptPages {
  readonly id: string;
  readonly drawings: readonly AlbumDrawing[];
}

/** What is noted of the round under way, likewise. */
export interface KeptRoundNotes {
  readonly looks: readonly (readonly [SheetId, Readonly<Look>])[];
  readonly artists: readonly Player[];
}

/** The finished drawings of a room's current game, by round. */
export class Album {
  #id: string = randomUUID();
  #drawings: AlbumDrawing[] = [];
  /** What is noted of the drawings of the round under way. */
  #looks = new Map<SheetId, Look>();
  /** Those who draw in it, for somebody may leave before its end. */
  #artists = new Map<PlayerId, Player>();

  keptPages(): KeptPages {
    return { id: this.#id, drawings: this.#drawings };
  }

  keptNotes(): KeptRoundNotes {
    return { looks: [...this.#looks], artists: [...this.#artists.values()] };
  }

  /** Goes on from what was kept. */
  restore({ id, drawings }: KeptPages, { looks, artists }: KeptRoundNotes): void {
    this.#id = id;
    this.#drawings = [...drawings];
    this.#looks = new Map(looks);
    this.#artists = new Map(artists.map((artist) => [artist.id, artist]));
  }

  /** The drawings of the rounds that are over, as those in the room may have them. */
  forPlayers(): GameDrawing[] {
    return this.#drawings.map((drawing) => {
      const { round, word, sheet, artistIds, artists, strokes, recognition, lastGuess } = drawing;
      return { round, word, sheet, artistIds, artists, strokes, recognition, lastGuess };
    });
  }

  /** A new game: the last one's drawings are gone. */
  clear(): void {
    this.#id = randomUUID();
    this.#drawings = [];
    this.#looks.clear();
  }

  beginRound(round: Round, players: readonly Player[]): void {
    const ids = new Set(round.sheets.flatMap(({ artistIds }) => artistIds));
    this.#artists = new Map(players.filter(({ id }) => ids.has(id)).map((player) => [player.id, player]));
    this.#looks = new Map(round.sheets.map(({ id }) => [id, { lastGuess: null, inkUnits: 0 }]));
  }

  noteGuess({ sheet, guesses }: LiveGuess): void {
    const look = this.#looks.get(sheet);
    if (look) look.lastGuess = guesses[0] ?? null;
  }

  /** The network is sure of a drawing that is so far as given here. */
  noteRecognition({ sheetId }: Recognition, drawing: Drawing): void {
    const look = this.#looks.get(sheetId);
    if (look) look.inkUnits = Math.round(inkLength(drawing));
  }

  /** The pens are down: what lies on the sheets is kept. Blank sheets are not. */
  endRound({ number, sheets, recognitions }: Round, snapshots: readonly DrawingSnapshot[]): void {
    const places = recognitions.map(({ sheetId }) => sheetId);
    const place = (id: SheetId) => (places.includes(id) ? places.indexOf(id) : places.length);
    for (const sheet of [...sheets].sort((a, b) => place(a.id) - place(b.id))) {
      const strokes = snapshots.find((snapshot) => snapshot.sheet === sheet.id)?.strokes ?? [];
      if (strokes.length === 0) continue;
      const look = this.#looks.get(sheet.id);
      const recognition = recognitions.find(({ sheetId }) => sheetId === sheet.id);
      const artists = sheet.artistIds.flatMap((id) => this.#artists.get(id) ?? []);
      this.#drawings.push({
        round: number,
        word: sheet.prompt,
        sheet: sheet.id,
        artistIds: sheet.artistIds,
        artists: artists.map(({ name, color }): Artist => ({ name, color })),
        botIds: artists.filter(({ bot }) => bot !== null).map(({ id }) => id),
        strokes: thin(strokes, MOST_KEPT_POINTS),
        recognition: recognition ? { elapsedMs: recognition.elapsedMs, inkUnits: look?.inkUnits ?? 0 } : null,
        lastGuess: look?.lastGuess ?? null,
      });
    }
  }

  finished(mode: ModeName): FinishedGame {
    const rounds = this.#drawings.reduce((most, { round }) => Math.max(most, round), 0);
    return { id: this.#id, mode, rounds, drawings: this.#drawings };
  }
}
