import Phaser from 'phaser';
import type { InkSlots } from '../drawing/slots.ts';
import type { Theme } from '../ui/theme.ts';
import { SCENE_NAMES, type SceneName } from './scene-name.ts';
import { CONTEXT_KEY, SheetScene, type SceneContext } from './sheet-scene.ts';

/** After this long without anything new the stage stops making frames, and the device rests. */
const IDLE_MS = 250;
/** Beyond this many device pixels on a side a canvas costs more memory than its sharpness is worth. */
const MAX_CANVAS_SIDE_PX = 8_192;

export interface StageOptions {
  /** The element that the canvas fills, behind everything else in it. */
  readonly host: HTMLElement;
  readonly slots: InkSlots;
  readonly theme: Theme;
}

/** The Phaser game behind the page: all ink and paper. It makes frames only while something changes. */
export class Stage {
  readonly #game: Phaser.Game;
  readonly #host: HTMLElement;
  #scene: SceneName = 'boot';
  #isReady = false;
  #lastChangeMs = 0;

  constructor({ host, slots, theme }: StageOptions) {
    this.#host = host;
    const context: SceneContext = { host, slots, theme, onFrame: (isMoving) => this.#rest(isMoving) };
    const size = this.#size();
    this.#game = new Phaser.Game({
      type: Phaser.WEBGL,
      parent: host,
      scale: { mode: Phaser.Scale.NONE, ...size },
      scene: SCENE_NAMES.map((name) => new SheetScene(name)),
      transparent: true,
      render: {
        // The brush smooths its own edges; multisampling would only cost memory.
        antialiasGL: false,
        // The picture is kept from frame to frame: scenes wipe and draw only what changes.
        clearBeforeRender: false,
        preserveDrawingBuffer: true,
      },
      banner: false,
      audio: { noAudio: true },
      // All input is the page's: the canvas lies behind it and takes none.
      input: { mouse: false, touch: false, keyboard: false, gamepad: false },
      autoFocus: false,
      callbacks: {
        preBoot: (game) => game.registry.set(CONTEXT_KEY, context),
        postBoot: () => {
          this.#isReady = true;
          this.show(this.#scene);
        },
      },
    });
    new ResizeObserver(() => this.#resize()).observe(host);
    slots.added.subscribe((slot) => {
      this.wake();
      this.#watch.observe(slot.element);
    });
    slots.removed.subscribe((slot) => {
      this.#watch.unobserve(slot.element);
      this.wake();
    });
    for (const slot of slots.all) this.#watch.observe(slot.element);
    slots.touched.subscribe(() => this.wake());
    theme.changed.subscribe(() => this.wake());
    document.addEventListener('visibilitychange', () => this.wake());
  }

  readonly #watch = new ResizeObserver(() => this.wake());

  /** Goes to a scene; the page has its own screen for it. */
  show(name: SceneName): void {
    const before = this.#scene;
    this.#scene = name;
    if (!this.#isReady) return;
    if (before !== name) this.#game.scene.stop(before);
    if (!this.#game.scene.isActive(name)) this.#game.scene.start(name);
    this.wake();
  }

  /** A frame is wanted. */
  wake(): void {
    this.#lastChangeMs = performance.now();
    if (this.#isReady && !document.hidden) this.#game.loop.wake();
  }

  #rest(isMoving: boolean): void {
    const now = performance.now();
    if (isMoving) this.#lastChangeMs = now;
    else if (now - this.#lastChangeMs > IDLE_MS) this.#game.loop.sleep();
  }

  #resize(): void {
    if (!this.#isReady) return;
    const { width, height } = this.#size();
    this.#game.scale.resize(width, height);
    this.wake();
  }

  #size(): { width: number; height: number } {
    const pixels = (css: number) =>
      Math.min(MAX_CANVAS_SIDE_PX, Math.max(1, Math.round(css * window.devicePixelRatio)));
    return { width: pixels(this.#host.clientWidth), height: pixels(this.#host.clientHeight) };
  }
}

/** Opens the stage, or returns null where this browser has no WebGL. */
export function openStage(options: StageOptions): Stage | null {
  return document.createElement('canvas').getContext('webgl') === null ? null : new Stage(options);
}
