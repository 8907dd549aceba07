import type { GameEffect, GameState } from '../../shared/game/index.ts';
import { Album } from './album.ts';
import { collect } from './collecting.ts';
import { Explanations } from './explanations.ts';
import { Giving } from './giving.ts';
import type { RoomOptions } from './options.ts';
import { resultsOf } from './results.ts';
import type { KeptAlbum, KeptRoom } from './snapshot.ts';
import { summarise } from './summary.ts';
import type { Table } from './table.ts';
import { Talk } from './talk.ts';

/** What a room remembers beside the game itself: drawings and their explanations, gifts, talk. */
export class Records {
  readonly album = new Album();
  readonly explanations: Explanations;
  readonly giving = new Giving();
  readonly talk: Talk;
  readonly #options: RoomOptions;
  /** When the running game began, milliseconds since the epoch. */
  #gameStartedAt = 0;
  /** Whether the finished drawings are not kept as they are now. */
  #isAlbumNew = true;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.explanations = new Explanations(options.explainer);
    this.talk = new Talk(options);
  }

  /** Takes note of what has happened in the game. */
  note(effect: GameEffect, game: GameState, table: Table): void {
    if (effect.type === 'game-started') {
      this.#gameStartedAt = this.#options.clock.now();
      this.forgetGame();
    }
    if (effect.type === 'drawing-started') {
      this.giving.begin();
      this.album.beginRound(effect.round, game.players);
    }
    if (effect.type === 'recognised') {
      const { sheetId } = effect.recognition;
      this.giving.recognised(sheetId, table.ink(sheetId));
      this.album.noteRecognition(effect.recognition, table.ink(sheetId));
      this.explanations.noteRecognition(effect.recognition, table.ink(sheetId));
    }
    if (effect.type === 'round-ended') {
      this.album.endRound(effect.round, table.snapshots());
      this.explanations.endRound(effect.round, table.snapshots());
      this.#isAlbumNew = true;
      const given = this.giving.given(game, effect.round, (sheet) => table.ink(sheet));
      collect(given, this.#options);
    }
    if (effect.type === 'game-ended') this.#endGame(game);
  }

  /** Another game: the drawings of the last one are gone. */
  forgetGame(): void {
    this.album.clear();
    this.explanations.clear();
    this.#isAlbumNew = true;
  }

  keptRoom(): Pick<KeptRoom, 'gameStartedAt' | 'talk' | 'giving' | 'notes' | 'recognisedAtMs'> {
    return {
      gameStartedAt: this.#gameStartedAt,
      talk: this.talk.kept(),
      giving: this.giving.kept(),
      notes: this.album.keptNotes(),
      recognisedAtMs: this.explanations.recognisedAtMs,
    };
  }

  /** The finished drawings, to be kept; undefined where nothing is new of them. */
  takeAlbum(anew: boolean): KeptAlbum | undefined {
    if (!this.#isAlbumNew && !anew) return undefined;
    this.#isAlbumNew = false;
    return { pages: this.album.keptPages(), explanations: this.explanations.kept() };
  }

  /** Goes on from what was kept. */
  restore(room: KeptRoom, { pages, explanations }: KeptAlbum): void {
    this.#gameStartedAt = room.gameStartedAt;
    this.talk.restore(room.talk);
    this.giving.restore(room.giving);
    this.album.restore(pages, room.notes);
    this.explanations.restore(explanations, room.recognisedAtMs);
  }

  #endGame(game: GameState): void {
    const { observer, recogniser, clock } = this.#options;
    const times = { startedAt: this.#gameStartedAt, endedAt: clock.now() };
    observer.gameEnded(summarise(game, times, recogniser.modelVersion), resultsOf(game));
  }
}
