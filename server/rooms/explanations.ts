import type { Drawing } from '../../shared/drawing/index.ts';
import type { Recognition, Round, SheetId } from '../../shared/game/index.ts';
import type { DrawingSnapshot, Explanation } from '../../shared/protocol/index.ts';
import type { Explainer, FinishedDrawing } from '../recognition/explainer.ts';
import { RecogniserError } from '../recognition/recogniser.ts';
import { RequestError } from './errors.ts';

/** Points of finished drawings that one room keeps, several games' worth of them; beyond that the oldest go. */
const MAX_POINTS_KEPT = 200_000;

interface Kept extends FinishedDrawing {
  readonly points: number;
  /** Once somebody has asked: each drawing is explained once. */
  explanation: Promise<Explanation> | null;
}

type KeptExplanation = Omit<Kept, 'explanation'> & { readonly key: string };

/** As it outlives the process: what the network has said already it says again. */
export type KeptExplanations = readonly KeptExplanation[];

/** The finished drawings of a room's game, and why the network saw in them what it saw. */
export class Explanations {
  readonly #explainer: Explainer;
  /** Oldest first. */
  readonly #kept = new Map<string, Kept>();
  readonly #recognisedAtMs = new Map<SheetId, number>();

  constructor(explainer: Explainer) {
    this.#explainer = explainer;
  }

  kept(): KeptExplanations {
    return [...this.#kept].map(([key, { strokes, prompt, recognisedAtMs, points }]) => ({
      key,
      strokes,
      prompt,
      recognisedAtMs,
      points,
    }));
  }

  /** When drawings of the round under way were recognised. */
  get recognisedAtMs(): readonly (readonly [SheetId, number])[] {
    return [...this.#recognisedAtMs];
  }

  /** Goes on from what was kept. */
  restore(kept: KeptExplanations, recognisedAtMs: readonly (readonly [SheetId, number])[]): void {
    for (const { key, ...drawing } of kept) this.#kept.set(key, { ...drawing, explanation: null });
    for (const [sheet, at] of recognisedAtMs) this.#recognisedAtMs.set(sheet, at);
  }

  /** Another game: the drawings of the last one are gone. */
  clear(): void {
    this.#kept.clear();
    this.#recognisedAtMs.clear();
  }

  /** The network is sure of a drawing that is so far as given here. */
  noteRecognition({ sheetId }: Recognition, drawing: Drawing): void {
    this.#recognisedAtMs.set(sheetId, drawing.at(-1)?.t?.at(-1) ?? 0);
  }

  /** The pens are down. */
  endRound({ id, sheets }: Round, drawings: readonly DrawingSnapshot[]): void {
    for (const { id: sheet, prompt } of sheets) {
      const { strokes = [] } = drawings.find((drawing) => drawing.sheet === sheet) ?? {};
      this.#kept.set(keyOf(id, sheet), {
        strokes,
        prompt,
        recognisedAtMs: this.#recognisedAtMs.get(sheet) ?? null,
        points: strokes.reduce((sum, { x }) => sum + x.length, 0),
        explanation: null,
      });
    }
    this.#recognisedAtMs.clear();
    this.#forgetOldest();
  }

  /** @throws RequestError `no-such-drawing`; `not-now` where the network has no time, or is away */
  async of(round: number, sheet: SheetId): Promise<Explanation> {
    const kept = this.#kept.get(keyOf(round, sheet));
    if (!kept) {
      throw new RequestError('no-such-drawing', 'This drawing is not kept: choose one of this game.');
    }
    kept.explanation ??= this.#explainer.explain(kept);
    try {
      return await kept.explanation;
    } catch (error) {
      kept.explanation = null;
      if (!(error instanceof RecogniserError)) throw error;
      throw new RequestError('not-now', 'The network is busy: ask again in a moment.');
    }
  }

  #forgetOldest(): void {
    let points = [...this.#kept.values()].reduce((sum, kept) => sum + kept.points, 0);
    for (const [key, kept] of this.#kept) {
      if (points <= MAX_POINTS_KEPT) break;
      this.#kept.delete(key);
      points -= kept.points;
    }
  }
}

function keyOf(round: number, sheet: SheetId): string {
  return `${round} ${sheet}`;
}
