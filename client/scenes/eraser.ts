import Phaser from 'phaser';
import type { DeviceRect } from './device-rect.ts';

/** Wipes parts of the canvas before they are drawn anew: the rest keeps what it showed in the frame before. */
export class Eraser extends Phaser.GameObjects.Extern {
  parts: readonly DeviceRect[] = [];

  override render(
    { gl }: Phaser.Renderer.WebGL.WebGLRenderer,
    context: Phaser.Renderer.WebGL.DrawingContext,
  ): void {
    if (this.parts.length === 0) return;
    context.beginDraw();
    gl.clearColor(0, 0, 0, 0);
    gl.enable(gl.SCISSOR_TEST);
    for (const { left, top, right, bottom } of this.parts) {
      gl.scissor(left, context.height - bottom, right - left, bottom - top);
      gl.clear(gl.COLOR_BUFFER_BIT);
    }
    gl.disable(gl.SCISSOR_TEST);
  }
}
