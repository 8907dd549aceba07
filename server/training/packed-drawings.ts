import { validateDrawing, type Drawing, type Stroke } from '../../shared/drawing/index.ts';
import { PackedList } from './packed-list.ts';

/** From the narrowest on: enough for the simplified and binary forms, for sketch-rnn's, for whatever else a file may have. */
const STORES = [Uint8Array, Int16Array, Float64Array] as const;
type Store = (typeof STORES)[number];

/**
 * Drawings in three arrays instead of three objects a stroke: a thirteenth of the memory where coordinates are whole
 * numbers in 0..255, as the data set's simplified form has them. Coordinates come back exactly as they were: one
 * that does not fit a byte widens the store of its whole list. Times are left out, as nothing that learns or measures looks
 * at them.
 */
export class PackedDrawings extends PackedList<Drawing> {
  /** Of each stroke all x, then all y. */
  readonly #coordinates: InstanceType<Store>;
  /** For each stroke the number of points before it, then the number of all points. */
  readonly #strokeStarts: Uint32Array;
  /** For each drawing the number of strokes before it, then the number of all strokes. */
  readonly #drawingStarts: Uint32Array;

  private constructor(
    coordinates: InstanceType<Store>,
    strokeStarts: Uint32Array,
    drawingStarts: Uint32Array,
  ) {
    super();
    this.#coordinates = coordinates;
    this.#strokeStarts = strokeStarts;
    this.#drawingStarts = drawingStarts;
  }

  /** @throws DrawingError for a bad drawing */
  static from(drawings: readonly Drawing[]): PackedDrawings {
    for (const drawing of drawings) validateDrawing(drawing);
    const strokes = drawings.flat();
    const strokeStarts = startsOf(strokes.map(({ x }) => x.length));
    const coordinates = new (narrowestFor(strokes))(2 * strokeStarts.at(-1)!);
    strokes.forEach(({ x, y }, index) => {
      const at = 2 * strokeStarts[index]!;
      coordinates.set(x, at);
      coordinates.set(y, at + x.length);
    });
    return new PackedDrawings(coordinates, strokeStarts, startsOf(drawings.map(({ length }) => length)));
  }

  get length(): number {
    return this.#drawingStarts.length - 1;
  }

  protected unpack(index: number): Drawing {
    const start = this.#drawingStarts[index]!;
    const end = this.#drawingStarts[index + 1]!;
    return Array.from({ length: end - start }, (_, n) => this.#stroke(start + n));
  }

  #stroke(index: number): Stroke {
    const start = this.#strokeStarts[index]!;
    const end = this.#strokeStarts[index + 1]!;
    return {
      x: [...this.#coordinates.subarray(2 * start, start + end)],
      y: [...this.#coordinates.subarray(start + end, 2 * end)],
    };
  }
}

/** Where each of several runs starts that follow on one another, and where the last ends. */
function startsOf(lengths: readonly number[]): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, index) => (starts[index + 1] = starts[index]! + length));
  return starts;
}

/** The narrowest store that gives every coordinate back as it was, -0 too, which the hash of a drawing tells from 0. */
function narrowestFor(strokes: readonly Stroke[]): Store {
  const holds = (store: Store) => {
    const cell = new store(1);
    const keeps = (value: number) => {
      cell[0] = value;
      return Object.is(cell[0], value);
    };
    return strokes.every(({ x, y }) => x.every(keeps) && y.every(keeps));
  };
  return STORES.find(holds) ?? Float64Array;
}
