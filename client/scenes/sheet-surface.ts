import type Phaser from 'phaser';
import type { Palette } from '../ui/theme.ts';
import { around, type DeviceRect, type DeviceSquare } from './device-rect.ts';
import { SHEET_FRAGMENT_SHADER } from './sheet-shader.ts';
import { wobbleTexture } from './wobble-texture.ts';

/** Rounded corners: at most so many CSS pixels, and this share of a small sheet's side. The page's frames do the same. */
const CORNER_RADIUS_PX = 14;
const CORNER_SHARE = 0.12;
/** The room for the shadow, in CSS pixels; small sheets have less. */
const SHADOW_PX = 12;
const SMALL_SIDE_PX = 200;
/** How strongly the wash and the shadow colour paper and slate. */
const LIGHT = { wash: 0.88, shadow: 0.24 } as const;
const DARK = { wash: 1.05, shadow: 0.5 } as const;
/** Where the shader finds its textures. */
const INK_TEXTURE_UNIT = 0;
const WOBBLE_TEXTURE_UNIT = 1;

/** What one sees of a sheet: paper, wash and ink, or ink alone. It is drawn only in frames that change it. */
export class SheetSurface {
  readonly #shader: Phaser.GameObjects.Shader;
  #square: DeviceSquare = { x: 0, y: 0, side: 1 };
  #margin = 0;

  /** @param seed gives each paper its own wash */
  constructor(
    scene: Phaser.Scene,
    ink: Phaser.Textures.DynamicTexture,
    options: { seed: number; paper: boolean },
  ) {
    const config = { name: 'InklingSheet', fragmentSource: SHEET_FRAGMENT_SHADER };
    this.#shader = scene.add.shader(config, 0, 0, 1, 1).setOrigin(0);
    this.#shader.setTextures([ink.key, wobbleTexture(scene)]);
    this.#shader.setUniform('uInkMap', INK_TEXTURE_UNIT);
    this.#shader.setUniform('uWobble', WOBBLE_TEXTURE_UNIT);
    this.#shader.setUniform('uSeed', options.seed);
    this.#shader.setUniform('uPaper', options.paper ? 1 : 0);
    // All sheets share one program: what one does not set it would have from another.
    this.soak(0);
  }

  /** All that this surface may cover. */
  get bounds(): DeviceRect {
    return around(this.#square, this.#margin);
  }

  /** Puts the sheet into its place. */
  place(square: DeviceSquare): void {
    const ratio = window.devicePixelRatio;
    const size = Math.min(1, square.side / ratio / SMALL_SIDE_PX);
    this.#square = square;
    // Whole pixels, so that ink is as sharp as it was drawn.
    this.#margin = Math.round(SHADOW_PX * size * ratio);
    this.#shader.setUniform('uSide', square.side);
    this.#shader.setUniform('uMargin', this.#margin);
    this.#shader.setUniform('uRadius', Math.min(CORNER_RADIUS_PX * ratio, CORNER_SHARE * square.side));
  }

  paint(palette: Palette): void {
    const strength = palette.isDark ? DARK : LIGHT;
    this.#shader.setUniform('uSheet', palette.sheet);
    this.#shader.setUniform('uWash', palette.wash);
    this.#shader.setUniform('uShadow', palette.shadow);
    this.#shader.setUniform('uInk', palette.ink);
    this.#shader.setUniform('uWashStrength', strength.wash);
    this.#shader.setUniform('uShadowStrength', strength.shadow);
  }

  /** @param reach how far the wash has run in, 0..1 */
  soak(reach: number): void {
    this.#shader.setUniform('uReach', reach);
  }

  /** Draws only a part of the surface in the next frame, or nothing of it. */
  showPart(part: DeviceRect | null): void {
    this.#shader.setVisible(part !== null);
    if (part === null) return;
    const { left, top, right, bottom } = this.bounds;
    const width = right - left;
    const height = bottom - top;
    const u0 = (part.left - left) / width;
    const u1 = (part.right - left) / width;
    // A texture's rows count from the bottom.
    const v0 = 1 - (part.top - top) / height;
    const v1 = 1 - (part.bottom - top) / height;
    this.#shader.setPosition(part.left, part.top).setSize(part.right - part.left, part.bottom - part.top);
    this.#shader.setTextureCoordinates(u0, v0, u1, v0, u0, v1, u1, v1);
  }

  destroy(): void {
    this.#shader.destroy();
  }
}
