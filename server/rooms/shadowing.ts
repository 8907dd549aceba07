import { createHash } from 'node:crypto';
import type { SheetId } from '../../shared/game/index.ts';
import {
  GUESS_INTERVAL_MS,
  RELIABILITY_BINS,
  type LiveGuess,
  type ReliabilityBin,
  type ShadowFigures,
} from '../../shared/protocol/index.ts';
import { Guessing, type Target } from '../../shared/recognition/guessing.ts';
import type { Recogniser } from '../recognition/recogniser.ts';
import type { Clock } from './clock.ts';
import type { SeenDrawing } from './pace.ts';

/** A version that guesses along in a room: nobody hears it, and nothing is judged by it. */
export interface Shadow {
  readonly recogniser: Recogniser;
  /** A round is over, and this is how the two did in it. */
  readonly keep: (round: ShadowRound) => void;
  /** It could not look. */
  readonly failed: (error: unknown) => void;
}

export interface ShadowRound extends ShadowFigures {
  readonly championVersion: string;
  readonly challengerVersion: string;
}

/** Whether a room is one of the share that has a shadow: by its code, so that it is the same on whatever node the room is. */
export function isShadowed(code: string, share: number): boolean {
  return createHash('sha256').update(`shadow/${code}`).digest().readUInt32BE(0) / 2 ** 32 < share;
}

export interface RoundShadowOptions {
  readonly shadow: Shadow;
  readonly championVersion: string;
  readonly round: number;
  readonly targets: ReadonlyMap<SheetId, Target>;
  readonly clock: Clock;
  readonly drawingOf: (sheet: SheetId) => SeenDrawing;
}

/** Two looks that are less apart are the same look of both. */
const SAME_LOOK_MS = GUESS_INTERVAL_MS / 2;

interface Watch {
  readonly prompt: string;
  /** When its first ink arrived, milliseconds since the epoch. */
  readonly startedAt: number;
  /** The champion's latest best guess. */
  championSays: string | null;
  isCompared: boolean;
  /** How long after the first ink each recognised it; null before. */
  championMs: number | null;
  challengerMs: number | null;
}

/** A round as two networks see it: the champion, whose guesses it is told, and the challenger, which it asks by itself. */
export class RoundShadow {
  readonly #options: RoundShadowOptions;
  readonly #guessing: Guessing;
  readonly #watches = new Map<SheetId, Watch>();
  readonly #bins = { champion: emptyBins(), challenger: emptyBins() };
  #looks = 0;
  #agreements = 0;

  constructor(options: RoundShadowOptions) {
    this.#options = options;
    const { shadow, ...round } = options;
    this.#guessing = new Guessing({
      ...round,
      recogniser: shadow.recogniser,
      onGuess: (guess) => this.#challengerGuessed(guess),
      onRecognised: (sheet) => {
        const watch = this.#watches.get(sheet);
        if (watch) watch.challengerMs = this.#msSince(watch);
      },
      onLatency: () => undefined,
      onError: shadow.failed,
    });
  }

  inkChanged(sheet: SheetId): void {
    const prompt = this.#options.targets.get(sheet)?.prompt;
    if (prompt === undefined) return;
    if (!this.#watches.has(sheet)) {
      this.#watches.set(sheet, {
        prompt,
        startedAt: this.#options.clock.now(),
        championSays: null,
        isCompared: false,
        championMs: null,
        challengerMs: null,
      });
    }
    this.#guessing.inkChanged(sheet);
  }

  lifted(sheet: SheetId): void {
    if (this.#watches.has(sheet)) this.#guessing.lifted(sheet);
  }

  championGuessed({ sheet, guesses: [best] }: LiveGuess): void {
    const watch = this.#watches.get(sheet);
    if (!watch || !best) return;
    watch.championSays = best.word;
    if (this.#isOpen(watch)) count(this.#bins.champion, best.confidence, best.word === watch.prompt);
  }

  championRecognised(sheet: SheetId): void {
    const watch = this.#watches.get(sheet);
    if (watch) watch.championMs = this.#msSince(watch);
  }

  /** The round is over. @returns null where there is nothing to compare */
  end(): ShadowRound | null {
    this.#guessing.stop();
    const drawings = [...this.#watches.values()].filter(({ isCompared }) => isCompared);
    if (drawings.length === 0) return null;
    const both = drawings.flatMap(({ championMs, challengerMs }) =>
      championMs === null || challengerMs === null ? [] : [championMs - challengerMs],
    );
    const side = (of: 'champion' | 'challenger') => {
      const times = drawings.flatMap((watch) => watch[`${of}Ms`] ?? []);
      return { recognised: times.length, recognisedMs: sum(times), bins: this.#bins[of] };
    };
    return {
      championVersion: this.#options.championVersion,
      challengerVersion: this.#options.shadow.recogniser.modelVersion,
      drawings: drawings.length,
      looks: this.#looks,
      agreements: this.#agreements,
      bothRecognised: both.length,
      leadMs: sum(both),
      champion: side('champion'),
      challenger: side('challenger'),
    };
  }

  #challengerGuessed({ sheet, guesses: [best] }: LiveGuess): void {
    const watch = this.#watches.get(sheet);
    if (!watch || !best) return;
    // Each goes on looking when the other one is done; what only one of them sees would not be a comparison.
    if (this.#isOpen(watch)) count(this.#bins.challenger, best.confidence, best.word === watch.prompt);
    if (watch.championSays === null) return;
    watch.isCompared = true;
    if (!this.#isOpen(watch)) return;
    this.#looks += 1;
    this.#agreements += Number(best.word === watch.championSays);
  }

  /** Whether neither had recognised it before this look: they look at the same time, but for a little. */
  #isOpen(watch: Watch): boolean {
    const ms = this.#msSince(watch);
    return [watch.championMs, watch.challengerMs].every((at) => at === null || ms - at < SAME_LOOK_MS);
  }

  #msSince({ startedAt }: Watch): number {
    return this.#options.clock.now() - startedAt;
  }
}

type Bins = { -readonly [field in keyof ReliabilityBin]: ReliabilityBin[field] }[];

function emptyBins(): Bins {
  return Array.from({ length: RELIABILITY_BINS }, () => ({ looks: 0, hits: 0, confidence: 0 }));
}

function count(bins: Bins, confidence: number, isHit: boolean): void {
  const bin = bins[Math.min(RELIABILITY_BINS - 1, Math.floor(confidence * RELIABILITY_BINS))]!;
  bin.looks += 1;
  bin.hits += Number(isHit);
  bin.confidence += confidence;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
