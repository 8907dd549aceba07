import type Phaser from 'phaser';
import { InkPath } from '../drawing/ink-path.ts';
import type { InkSlot } from '../drawing/slots.ts';
import { prefersReducedMotion, type Palette, type Rgb } from '../ui/theme.ts';
import { InkMesh, type DeviceSquare, type InkBrush } from './ink-brush.ts';
import { PAPER_FRAGMENT_SHADER } from './paper-shader.ts';

/** The paper's rounded corners and the room for its shadow, in CSS pixels; small sheets have smaller ones. */
const CORNER_RADIUS_PX = 14;
const SHADOW_PX = 14;
const SMALL_SIDE_PX = 200;
/** Warmth runs in within this time, and what is recognised fills the sheet. */
const WARMTH_MS = 200;
/** How far the wash of an almost recognised drawing reaches in; the recognised one fills the sheet. */
const REACH_BELOW_RECOGNITION = 0.42;
const DEFAULT_RUN_IN_MS = 200;
const PAPER_DEPTH = 0;

/** A slot of the page on the canvas: its paper and its ink. */
export class Sheet {
  readonly slot: InkSlot;
  readonly #path = new InkPath();
  readonly #paper: Phaser.GameObjects.Shader | null;
  #mesh: InkMesh | null = null;
  #square: DeviceSquare = { x: 0, y: 0, side: 0 };
  #reach = 0;
  #runInMs = 0;

  constructor(scene: Phaser.Scene, slot: InkSlot, seed: number) {
    this.slot = slot;
    this.#paper = slot.paper ? makePaper(scene, seed) : null;
  }

  /**
   * Brings the sheet up to date before a frame: where it is, what is drawn, how warm it is. Returns whether it is still
   * moving by itself, so that more frames are wanted.
   */
  step(deltaMs: number, hostBox: DOMRect, palette: Palette): boolean {
    const ratio = window.devicePixelRatio;
    const box = this.slot.element.getBoundingClientRect();
    const sidePx = Math.min(box.width, box.height);
    this.#square = {
      x: Math.round((box.left - hostBox.left) * ratio),
      y: Math.round((box.top - hostBox.top) * ratio),
      side: Math.round(sidePx * ratio),
    };
    this.#path.follow(this.slot.strokes());
    const isCalm = prefersReducedMotion();
    this.#runInMs += deltaMs;
    const warmth = this.slot.warmth?.() ?? 0;
    const goal = warmth >= 1 ? 1 : warmth * REACH_BELOW_RECOGNITION;
    const step = isCalm ? 1 : deltaMs / WARMTH_MS;
    this.#reach += Math.sign(goal - this.#reach) * Math.min(Math.abs(goal - this.#reach), step);
    if (this.#paper) this.#placePaper(this.#paper, sidePx, ratio, palette);
    return this.#reach !== goal || (!isCalm && this.#runInShare() < 1);
  }

  /** Sends new ink to the graphics card. */
  uploadInk(brush: InkBrush): void {
    this.#mesh ??= new InkMesh(brush);
    this.#mesh.upload(this.#path);
  }

  drawInk(brush: InkBrush, color: Rgb): void {
    if (this.#mesh === null || this.#square.side <= 0) return;
    const share = prefersReducedMotion() ? 1 : this.#runInShare();
    brush.draw(this.#mesh, Math.ceil(this.#path.count * share), this.#square, color, 1);
  }

  /** The graphics card has lost everything: send it again at the next frame. */
  forgetMesh(): void {
    this.#mesh = null;
    this.#path.markDirty();
  }

  destroy(): void {
    this.#paper?.destroy();
    this.#mesh?.destroy();
  }

  #runInShare(): number {
    if (this.slot.playback === 'live') return 1;
    return Math.min(1, this.#runInMs / (this.slot.runInMs ?? DEFAULT_RUN_IN_MS));
  }

  #placePaper(paper: Phaser.GameObjects.Shader, sidePx: number, ratio: number, palette: Palette): void {
    const { x, y, side } = this.#square;
    const size = Math.min(1, sidePx / SMALL_SIDE_PX);
    const margin = SHADOW_PX * size * ratio;
    paper.setPosition(x - margin, y - margin);
    paper.setSize(side + 2 * margin, side + 2 * margin);
    paper.setUniform('uSide', side);
    paper.setUniform('uMargin', margin);
    paper.setUniform('uRadius', CORNER_RADIUS_PX * size * ratio);
    paper.setUniform('uReach', this.#reach);
    paper.setUniform('uSheet', palette.sheet);
    paper.setUniform('uWash', palette.wash);
    paper.setUniform('uShadow', palette.shadow);
    paper.setUniform('uWashStrength', palette.isDark ? 0.34 : 0.75);
    paper.setUniform('uShadowStrength', palette.isDark ? 0.35 : 0.16);
  }
}

function makePaper(scene: Phaser.Scene, seed: number): Phaser.GameObjects.Shader {
  const paper = scene.add.shader({ name: 'InklingPaper', fragmentSource: PAPER_FRAGMENT_SHADER }, 0, 0, 1, 1);
  paper.setUniform('uSeed', seed);
  return paper.setOrigin(0).setDepth(PAPER_DEPTH);
}
