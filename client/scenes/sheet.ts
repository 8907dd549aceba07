import type Phaser from 'phaser';
import { InkPath } from '../drawing/ink-path.ts';
import type { InkSlot } from '../drawing/slots.ts';
import { prefersReducedMotion, type Palette } from '../ui/theme.ts';
import { touchedBy, union, type DeviceRect, type DeviceSquare } from './device-rect.ts';
import { minHalfWidth } from './ink-brush.ts';
import { InkExtern, type InkJob } from './ink-extern.ts';
import { SheetSurface } from './sheet-surface.ts';

/** Warmth runs in within this time. */
const WARMTH_MS = 200;
/** How far the wash of an almost recognised drawing reaches in; a recognised one fills the sheet. */
const REACH_BELOW_RECOGNITION = 0.34;
const DEFAULT_RUN_IN_MS = 200;

let nextTexture = 1;

/** What a frame has to do for a sheet. */
export interface SheetFrame {
  /** The part of the canvas that changes; null where none does. */
  readonly changed: DeviceRect | null;
  /** Whether it goes on moving by itself. */
  readonly isMoving: boolean;
}

/**
 * A slot of the page on the canvas: its paper and its ink. Ink that cannot change any more is baked into a texture, so
 * that a frame costs what is new, not what is there; only the wet end of a line is drawn anew each time.
 */
export class Sheet {
  readonly slot: InkSlot;
  readonly #path = new InkPath();
  readonly #texture: Phaser.Textures.DynamicTexture;
  readonly #surface: SheetSurface;
  readonly #baker: InkExtern;
  #square: DeviceSquare = { x: 0, y: 0, side: 0 };
  #bakedCount = 0;
  /** Where the wet ink of the frame before is still to be seen. */
  #wetPart: DeviceRect | null = null;
  #reach = 0;
  #runInMs = 0;
  #isAllChanged = true;

  constructor(scene: Phaser.Scene, slot: InkSlot, seed: number) {
    this.slot = slot;
    const texture = scene.textures.addDynamicTexture(`ink-${nextTexture++}`, 2, 2, false);
    if (texture === null) throw new Error('the texture of a sheet exists already');
    this.#texture = texture;
    this.#surface = new SheetSurface(scene, texture, { seed, paper: slot.paper });
    this.#baker = new InkExtern(scene);
    this.#baker.isMap = true;
  }

  /** Finds the sheet's place on the page. Returns whether it is another one than before. */
  place(hostBox: DOMRect): boolean {
    const ratio = window.devicePixelRatio;
    const box = this.slot.element.getBoundingClientRect();
    const side = Math.round(Math.min(box.width, box.height) * ratio);
    const x = Math.round((box.left - hostBox.left) * ratio);
    const y = Math.round((box.top - hostBox.top) * ratio);
    if (x === this.#square.x && y === this.#square.y && side === this.#square.side) return false;
    if (side !== this.#square.side) {
      this.#texture.setSize(Math.max(1, side), Math.max(1, side), false);
      this.#bakedCount = 0;
    }
    this.#square = { x, y, side };
    this.#surface.place(this.#square);
    return true;
  }

  /** Everything of it has to be drawn in the next frame. */
  redraw(palette: Palette): void {
    this.#surface.paint(palette);
    this.#isAllChanged = true;
  }

  /** The graphics card has forgotten the ink: it is baked anew. */
  forgetInk(): void {
    this.#bakedCount = 0;
  }

  /** Brings ink and warmth up to date before a frame. */
  step(deltaMs: number): SheetFrame {
    if (this.#square.side === 0) {
      // The page hides it.
      this.#surface.showPart(null);
      return { changed: null, isMoving: false };
    }
    const isCalm = prefersReducedMotion();
    this.#runInMs += isCalm ? Infinity : deltaMs;
    const isSoaking = this.#soak(isCalm ? WARMTH_MS : deltaMs);
    const inked = union(this.#wetPart, this.#bake());
    this.#wetPart = touchedBy(this.wetInk.capsules, this.#square, minHalfWidth());
    const changed = this.#isAllChanged ? this.#surface.bounds : union(inked, this.#wetPart);
    this.#isAllChanged = false;
    this.#surface.showPart(changed);
    return { changed, isMoving: isSoaking || this.#runInShare() < 1 };
  }

  /** The wet end of the line that is being drawn, which the next point may still change. */
  get wetInk(): InkJob {
    const to = this.slot.playback === 'live' ? this.#path.count : this.#bakedCount;
    return { capsules: this.#path.capsules(Math.min(this.#bakedCount, to), to), square: this.#square };
  }

  destroy(): void {
    this.#surface.destroy();
    this.#baker.destroy();
    this.#texture.destroy();
  }

  /** Lets warmth run in. Returns whether it has not arrived yet. */
  #soak(deltaMs: number): boolean {
    const warmth = this.slot.warmth?.() ?? 0;
    const goal = warmth >= 1 ? 1 : warmth * REACH_BELOW_RECOGNITION;
    if (this.#reach === goal) return false;
    const step = deltaMs / WARMTH_MS;
    this.#reach += Math.sign(goal - this.#reach) * Math.min(Math.abs(goal - this.#reach), step);
    this.#surface.soak(this.#reach);
    this.#isAllChanged = true;
    return this.#reach !== goal;
  }

  /** Draws what is settled into the texture. Returns the part of the canvas that it touches. */
  #bake(): DeviceRect | null {
    const firstChanged = this.#path.follow(this.slot.strokes());
    if (firstChanged < this.#bakedCount) {
      this.#bakedCount = 0;
      this.#isAllChanged = true;
    }
    const isLive = this.slot.playback === 'live';
    const goal = isLive ? this.#path.settledCount : Math.ceil(this.#path.count * this.#runInShare());
    if (this.#bakedCount === 0) this.#texture.clear();
    else if (goal === this.#bakedCount) return null;
    const capsules = this.#path.capsules(this.#bakedCount, goal);
    this.#baker.jobs = [{ capsules, square: { x: 0, y: 0, side: this.#square.side } }];
    this.#texture.draw(this.#baker).render();
    this.#bakedCount = goal;
    return touchedBy(capsules, this.#square, minHalfWidth());
  }

  #runInShare(): number {
    if (this.slot.playback === 'live') return 1;
    return Math.min(1, this.#runInMs / (this.slot.runInMs ?? DEFAULT_RUN_IN_MS));
  }
}
