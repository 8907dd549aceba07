import {
  smoothStroke,
  startSmoothing,
  VALUES_PER_CAPSULE,
  type SmoothState,
  type StrokePoints,
} from './smooth.ts';

const FIRST_CAPACITY = 256;

interface FollowedStroke {
  readonly stroke: StrokePoints;
  readonly smooth: SmoothState;
  /** Points that have been seen. */
  points: number;
  /** The first capsule of this stroke. */
  readonly firstCapsule: number;
  /** The first capsule that may still change. */
  provisionalCapsule: number;
}

/**
 * A drawing as capsules, kept in step with its strokes: `follow` looks at what is new, taken back or replaced, and changes
 * only that.
 */
export class InkPath {
  #values = new Float32Array(FIRST_CAPACITY * VALUES_PER_CAPSULE);
  #count = 0;
  readonly #followed: FollowedStroke[] = [];

  get count(): number {
    return this.#count;
  }

  /** How many capsules the next points will not change: all but the end of the last stroke. */
  get settledCount(): number {
    return this.#followed.at(-1)?.provisionalCapsule ?? 0;
  }

  /** The values of some capsules; valid until the next `follow`. */
  capsules(from: number, to: number): Float32Array {
    return this.#values.subarray(from * VALUES_PER_CAPSULE, to * VALUES_PER_CAPSULE);
  }

  /** Brings the capsules up to date. Returns the first one that is not what it was; `count` where none changed. */
  follow(strokes: readonly StrokePoints[]): number {
    let firstChanged = this.#dropWhatIsGone(strokes);
    for (let index = 0; index < strokes.length; index++) {
      const stroke = strokes[index]!;
      let followed = this.#followed[index];
      if (followed === undefined) {
        followed = {
          stroke,
          smooth: startSmoothing(),
          points: 0,
          firstCapsule: this.#count,
          provisionalCapsule: this.#count,
        };
        this.#followed.push(followed);
      }
      if (followed.points === stroke.x.length) continue;
      firstChanged = Math.min(firstChanged, followed.provisionalCapsule);
      this.#grow(followed);
    }
    return Math.min(firstChanged, this.#count);
  }

  /** Strokes only ever grow at the end; the first one that is not the same any more takes all later ones with it. */
  #dropWhatIsGone(strokes: readonly StrokePoints[]): number {
    const isKept = (followed: FollowedStroke, index: number) => {
      const stroke = strokes[index];
      if (stroke !== followed.stroke || stroke.x.length < followed.points) return false;
      const isLast = index === this.#followed.length - 1;
      return isLast || stroke.x.length === followed.points;
    };
    const firstGone = this.#followed.findIndex((followed, index) => !isKept(followed, index));
    if (firstGone < 0) return this.#count;
    this.#count = this.#followed[firstGone]!.firstCapsule;
    this.#followed.length = firstGone;
    return this.#count;
  }

  #grow(followed: FollowedStroke): void {
    this.#count = followed.provisionalCapsule;
    smoothStroke(
      followed.stroke,
      followed.smooth,
      (x0, y0, r0, x1, y1, r1) => this.#push(x0, y0, r0, x1, y1, r1),
      () => {
        followed.provisionalCapsule = this.#count;
      },
    );
    followed.points = followed.stroke.x.length;
  }

  #push(x0: number, y0: number, r0: number, x1: number, y1: number, r1: number): void {
    const at = this.#count * VALUES_PER_CAPSULE;
    if (at + VALUES_PER_CAPSULE > this.#values.length) {
      const larger = new Float32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    const values = this.#values;
    values[at] = x0;
    values[at + 1] = y0;
    values[at + 2] = r0;
    values[at + 3] = x1;
    values[at + 4] = y1;
    values[at + 5] = r1;
    this.#count += 1;
  }
}
