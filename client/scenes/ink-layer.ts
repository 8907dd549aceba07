import Phaser from 'phaser';
import { InkBrush } from './ink-brush.ts';
import type { Sheet } from './sheet.ts';
import type { Palette } from '../ui/theme.ts';

/** All the ink of a scene. One object for all sheets, so that Phaser hands over the WebGL context once a frame. */
export class InkLayer extends Phaser.GameObjects.Extern {
  sheets: readonly Sheet[] = [];
  palette: Palette | null = null;
  #brush: InkBrush | null = null;

  constructor(scene: Phaser.Scene) {
    super(scene);
    const { renderer } = scene.sys;
    // A context that was lost comes back empty.
    const forget = () => {
      this.#brush = null;
      for (const sheet of this.sheets) sheet.forgetMesh();
    };
    renderer.on(Phaser.Renderer.Events.RESTORE_WEBGL, forget);
    this.once(Phaser.GameObjects.Events.DESTROY, () =>
      renderer.off(Phaser.Renderer.Events.RESTORE_WEBGL, forget),
    );
  }

  override render(renderer: Phaser.Renderer.WebGL.WebGLRenderer): void {
    const { palette } = this;
    if (palette === null) return;
    this.#brush ??= new InkBrush(renderer.gl, {
      instancing: renderer.instancedArraysExtension,
      vertexArrays: renderer.vaoExtension,
    });
    const brush = this.#brush;
    for (const sheet of this.sheets) sheet.uploadInk(brush);
    brush.begin(window.devicePixelRatio);
    for (const sheet of this.sheets) sheet.drawInk(brush, palette.ink);
    brush.end();
  }
}
