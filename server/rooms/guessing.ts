import { judge, ruleFor, type PlayerId } from '../../shared/game/index.ts';
import { GUESS_INTERVAL_MS, type LiveDrawing, type LiveGuess } from '../../shared/protocol/index.ts';
import type { Recogniser, Verdict } from '../recognition/recogniser.ts';
import type { Cancel, Clock } from './clock.ts';

export interface GuessingOptions {
  readonly round: number;
  readonly prompt: string;
  readonly deck: readonly string[];
  readonly recogniser: Recogniser;
  readonly clock: Clock;
  readonly drawingOf: (playerId: PlayerId) => LiveDrawing;
  readonly onGuess: (guess: LiveGuess) => void;
  readonly onRecognised: (playerId: PlayerId) => void;
  /** One look is done: how long after its newest ink had arrived. */
  readonly onLatency: (strokeToGuessMs: number) => void;
  readonly onError: (error: unknown) => void;
}

/** What is known of one drawing. */
interface Watch {
  /** Whether the drawing changed after the last look began. */
  changed: boolean;
  /** When its newest ink arrived, milliseconds since the epoch. */
  inkAt: number;
  /** When the last look began. */
  lookedAt: number;
  looking: boolean;
  recognised: boolean;
  cancelTimer: Cancel | null;
  /** Updates in a row at or above the judge's threshold. */
  streak: number;
  /** What the network made of the drawing as it was at the last look; null before, and where the look failed. */
  verdict: Verdict | null;
  latest: LiveGuess | null;
}

const BLANK: Verdict = { guesses: [], deckProbabilities: [] };

/**
 * Looks at the drawings of one round and judges them. Each player's drawing is looked at on its own, at most once every
 * GUESS_INTERVAL_MS, only after it changed, and never twice at once: what is drawn during a look waits for the next one, so
 * that a slow network makes guesses rarer and never a queue.
 */
export class Guessing {
  readonly #options: GuessingOptions;
  readonly #watches = new Map<PlayerId, Watch>();
  #stopped = false;

  constructor(options: GuessingOptions) {
    this.#options = options;
  }

  /** A player's drawing is not what it was. */
  inkChanged(playerId: PlayerId): void {
    const watch = this.#watch(playerId);
    watch.changed = true;
    watch.inkAt = this.#options.clock.now();
    this.#schedule(playerId, watch);
  }

  /** The latest guess on each drawing. */
  latest(): LiveGuess[] {
    return [...this.#watches.values()].flatMap(({ latest }) => latest ?? []);
  }

  /** The round is over: looks that are under way come to nothing. */
  stop(): void {
    this.#stopped = true;
    for (const watch of this.#watches.values()) watch.cancelTimer?.();
  }

  #watch(playerId: PlayerId): Watch {
    let watch = this.#watches.get(playerId);
    if (!watch) {
      watch = {
        changed: false,
        inkAt: 0,
        lookedAt: -Infinity,
        looking: false,
        recognised: false,
        cancelTimer: null,
        streak: 0,
        verdict: null,
        latest: null,
      };
      this.#watches.set(playerId, watch);
    }
    return watch;
  }

  #schedule(playerId: PlayerId, watch: Watch): void {
    if (this.#stopped || watch.recognised || watch.looking || watch.cancelTimer) return;
    const { clock } = this.#options;
    const wait = Math.max(0, watch.lookedAt + GUESS_INTERVAL_MS - clock.now());
    watch.cancelTimer = clock.after(wait, () => {
      watch.cancelTimer = null;
      this.#look(playerId, watch).catch(this.#options.onError);
    });
  }

  async #look(playerId: PlayerId, watch: Watch): Promise<void> {
    watch.lookedAt = this.#options.clock.now();
    if (watch.changed) await this.#consult(playerId, watch);
    // While the network was looking, the round may have ended.
    if (this.#stopped) return;
    if (watch.verdict) this.#judge(playerId, watch, watch.verdict);
    // A finished drawing that convinces goes on convincing while the pen rests: it is judged again as it stands.
    if (watch.changed || watch.streak > 0) this.#schedule(playerId, watch);
  }

  /** Asks the network. Where it fails the drawing counts as unseen, and the next look is due as usual. */
  async #consult(playerId: PlayerId, watch: Watch): Promise<void> {
    const { clock, recogniser, deck, drawingOf, onLatency, onError } = this.#options;
    const { inkAt } = watch;
    const drawing = drawingOf(playerId);
    watch.changed = false;
    watch.looking = true;
    try {
      watch.verdict = drawing.points === 0 ? BLANK : await recogniser.guess(drawing.strokes, deck);
      onLatency(clock.now() - inkAt);
    } catch (error) {
      watch.changed = true;
      watch.verdict = null;
      onError(error);
    }
    watch.looking = false;
  }

  #judge(playerId: PlayerId, watch: Watch, verdict: Verdict): void {
    const { round, deck, prompt, recogniser, onGuess, onRecognised } = this.#options;
    const probability = verdict.deckProbabilities[deck.indexOf(prompt)] ?? 0;
    const { streak, recognised, warmth } = judge(
      ruleFor(recogniser.judgeRule, prompt),
      watch.streak,
      probability,
    );
    watch.streak = streak;
    watch.recognised = recognised;
    watch.latest = { playerId, round, guesses: verdict.guesses, warmth };
    onGuess(watch.latest);
    if (recognised) onRecognised(playerId);
  }
}
