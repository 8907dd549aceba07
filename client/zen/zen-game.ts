import type { Clock } from '../../shared/clock.ts';
import {
  createGame,
  DEFAULT_SETTINGS,
  judgedWords,
  MAX_ROUNDS,
  reduce,
  type GameEvent,
  type GameState,
  type Random,
  type Round,
} from '../../shared/game/index.ts';
import type { LiveGuess, LiveStroke } from '../../shared/protocol/index.ts';
import { Guessing } from '../../shared/recognition/guessing.ts';
import type { Recogniser } from '../../shared/recognition/recogniser.ts';
import { MyDrawing } from '../drawing/my-drawing.ts';
import { Signal } from '../net/signal.ts';
import type { ZenChoice } from './zen-choice.ts';

const ME = 'me';

export interface FinishedDrawing {
  readonly id: number;
  readonly word: string;
  readonly strokes: readonly LiveStroke[];
  readonly isRecognised: boolean;
}

export interface ZenParts {
  readonly recogniser: Recogniser;
  readonly clock: Clock;
  readonly random: Random;
  readonly onError: (error: unknown) => void;
}

/**
 * Alone and without a clock: the game's own rules, judge and network, all in this browser. Nothing leaves it.
 */
export class ZenGame {
  /** Another word, or recognised. */
  readonly changed = new Signal<undefined>();
  readonly guessed = new Signal<LiveGuess>();
  readonly #parts: ZenParts;
  readonly #finished: FinishedDrawing[] = [];
  #choice: ZenChoice;
  #game: GameState;
  #drawing!: MyDrawing;
  #guessing: Guessing | null = null;
  #guess: LiveGuess | undefined;
  #trail: string[] = [];

  constructor(parts: ZenParts, choice: ZenChoice) {
    this.#parts = parts;
    this.#choice = choice;
    this.#game = this.#newGame(choice);
    this.#beginWord();
  }

  /** Who looks. */
  get recogniser(): Recogniser {
    return this.#parts.recogniser;
  }

  get choice(): ZenChoice {
    return this.#choice;
  }

  get word(): string {
    return this.#round.sheets[0]!.prompt;
  }

  get isRecognised(): boolean {
    return this.#round.recognitions.length > 0;
  }

  get drawing(): MyDrawing {
    return this.#drawing;
  }

  /** The latest look at the drawing. */
  get guess(): LiveGuess | undefined {
    return this.#guess;
  }

  /** What the network took the drawing for so far. */
  get trail(): readonly string[] {
    return this.#trail;
  }

  /** What was drawn before, oldest first. */
  get finished(): readonly FinishedDrawing[] {
    return this.#finished;
  }

  /** The next word; what is on the sheet is finished. */
  next(): void {
    this.#keepDrawing();
    this.#happen({ type: 'next', playerId: ME });
    this.#beginWord();
  }

  /** Words about something else, from now on. */
  choose(choice: ZenChoice): void {
    this.#keepDrawing();
    this.#choice = choice;
    this.#game = this.#newGame(choice);
    this.#beginWord();
  }

  /** Nobody looks any more. */
  stop(): void {
    this.#guessing?.stop();
    this.#guessing = null;
  }

  get #round(): Round {
    return this.#game.round!;
  }

  /** A game of as many words as there are that are not alike. */
  #newGame({ difficulty, pack }: ZenChoice): GameState {
    const packs = pack === null ? [] : [pack];
    for (let rounds = MAX_ROUNDS; rounds > 0; rounds -= 1) {
      this.#game = createGame(
        { ...DEFAULT_SETTINGS, mode: 'zen', rounds, difficulty, packs },
        this.#parts.recogniser.words,
      );
      this.#happen({ type: 'join', playerId: ME, name: ME, color: 0 });
      this.#happen({ type: 'start', playerId: ME });
      if (this.#game.phase === 'drawing') return this.#game;
    }
    // A pack may have no words of this difficulty.
    return this.#newGame({ difficulty: 'any', pack: difficulty === 'any' ? null : pack });
  }

  #happen(event: GameEvent): void {
    const { clock, random } = this.#parts;
    this.#game = reduce(this.#game, event, clock.now(), random).state;
  }

  #beginWord(): void {
    this.stop();
    const { id, sheets } = this.#round;
    const sheet = sheets[0]!;
    const drawing = new MyDrawing(id, sheet.id);
    this.#drawing = drawing;
    this.#guess = undefined;
    this.#trail = [];
    const { recogniser, clock, onError } = this.#parts;
    const guessing = new Guessing({
      round: id,
      targets: new Map([[sheet.id, { prompt: sheet.prompt, deck: judgedWords(this.#game, sheet.prompt) }]]),
      recogniser,
      clock,
      drawingOf: () => drawing.picture,
      onGuess: (guess) => this.#note(guess),
      onRecognised: (sheetId) => {
        this.#happen({ type: 'recognised', round: id, sheetId });
        this.changed.emit(undefined);
      },
      onLatency: () => undefined,
      onError,
    });
    this.#guessing = guessing;
    drawing.changed.subscribe(() => guessing.inkChanged(sheet.id));
    drawing.pen.subscribe((move) => {
      if (move === 'up') guessing.lifted(sheet.id);
    });
    this.changed.emit(undefined);
  }

  #note(guess: LiveGuess): void {
    this.#guess = guess;
    const top = guess.guesses[0]?.word;
    if (top !== undefined && this.#trail.at(-1) !== top) this.#trail.push(top);
    this.guessed.emit(guess);
  }

  #keepDrawing(): void {
    const { strokes } = this.#drawing.picture;
    if (strokes.length === 0) return;
    this.#finished.push({
      id: this.#finished.length + 1,
      word: this.word,
      strokes,
      isRecognised: this.isRecognised,
    });
  }
}
