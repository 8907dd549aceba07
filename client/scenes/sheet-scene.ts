import Phaser from 'phaser';
import type { InkSlot, InkSlots } from '../drawing/slots.ts';
import type { Unsubscribe } from '../net/signal.ts';
import type { Palette, Theme } from '../ui/theme.ts';
import { Eraser } from './eraser.ts';
import { InkExtern } from './ink-extern.ts';
import { Sheet } from './sheet.ts';

const ERASER_DEPTH = -1;
const WET_INK_DEPTH = 1;
/** Two sheets never have the same wash. */
const SEED_STEP = 0.37;
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

/**
 * A scene that shows paper and ink wherever the page has a slot for it. The canvas keeps its picture from frame to frame,
 * and only the parts that change are wiped and drawn.
 */
export class SheetScene extends Phaser.Scene {
  readonly #sheets = new Map<InkSlot, Sheet>();
  #eraser: Eraser | null = null;
  #wetInk: InkExtern | null = null;
  #palette: Palette | null = null;
  #subscriptions: Unsubscribe[] = [];
  #seed = 0;
  #lastFrameMs = 0;
  #isAllChanged = true;

  get #context(): SceneContext {
    return this.registry.get(CONTEXT_KEY) as SceneContext;
  }

  create(): void {
    const { slots, theme } = this.#context;
    const { renderer, scale } = this.sys;
    this.#eraser = new Eraser(this);
    this.#wetInk = new InkExtern(this);
    this.add.existing(this.#eraser).setDepth(ERASER_DEPTH);
    this.add.existing(this.#wetInk).setDepth(WET_INK_DEPTH);
    for (const slot of slots.all) this.#put(slot);
    const redraw = () => {
      this.#isAllChanged = true;
    };
    const forgetInk = () => {
      for (const sheet of this.#sheets.values()) sheet.forgetInk();
      redraw();
      // The stage may be at rest: nothing has changed but the canvas.
      slots.touch();
    };
    renderer.on(Phaser.Renderer.Events.RESTORE_WEBGL, forgetInk);
    scale.on(Phaser.Scale.Events.RESIZE, redraw);
    this.#subscriptions = [
      slots.added.subscribe((slot) => this.#put(slot)),
      slots.removed.subscribe((slot) => this.#take(slot)),
      theme.changed.subscribe(() => {
        this.#palette = null;
        redraw();
      }),
      () => renderer.off(Phaser.Renderer.Events.RESTORE_WEBGL, forgetInk),
      () => scale.off(Phaser.Scale.Events.RESIZE, redraw),
    ];
    // Paper may have become blackboard since this scene was last on the stage.
    this.#palette = null;
    redraw();
    this.events.once(Phaser.Scenes.Events.SHUTDOWN, () => this.#close());
  }

  override update(): void {
    // Phaser smooths its own time steps; what moves here moves by the wall clock.
    const now = performance.now();
    const deltaMs = Math.min(MAX_STEP_MS, now - this.#lastFrameMs);
    this.#lastFrameMs = now;
    this.#palette ??= this.#context.theme.palette();
    const palette = this.#palette;
    const sheets = [...this.#sheets.values()];

    const hostBox = this.#context.host.getBoundingClientRect();
    for (const sheet of sheets) if (sheet.place(hostBox)) this.#isAllChanged = true;
    if (this.#isAllChanged) for (const sheet of sheets) sheet.redraw(palette);
    const frames = sheets.map((sheet) => ({ sheet, ...sheet.step(deltaMs) }));
    const changing = frames.filter(({ changed }) => changed !== null);
    const { width, height } = this.scale;
    if (this.#eraser) {
      this.#eraser.parts = this.#isAllChanged
        ? [{ left: 0, top: 0, right: width, bottom: height }]
        : changing.flatMap(({ changed }) => changed ?? []);
    }
    if (this.#wetInk) {
      this.#wetInk.color = palette.ink;
      this.#wetInk.jobs = changing.map(({ sheet }) => sheet.wetInk);
    }
    this.#isAllChanged = false;
    this.#context.onFrame(frames.some(({ isMoving }) => isMoving));
  }

  #put(slot: InkSlot): void {
    this.#seed = (this.#seed + SEED_STEP) % 1;
    this.#sheets.set(slot, new Sheet(this, slot, this.#seed));
    this.#isAllChanged = true;
  }

  #take(slot: InkSlot): void {
    this.#sheets.get(slot)?.destroy();
    this.#sheets.delete(slot);
    this.#isAllChanged = true;
  }

  #close(): void {
    for (const end of this.#subscriptions) end();
    for (const sheet of this.#sheets.values()) sheet.destroy();
    this.#sheets.clear();
    this.#eraser = null;
    this.#wetInk = null;
  }
}
