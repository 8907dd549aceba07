import { drawingToDoodle } from '../../shared/doodles/index.ts';
import { cutAtInk, inkLength, inkShareAt, simplify, type Drawing } from '../../shared/drawing/index.ts';
import type { CurvePoint, ExplainedStroke, Explanation } from '../../shared/protocol/index.ts';
import { bestGuesses } from '../../shared/recognition/calibration.ts';
import { nearestOf, type NeighbourSource } from './neighbours.ts';
import type { Scholar, Study } from './recogniser.ts';

/** How often the network looks at a drawing while its ink grows. */
export const CURVE_LOOKS = 24;
/** Of so many strokes, the longest, it is asked what each is worth. */
export const MAX_STROKES_EXPLAINED = 16;
/** A drawing is studied by so many pictures at a time, so that several players' explanations take turns. */
const LOOKS_AT_ONCE = 8;
/** How many words besides the prompt have a line of their own. */
const MAX_RIVALS = 3;
/** A word that leads with less than this leads by chance. */
const MIN_LEADING_CONFIDENCE = 0.08;
const WORDS_AT_END = 3;
const NEIGHBOURS_SHOWN = 4;

/** A drawing that nobody draws on any more. */
export interface FinishedDrawing {
  /** In any coordinates. */
  readonly strokes: Drawing;
  readonly prompt: string;
  /** When the judge was sure, in the drawing's own time (`t`); null where it never was. */
  readonly recognisedAtMs: number | null;
}

/** Somebody who can say why the network saw what it saw. */
export interface Explainer {
  /** @throws RecogniserError when the network cannot look */
  explain(drawing: FinishedDrawing): Promise<Explanation>;
}

/** Explains by looking again: at the drawing while it grows, and at the drawing without each of its strokes. */
export class NetworkExplainer implements Explainer {
  readonly #recogniser: Scholar;
  readonly #sources: readonly NeighbourSource[];

  constructor(recogniser: Scholar, sources: readonly NeighbourSource[]) {
    this.#recogniser = recogniser;
    this.#sources = sources;
  }

  async explain({ strokes: drawn, prompt, recognisedAtMs }: FinishedDrawing): Promise<Explanation> {
    const seen = simplify(drawn);
    if (seen.length === 0) return nothingOf(prompt);
    const { words } = this.#recogniser;
    const growth = await this.#studyAll(
      Array.from({ length: CURVE_LOOKS }, (_, look) => cutAtInk(seen, (look + 1) / CURVE_LOOKS)),
    );
    const finished = growth.at(-1)!;
    const atEnd = bestGuesses(words, finished.probabilities, WORDS_AT_END);
    const word = words.includes(prompt) ? prompt : (atEnd[0]?.word ?? prompt);
    const [strokes, neighbours] = await Promise.all([
      this.#explainStrokes(seen, words.indexOf(word), finished),
      nearestOf(this.#sources, finished.embedding, NEIGHBOURS_SHOWN),
    ]);
    return {
      word,
      curve: curveOf(words, growth, prompt),
      recognisedAt: recognisedAtMs === null ? null : inkShareAt(seen, recognisedAtMs),
      atEnd,
      strokes,
      neighbours,
    };
  }

  /** Leaves out one stroke after the other. */
  async #explainStrokes(seen: Drawing, place: number, finished: Study): Promise<ExplainedStroke[]> {
    const sure = finished.probabilities[place] ?? 0;
    const chosen = longest(seen, MAX_STROKES_EXPLAINED);
    const without = await this.#studyAll(chosen.map((left) => seen.filter((_, index) => index !== left)));
    return drawingToDoodle(seen).map((points, index) => {
      const study = without[chosen.indexOf(index)];
      return { points, effect: study ? sure - (study.probabilities[place] ?? 0) : null };
    });
  }

  async #studyAll(drawings: readonly Drawing[]): Promise<Study[]> {
    const studies: Study[] = [];
    for (let first = 0; first < drawings.length; first += LOOKS_AT_ONCE) {
      const some = drawings.slice(first, first + LOOKS_AT_ONCE);
      studies.push(...(await Promise.all(some.map((drawing) => this.#study(drawing)))));
    }
    return studies;
  }

  /** On an empty sheet there is nothing to be sure of. */
  async #study(drawing: Drawing): Promise<Study> {
    if (drawing.length === 0) return { probabilities: [], embedding: new Float32Array() };
    return this.#recogniser.study(drawing);
  }
}

/** The guesses by ink, for the prompt and for the words that led most. */
function curveOf(words: readonly string[], growth: readonly Study[], prompt: string): CurvePoint[] {
  const lead = new Map<string, number>();
  for (const { probabilities } of growth) {
    const [best] = bestGuesses(words, probabilities, 1);
    if (!best || best.confidence < MIN_LEADING_CONFIDENCE) continue;
    lead.set(best.word, (lead.get(best.word) ?? 0) + best.confidence);
  }
  const rivals = [...lead.keys()]
    .filter((word) => word !== prompt)
    .sort((a, b) => lead.get(b)! - lead.get(a)!)
    .slice(0, MAX_RIVALS);
  const shown = [prompt, ...rivals].filter((word) => words.includes(word));
  const places = shown.map((word) => words.indexOf(word));
  const point = (ink: number, { probabilities }: Pick<Study, 'probabilities'>): CurvePoint => ({
    ink,
    guesses: shown.map((word, index) => ({ word, confidence: probabilities[places[index]!] ?? 0 })),
  });
  return [
    point(0, { probabilities: [] }),
    ...growth.map((study, look) => point((look + 1) / growth.length, study)),
  ];
}

/** The places of the strokes with most ink; a dot has none. */
function longest(drawing: Drawing, count: number): number[] {
  const inks = drawing.map((stroke) => inkLength([stroke]));
  const places = drawing.map((_, index) => index).sort((a, b) => inks[b]! - inks[a]!);
  return places.slice(0, count);
}

function nothingOf(prompt: string): Explanation {
  return { word: prompt, curve: [], recognisedAt: null, atEnd: [], strokes: [], neighbours: [] };
}
