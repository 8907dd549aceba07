import { createRandom, type Random } from '../../random.ts';
import type { Judged } from '../evaluate.ts';

/** Drawings on the maps, over all words. */
const MAP_POINTS = 3_000;
const MAP_POINTS_PER_WORD = 200;
const SAMPLES_PER_WORD = 14;
const EXAMPLES_PER_CONFUSION = 4;
/** The best, and the worst, of each word; few, so that no word fills the gallery. */
const EXTREMES_PER_WORD = 2;

/** Keeps what a report shows of the drawings that stream by: a few of each word, and a few of each confusion. */
export class Album {
  readonly #words: number;
  readonly #points: Reservoir[];
  readonly #samples: Reservoir[];
  readonly #best: Judged[][];
  readonly #worst: Judged[][];
  readonly #confused = new Map<number, Judged[]>();

  constructor(words: number) {
    const perWord = Math.max(1, Math.min(MAP_POINTS_PER_WORD, Math.floor(MAP_POINTS / words)));
    const lists = <T>(make: (label: number) => T): T[] =>
      Array.from({ length: words }, (_, label) => make(label));
    this.#words = words;
    this.#points = lists((label) => new Reservoir(perWord, createRandom('points', label)));
    this.#samples = lists((label) => new Reservoir(SAMPLES_PER_WORD, createRandom('samples', label)));
    this.#best = lists(() => []);
    this.#worst = lists(() => []);
  }

  add(judged: Judged): void {
    const { label, guess, drawing } = judged;
    this.#points[label]!.add(judged);
    // Strokes are what people drew; a word has bitmaps in the gallery only if there is nothing else.
    const samples = this.#samples[label]!;
    if (drawing || !samples.items.some((other) => other.drawing !== null)) samples.add(judged);
    keepSurest((guess === label ? this.#best : this.#worst)[label]!, judged);
    if (guess === label) return;
    const key = label * this.#words + guess;
    const examples = this.#confused.get(key) ?? [];
    this.#confused.set(key, examples);
    if (examples.length < EXAMPLES_PER_CONFUSION) examples.push(judged);
  }

  /** A fair sample of all drawings, as many of one word as of another. */
  get points(): readonly Judged[] {
    return this.#points.flatMap(({ items }) => items);
  }

  /** Some drawings of a word. */
  samples(label: number): readonly Judged[] {
    return this.#samples[label]!.items;
  }

  /** Right, and surest of it. */
  get best(): readonly Judged[] {
    return surestFirst(this.#best.flat());
  }

  /** Wrong, and surest of it. */
  get worst(): readonly Judged[] {
    return surestFirst(this.#worst.flat());
  }

  /** Drawings of one word that were taken for another. */
  confused(truth: number, guess: number): readonly Judged[] {
    return this.#confused.get(truth * this.#words + guess) ?? [];
  }
}

function surestFirst(judged: readonly Judged[]): Judged[] {
  return [...judged].sort((a, b) => b.confidence - a.confidence);
}

/** Within a word, bitmaps come after everything that has strokes. */
function rating({ confidence, drawing }: Judged): number {
  return confidence + (drawing ? 1 : 0);
}

function keepSurest(list: Judged[], judged: Judged): void {
  list.push(judged);
  list.sort((a, b) => rating(b) - rating(a));
  list.length = Math.min(list.length, EXTREMES_PER_WORD);
}

/** A fair sample of a stream of unknown length (Vitter 1985, algorithm R). */
class Reservoir {
  readonly items: Judged[] = [];
  readonly #size: number;
  readonly #random: Random;
  #seen = 0;

  constructor(size: number, random: Random) {
    this.#size = size;
    this.#random = random;
  }

  add(judged: Judged): void {
    this.#seen++;
    if (this.items.length < this.#size) {
      this.items.push(judged);
      return;
    }
    const place = Math.floor(this.#random() * this.#seen);
    if (place < this.#size) this.items[place] = judged;
  }
}
