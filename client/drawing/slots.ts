import type { StrokePoints } from './smooth.ts';
import { Signal } from '../net/signal.ts';

/**
 * A square place in the page where ink appears. The page says where (an element) and what (strokes); the Phaser scene
 * puts paper and ink there. So layout stays in CSS and ink in WebGL, and neither knows the other.
 */
export interface InkSlot {
  readonly element: HTMLElement;
  /** What is drawn now; asked for before every frame. */
  readonly strokes: () => readonly StrokePoints[];
  /** A sheet of paper under the ink, or ink alone. */
  readonly paper: boolean;
  /** `live`: as it is. `run-in`: the ink runs in along its way when the slot appears. */
  readonly playback: 'live' | 'run-in';
  /** How long running in takes. */
  readonly runInMs?: number;
  /** How far the warmth of the guess has run into the paper, 0..1. */
  readonly warmth?: () => number;
}

/** The slots on the page now. */
export class InkSlots {
  readonly added = new Signal<InkSlot>();
  readonly removed = new Signal<InkSlot>();
  /** Something in a slot may look different: a frame is wanted. */
  readonly touched = new Signal<undefined>();
  readonly #slots = new Set<InkSlot>();
  /** There is a place for ink on the page, the first one. */
  readonly firstAdded = new Promise<void>((resolve) => {
    const end = this.added.subscribe(() => {
      end();
      resolve();
    });
  });

  get all(): readonly InkSlot[] {
    return [...this.#slots];
  }

  /** Puts a slot on the page; returns what takes it away. */
  add(slot: InkSlot): () => void {
    this.#slots.add(slot);
    this.added.emit(slot);
    return () => {
      if (this.#slots.delete(slot)) this.removed.emit(slot);
    };
  }

  touch(): void {
    this.touched.emit(undefined);
  }
}
