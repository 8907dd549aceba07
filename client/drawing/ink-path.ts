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
 * only that. `dirtyFrom` tells what has to go to the graphics card again.
 */
export class InkPath {
  #values = new Float32Array(FIRST_CAPACITY * VALUES_PER_CAPSULE);
  #count = 0;
  #dirtyFrom = 0;
  readonly #followed: FollowedStroke[] = [];

  /** All capsules, `count * VALUES_PER_CAPSULE` values of them valid. */
  get values(): Float32Array {
    return this.#values;
  }

  get count(): number {
    return this.#count;
  }

  /** The first capsule that changed since `markClean`; `count` or more when none did. */
  get dirtyFrom(): number {
    return this.#dirtyFrom;
  }

  markClean(): void {
    this.#dirtyFrom = this.#count;
  }

  /** Everything has to be sent again. */
  markDirty(): void {
    this.#dirtyFrom = 0;
  }

  /** Brings the capsules up to date. Returns whether anything changed. */
  follow(strokes: readonly StrokePoints[]): boolean {
    let changed = this.#dropWhatIsGone(strokes);
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
      this.#grow(followed);
      changed = true;
    }
    return changed;
  }

  /** Strokes only ever grow at the end; the first one that is not the same any more takes all later ones with it. */
  #dropWhatIsGone(strokes: readonly StrokePoints[]): boolean {
    const isKept = (followed: FollowedStroke, index: number) => {
      const stroke = strokes[index];
      if (stroke !== followed.stroke || stroke.x.length < followed.points) return false;
      const isLast = index === this.#followed.length - 1;
      return isLast || stroke.x.length === followed.points;
    };
    const firstGone = this.#followed.findIndex((followed, index) => !isKept(followed, index));
    if (firstGone < 0) return false;
    this.#count = this.#followed[firstGone]!.firstCapsule;
    this.#dirtyFrom = Math.min(this.#dirtyFrom, this.#count);
    this.#followed.length = firstGone;
    return true;
  }

  #grow(followed: FollowedStroke): void {
    this.#count = followed.provisionalCapsule;
    this.#dirtyFrom = Math.min(this.#dirtyFrom, this.#count);
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
