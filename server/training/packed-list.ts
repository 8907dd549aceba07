/** What is asked of many drawings or bitmaps: a plain array has it, and so have those that keep their items packed. */
export interface List<T> extends Iterable<T> {
  readonly length: number;
  at(index: number): T | undefined;
  slice(from?: number, to?: number): T[];
}

/** A list whose items are made anew, each time that they are asked for, from less memory than they would take. */
export abstract class PackedList<T> implements List<T> {
  abstract get length(): number;

  /** Makes the item at 0 … length - 1. */
  protected abstract unpack(index: number): T;

  /** As an array's: undefined beyond the ends, -1 is the last. */
  at(index: number): T | undefined {
    const place = index < 0 ? this.length + index : index;
    return place >= 0 && place < this.length ? this.unpack(place) : undefined;
  }

  /** As an array's, which it gives: all of its items are unpacked. */
  slice(from = 0, to = Infinity): T[] {
    const place = (index: number) =>
      index < 0 ? Math.max(0, this.length + index) : Math.min(index, this.length);
    const start = place(from);
    return Array.from({ length: Math.max(0, place(to) - start) }, (_, n) => this.unpack(start + n));
  }

  *[Symbol.iterator](): Generator<T> {
    for (let index = 0; index < this.length; index++) yield this.unpack(index);
  }
}
