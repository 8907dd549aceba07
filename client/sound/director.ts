import type { GameState, PlayerId, Round } from '../../shared/game/state.ts';
import type { LiveGuess, RoomView } from '../../shared/protocol/index.ts';
import { t, wordThing } from '../i18n/t.ts';
import type { RoomStore } from '../net/room-store.ts';
import type { ServerClock } from '../net/server-clock.ts';
import { LAST_SECONDS } from '../ui/parts/clock-dial.ts';
import type { Sound } from './index.ts';
import { SecondsLeft } from './seconds-left.ts';

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

  #tell(before: GameState, now: GameState): void {
    this.#tellRecognitions(before, now);
    if (before.phase === now.phase) return;
    if (now.phase === 'drawing' && before.phase === 'countdown') this.#sound.play('pensFree');
    else if (now.phase === 'reveal') this.#tellRoundEnd(now.round);
    else if (now.phase === 'final') this.#sound.play('finalFanfare');
  }

  #tellRecognitions({ round: before }: GameState, { round }: GameState): void {
    if (round === null || before?.number !== round.number) return;
    const { me } = this.#session;
    const fresh = round.recognitions.slice(before.recognitions.length);
    if (fresh.some(({ playerId }) => playerId === me)) {
      this.#sound.play('recognised');
      this.#sound.buzz('recognised');
      this.#sound.speak(t('guess.sure', { thing: wordThing(round.prompt) }), this.#language());
    } else if (fresh.length > 0) this.#sound.play('otherRecognised');
  }

  #tellRoundEnd(round: Round | null): void {
    this.#sound.play('roundEnd');
    if (this.#isMissing(round)) this.#sound.buzz('timeOut');
  }

  #onSecond(seconds: number): void {
    const phase = this.#session.store.view?.game.phase;
    if (phase === 'countdown') this.#sound.play('countdownTick');
    else if (seconds <= LAST_SECONDS) this.#sound.play('timeRunningOut');
  }

  #onGuess({ playerId, warmth }: LiveGuess): void {
    const { store, me } = this.#session;
    const game = store.view?.game;
    if (playerId !== me || game?.phase !== 'drawing' || !this.#isMissing(game.round)) return;
    this.#sound.warmth(warmth);
    const ideas = store.trail(playerId);
    const latest = ideas.at(-1);
    if (latest === undefined || ideas.length === this.#ideasHeard) return;
    this.#ideasHeard = ideas.length;
    this.#sound.play('guess');
    this.#sound.speak(wordThing(latest), this.#language());
  }

  /** The countdown is everybody's; the clock's last seconds are for those who still have to draw. */
  #countsDown(game: GameState | undefined): boolean {
    return game?.phase === 'countdown' || (game?.phase === 'drawing' && this.#isMissing(game.round));
  }

  /** Whether I draw in this round and was not recognised. */
  #isMissing(round: Round | null): boolean {
    const { me } = this.#session;
    if (round === null || me === null || !round.playerIds.includes(me)) return false;
    return !round.recognitions.some(({ playerId }) => playerId === me);
  }
}
