import type { Cancel, Clock } from '../clock.ts';
import { inkLength, type Drawing } from '../drawing/index.ts';
import { judge, ruleFor, type SheetId } from '../game/index.ts';
import { DRAW_BATCH_MS, GUESS_INTERVAL_MS, type LiveGuess } from '../protocol/index.ts';
import type { Recogniser, Verdict } from './recogniser.ts';

/** What a drawing is to be recognised as. */
export interface Target {
  readonly prompt: string;
  /** The words among which the judge chooses; without the prompt where the network does not know it. */
  readonly deck: readonly string[];
}

export interface GuessingOptions {
  /** The round's id. */
  readonly round: number;
  readonly targets: ReadonlyMap<SheetId, Target>;
  readonly recogniser: Recogniser;
  readonly clock: Clock;
  /** The drawing as it is to be judged now. */
  readonly drawingOf: (sheet: SheetId) => {
    readonly strokes: Drawing;
    readonly points: number;
    readonly revision: number;
  };
  /** How often a hand that moves sends ink now; undefined is every DRAW_BATCH_MS. */
  readonly inkIntervalMs?: (() => number) | undefined;
  readonly onGuess: (guess: LiveGuess) => void;
  readonly onRecognised: (sheet: SheetId) => void;
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
  /** Whether the pen was lifted at the end of that ink. */
  isLifted: boolean;
  /** When the last look began. */
  lookedAt: number;
  looking: boolean;
  /** Whether the last look was left out, or failed: then the next one is not due sooner than usual. */
  isPutOff: boolean;
  recognised: boolean;
  cancelTimer: Cancel | null;
  /** Updates in a row at or above the judge's threshold. */
  streak: number;
  /** When the look began that was the latest of these. */
  countedAt: number;
  /** What the network made of the drawing as it was at the last look; null before, and where the look failed. */
  verdict: Verdict | null;
  /** When the network was asked for that look, and how much there was to see; null before. */
  seen: { readonly at: number; readonly strokes: number; readonly inkUnits: number } | null;
  /** The drawing's revision then. */
  seenRevision: number;
  latest: LiveGuess | null;
}

/** Less ink than this share of what is there moves the picture by next to nothing, and so what the network sees in it. */
const HARDLY_NEW_SHARE = 0.02;
/** Where the network is behind such a look is left out, until there is more ink or so many of them have been. */
const MOST_LEFT_OUT = 1;

/** A hand rests that has sent nothing for so many times as long as ink is gathered. */
const RESTING_INTERVALS = 1.6;
/** Then this share of the interval between two looks is enough: whoever rests waits for what is seen, others draw on. */
const RESTING_SHARE = 1 / 16;
/**
 * A hand that draws on is looked at so often at least, in milliseconds. Where all are looked at this rarely and the network is
 * late even so, it is looks at hands that rest which are too many: these go on becoming rarer.
 */
const LONGEST_INTERVAL_MS = 4_000;
/** Looks that follow each other sooner than this share of GUESS_INTERVAL_MS are one update to the judge. */
const UPDATE_SHARE = 0.8;

const BLANK: Verdict = { guesses: [], deckProbabilities: [], unknown: 0 };

/**
 * Looks at the drawings of one round and judges them. Each sheet is looked at on its own, as often as the recogniser can in
 * time and soon after its hand came to rest, only after it changed by something that can be seen, and never twice at once: what
 * is drawn during a look waits for the next one, so that a slow network makes guesses rarer and never a queue.
 */
export class Guessing {
  readonly #options: GuessingOptions;
  readonly #watches = new Map<SheetId, Watch>();
  #stopped = false;

  constructor(options: GuessingOptions) {
    this.#options = options;
  }

  /** A drawing is not what it was. */
  inkChanged(sheet: SheetId): void {
    const watch = this.#watch(sheet);
    watch.changed = true;
    watch.inkAt = this.#options.clock.now();
    watch.isLifted = false;
    this.#reschedule(sheet, watch);
  }

  /** The pen was lifted after the newest ink: what is there is worth a look. */
  lifted(sheet: SheetId): void {
    const watch = this.#watch(sheet);
    watch.isLifted = true;
    watch.isPutOff = false;
    if (watch.changed) this.#reschedule(sheet, watch);
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

  #watch(sheet: SheetId): Watch {
    let watch = this.#watches.get(sheet);
    if (!watch) {
      watch = {
        changed: false,
        inkAt: 0,
        isLifted: false,
        lookedAt: -Infinity,
        looking: false,
        isPutOff: false,
        recognised: false,
        cancelTimer: null,
        streak: 0,
        countedAt: -Infinity,
        verdict: null,
        seen: null,
        seenRevision: 0,
        latest: null,
      };
      this.#watches.set(sheet, watch);
    }
    return watch;
  }

  #reschedule(sheet: SheetId, watch: Watch): void {
    watch.cancelTimer?.();
    watch.cancelTimer = null;
    this.#schedule(sheet, watch);
  }

  #schedule(sheet: SheetId, watch: Watch): void {
    if (this.#stopped || watch.recognised || watch.looking || watch.cancelTimer) return;
    const { clock } = this.#options;
    const wait = Math.max(0, this.#dueAt(watch) - clock.now());
    const look = () => {
      watch.cancelTimer = null;
      this.#look(sheet, watch).catch(this.#options.onError);
    };
    // Where this process was busy timers are called before it hears what has come meanwhile: a hand whose ink is there does not rest.
    watch.cancelTimer = clock.after(wait, wait > 0 ? () => (watch.cancelTimer = clock.after(0, look)) : look);
  }

  /** When a drawing is to be looked at next: once an interval while it is drawn, and sooner when the hand rests. */
  #dueAt({ changed, isPutOff, inkAt, isLifted, lookedAt, countedAt }: Watch): number {
    // Judging a drawing once more as it stands costs nothing, and does not wait for the network.
    if (!changed) return countedAt + GUESS_INTERVAL_MS;
    const { recogniser, inkIntervalMs } = this.#options;
    const interval = this.#intervalMs;
    if (isPutOff) return lookedAt + interval;
    const inkInterval = inkIntervalMs?.() ?? DRAW_BATCH_MS;
    // Of the times at which ink comes the nearest one: fresh ink is looked at, and none grows old while a look is awaited.
    if (inkAt >= lookedAt + interval - inkInterval / 2) return inkAt;
    const restsAt = isLifted ? inkAt : inkAt + RESTING_INTERVALS * inkInterval;
    return Math.max(restsAt, lookedAt + RESTING_SHARE * recogniser.guessIntervalMs);
  }

  /** How long from one look to the next at a hand that draws on. */
  get #intervalMs(): number {
    return Math.min(LONGEST_INTERVAL_MS, this.#options.recogniser.guessIntervalMs);
  }

  async #look(sheet: SheetId, watch: Watch): Promise<void> {
    watch.lookedAt = this.#options.clock.now();
    const isSeenAnew = watch.changed && !this.#isHardlyNew(sheet, watch);
    watch.isPutOff = watch.changed && !isSeenAnew;
    if (isSeenAnew) await this.#consult(sheet, watch);
    // While the network was looking, the round may have ended.
    if (this.#stopped) return;
    if (watch.verdict && (isSeenAnew || watch.streak > 0)) this.#judge(sheet, watch, watch.verdict);
    // A finished drawing that convinces goes on convincing while the pen rests: it is judged again as it stands.
    if (watch.changed || watch.streak > 0) this.#schedule(sheet, watch);
  }

  #isHardlyNew(sheet: SheetId, { verdict, seen, isLifted, lookedAt }: Watch): boolean {
    const { recogniser, drawingOf } = this.#options;
    if (isLifted || recogniser.guessIntervalMs <= GUESS_INTERVAL_MS || verdict === null || seen === null)
      return false;
    if (lookedAt - seen.at > MOST_LEFT_OUT * this.#intervalMs) return false;
    const { strokes } = drawingOf(sheet);
    const change = Math.abs(inkLength(strokes) - seen.inkUnits);
    return strokes.length === seen.strokes && change < HARDLY_NEW_SHARE * seen.inkUnits;
  }

  /** Asks the network. Where it fails the drawing counts as unseen, and the next look is due as usual. */
  async #consult(sheet: SheetId, watch: Watch): Promise<void> {
    const { clock, recogniser, targets, drawingOf, onLatency, onError } = this.#options;
    const { inkAt } = watch;
    const drawing = drawingOf(sheet);
    const { revision } = drawing;
    watch.seen = {
      at: watch.lookedAt,
      strokes: drawing.strokes.length,
      inkUnits: inkLength(drawing.strokes),
    };
    watch.changed = false;
    watch.looking = true;
    try {
      watch.verdict =
        drawing.points === 0
          ? BLANK
          : await recogniser.guess(drawing.strokes, targets.get(sheet)?.deck ?? []);
      watch.seenRevision = revision;
      onLatency(clock.now() - inkAt);
    } catch (error) {
      watch.changed = true;
      watch.isPutOff = true;
      watch.verdict = null;
      onError(error);
    }
    watch.looking = false;
  }

  #judge(sheet: SheetId, watch: Watch, verdict: Verdict): void {
    const { round, targets, recogniser, onGuess, onRecognised } = this.#options;
    const target = targets.get(sheet);
    if (!target) return;
    const { prompt, deck } = target;
    const probability = verdict.deckProbabilities[deck.indexOf(prompt)] ?? 0;
    const rule = ruleFor(recogniser.judgeRule, prompt);
    // The judge wants an update held for a while, not seen twice within a moment.
    const isSameUpdate =
      watch.streak > 0 && watch.lookedAt - watch.countedAt < UPDATE_SHARE * GUESS_INTERVAL_MS;
    if (!isSameUpdate) watch.countedAt = watch.lookedAt;
    const { streak, recognised, warmth } = judge(rule, watch.streak - Number(isSameUpdate), probability);
    watch.streak = streak;
    watch.recognised = recognised;
    watch.latest = { sheet, round, revision: watch.seenRevision, guesses: verdict.guesses, warmth };
    onGuess(watch.latest);
    if (recognised) onRecognised(sheet);
  }
}
