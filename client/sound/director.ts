import type { GameView, PlayerId, RoundView, SheetId } from '../../shared/game/index.ts';
import type { LiveGuess, RoomView } from '../../shared/protocol/index.ts';
import { t, wordThing } from '../i18n/t.ts';
import type { RoomStore } from '../net/room-store.ts';
import type { ServerClock } from '../net/server-clock.ts';
import { sheetOf } from '../ui/parts/results.ts';
import type { Sound } from './index.ts';
import { LAST_SECONDS, SecondsLeft } from './seconds-left.ts';

export interface DirectorOptions {
  readonly sound: Pick<Sound, 'play' | 'warmth' | 'speak' | 'buzz'>;
  readonly session: { readonly store: RoomStore; readonly me: PlayerId | null };
  readonly clock: Pick<ServerClock, 'until'>;
  /** The language that the page is in now, as a BCP 47 tag. */
  readonly language: () => string;
}

/** Watches the room and says what is to be heard. Screens come and go with it; sounds outlast them. */
export class SoundDirector {
  readonly #sound: DirectorOptions['sound'];
  readonly #session: DirectorOptions['session'];
  readonly #language: () => string;
  readonly #secondsLeft: SecondsLeft;
  #before: RoomView | null = null;
  /** How many ideas about my drawing have been heard in this round. */
  #ideasHeard = 0;

  constructor({ sound, session, clock, language }: DirectorOptions) {
    this.#sound = sound;
    this.#session = session;
    this.#language = language;
    this.#secondsLeft = new SecondsLeft(clock, (seconds) => this.#onSecond(seconds));
    const { store } = session;
    store.roundBegan.subscribe(() => this.#onRoundBegan());
    store.changed.subscribe(() => this.#onChanged());
    store.guessed.subscribe((guess) => this.#onGuess(guess));
  }

  #onRoundBegan(): void {
    this.#ideasHeard = 0;
    this.#sound.warmth(0);
  }

  #onChanged(): void {
    const before = this.#before;
    const { view } = this.#session.store;
    this.#before = view;
    // Whoever comes into a room, or back, is told nothing that happened before.
    if (before !== null && before.code === view?.code) this.#tell(before.game, view.game);
    this.#secondsLeft.aimAt(this.#countsDown(view?.game) ? (view?.game.phaseEndsAt ?? null) : null);
  }

  #tell(before: GameView, now: GameView): void {
    this.#tellSuccesses(before.round, now.round);
    if (before.phase === now.phase) return;
    if (now.phase === 'drawing' && before.phase === 'countdown') this.#sound.play('pensFree');
    else if (now.phase === 'reveal') this.#tellRoundEnd(now.round);
    else if (now.phase === 'final') this.#sound.play('finalFanfare');
  }

  #tellSuccesses(before: RoundView | null, round: RoundView | null): void {
    if (round === null || before?.id !== round.id) return;
    const { me } = this.#session;
    const recognitions = round.recognitions.slice(before.recognitions.length);
    const finds = round.finds.slice(before.finds.length);
    const mine =
      recognitions.find(({ sheetId }) => winsByDrawing(round, me, sheetId)) ??
      finds.find(({ playerId }) => playerId === me);
    if (mine !== undefined) {
      this.#sound.play('recognised');
      this.#sound.buzz('recognised');
      const prompt = round.sheets.find(({ id }) => id === mine.sheetId)?.prompt ?? null;
      if (prompt !== null) this.#sound.speak(t('guess.sure', { thing: wordThing(prompt) }), this.#language());
    } else if (recognitions.length + finds.length > 0) this.#sound.play('otherRecognised');
  }

  #tellRoundEnd(round: RoundView | null): void {
    this.#sound.play('roundEnd');
    if (hasSomethingToWin(round, this.#session.me)) this.#sound.buzz('timeOut');
  }

  #onSecond(seconds: number): void {
    const phase = this.#session.store.view?.game.phase;
    if (phase === 'countdown') this.#sound.play('countdownTick');
    else if (seconds <= LAST_SECONDS) this.#sound.play('timeRunningOut');
  }

  #onGuess({ sheet, warmth }: LiveGuess): void {
    const { store, me } = this.#session;
    const game = store.view?.game;
    if (game?.phase !== 'drawing' || !followsSheet(game.round, me, sheet)) return;
    if (warmth !== null) this.#sound.warmth(warmth);
    const ideas = store.trail(sheet);
    const latest = ideas.at(-1);
    if (latest === undefined || ideas.length === this.#ideasHeard) return;
    this.#ideasHeard = ideas.length;
    this.#sound.play('guess');
    this.#sound.speak(wordThing(latest), this.#language());
  }

  /** The countdown is everybody's; the clock's last seconds are for those who can still win something. */
  #countsDown(game: GameView | undefined): boolean {
    if (game?.phase === 'countdown') return true;
    return game?.phase === 'drawing' && hasSomethingToWin(game.round, this.#session.me);
  }
}

/** Whether I draw on this sheet, and its recognition is my success: where people guess, it is the network's. */
function winsByDrawing(round: RoundView, me: PlayerId | null, sheetId: SheetId): boolean {
  return round.mode !== 'guess' && me !== null && sheetOf(round, me)?.id === sheetId;
}

/** Whether I want to hear what the network makes of this sheet: I draw on it, or guess what it is. */
function followsSheet(round: RoundView | null, me: PlayerId | null, sheetId: SheetId): boolean {
  if (round === null || !hasSomethingToWin(round, me)) return false;
  return round.mode === 'guess' || winsByDrawing(round, me, sheetId);
}

/** Whether this round is still open for me. */
function hasSomethingToWin(round: RoundView | null, me: PlayerId | null): boolean {
  if (round === null || me === null) return false;
  if (round.mode === 'guess') {
    return round.recognitions.length === 0 && !round.finds.some(({ playerId }) => playerId === me);
  }
  const sheet = sheetOf(round, me);
  return sheet !== null && !round.recognitions.some(({ sheetId }) => sheetId === sheet.id);
}
