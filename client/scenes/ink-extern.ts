import Phaser from 'phaser';
import type { DeviceSquare } from './device-rect.ts';
import { InkBrush } from './ink-brush.ts';
import type { Rgb } from '../ui/theme.ts';

/** Capsules to be drawn into a square. */
export interface InkJob {
  readonly capsules: Float32Array;
  readonly square: DeviceSquare;
}

/** One brush a WebGL context; a context that was lost takes its brush with it. */
const brushes = new WeakMap<Phaser.Renderer.WebGL.WebGLRenderer, InkBrush>();

/** Lets the brush draw within Phaser's frame: onto the canvas, or into a texture that this object is drawn to. */
export class InkExtern extends Phaser.GameObjects.Extern {
  jobs: readonly InkJob[] = [];
  color: Rgb = [0, 0, 0];
  /** Whether this draws into a map of where ink is. */
  isMap = false;

  override render(
    renderer: Phaser.Renderer.WebGL.WebGLRenderer,
    context: Phaser.Renderer.WebGL.DrawingContext,
  ): void {
    // Phaser binds a framebuffer only when its own batches draw.
    context.beginDraw();
    const brush = brushOf(renderer);
    for (const { capsules, square } of this.jobs) {
      brush.draw(capsules, { square, target: context, color: this.color, isMap: this.isMap });
    }
  }
}

function brushOf(renderer: Phaser.Renderer.WebGL.WebGLRenderer): InkBrush {
  let brush = brushes.get(renderer);
  if (brush === undefined) {
    brush = new InkBrush(renderer.gl, {
      instancing: renderer.instancedArraysExtension,
      vertexArrays: renderer.vaoExtension,
      minMax: renderer.gl.getExtension('EXT_blend_minmax'),
    });
    brushes.set(renderer, brush);
    renderer.once(Phaser.Renderer.Events.LOSE_WEBGL, () => brushes.delete(renderer));
  }
  return brush;
}
