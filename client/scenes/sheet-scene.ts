import Phaser from 'phaser';
import type { InkSlot, InkSlots } from '../drawing/slots.ts';
import type { Unsubscribe } from '../net/signal.ts';
import type { Theme } from '../ui/theme.ts';
import { InkLayer } from './ink-layer.ts';
import { Sheet } from './sheet.ts';

const INK_DEPTH = 1;
/** Two sheets never have the same grain and wash. */
const SEED_STEP = 7.31;
/** After a rest the first frame moves things by this much at most. */
const MAX_STEP_MS = 100;

/** What every scene of the game works with; kept in the game's registry. */
export interface SceneContext {
  /** The element that the canvas fills. */
  readonly host: HTMLElement;
  readonly slots: InkSlots;
  readonly theme: Theme;
  /** Told before every frame whether the scene will go on moving by itself. */
  readonly onFrame: (isMoving: boolean) => void;
}

export const CONTEXT_KEY = 'inkling';

/** A scene that shows paper and ink wherever the page has a slot for it. */
export abstract class SheetScene extends Phaser.Scene {
  readonly #sheets = new Map<InkSlot, Sheet>();
  #ink: InkLayer | null = null;
  #subscriptions: Unsubscribe[] = [];
  #seed = 0;
  #lastFrameMs = 0;

  protected get context(): SceneContext {
    return this.registry.get(CONTEXT_KEY) as SceneContext;
  }

  create(): void {
    const { slots } = this.context;
    this.#ink = new InkLayer(this);
    this.add.existing(this.#ink).setDepth(INK_DEPTH);
    this.#ink.palette = this.context.theme.palette();
    for (const slot of slots.all) this.#put(slot);
    this.#subscriptions = [
      slots.added.subscribe((slot) => this.#put(slot)),
      slots.removed.subscribe((slot) => this.#take(slot)),
      this.context.theme.changed.subscribe(() => {
        if (this.#ink) this.#ink.palette = this.context.theme.palette();
      }),
    ];
    this.events.once(Phaser.Scenes.Events.SHUTDOWN, () => this.#close());
  }

  override update(): void {
    const palette = this.#ink?.palette;
    if (!palette) return;
    const hostBox = this.context.host.getBoundingClientRect();
    // Phaser smooths its own time steps; what moves here moves by the wall clock.
    const now = performance.now();
    const deltaMs = Math.min(MAX_STEP_MS, now - this.#lastFrameMs);
    this.#lastFrameMs = now;
    let isMoving = false;
    for (const sheet of this.#sheets.values()) {
      if (sheet.step(deltaMs, hostBox, palette)) isMoving = true;
    }
    this.context.onFrame(isMoving);
  }

  #put(slot: InkSlot): void {
    this.#seed += SEED_STEP;
    this.#sheets.set(slot, new Sheet(this, slot, this.#seed));
    this.#showSheets();
  }

  #take(slot: InkSlot): void {
    this.#sheets.get(slot)?.destroy();
    this.#sheets.delete(slot);
    this.#showSheets();
  }

  #showSheets(): void {
    if (this.#ink) this.#ink.sheets = [...this.#sheets.values()];
  }

  #close(): void {
    for (const end of this.#subscriptions) end();
    for (const sheet of this.#sheets.values()) sheet.destroy();
    this.#sheets.clear();
    this.#ink = null;
  }
}
