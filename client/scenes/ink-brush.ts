import { CANVAS_SIDE_UNITS } from '../../shared/protocol/index.ts';
import { VALUES_PER_CAPSULE } from '../drawing/smooth.ts';
import type { Rgb } from '../ui/theme.ts';
import type { DeviceSquare } from './device-rect.ts';

/**
 * Ink on the graphics card. Every capsule of a drawing is one instance of a square, and its round, smooth edge is computed
 * for each pixel: round caps and joins come for free, and lines are sharp at every size.
 */

const BYTES_PER_FLOAT = 4;
const CAPSULE_BYTES = VALUES_PER_CAPSULE * BYTES_PER_FLOAT;
/** The corners of the square that covers one capsule: along it and across it. */
const CORNERS = new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]);
const CORNER_COUNT = 4;
const FIRST_CAPACITY_BYTES = 512 * CAPSULE_BYTES;
/** No line is thinner than this on the screen, so that small pictures stay legible. In CSS pixels. */
const MIN_HALF_WIDTH_PX = 0.7;

/** Half of the thinnest line, in device pixels. */
export function minHalfWidth(): number {
  return MIN_HALF_WIDTH_PX * window.devicePixelRatio;
}

const Attribute = { corner: 0, from: 1, to: 2 } as const;

const VERTEX_SHADER = `
precision highp float;
attribute vec2 corner;
attribute vec3 from;
attribute vec3 to;
uniform vec2 viewport;
uniform vec2 origin;
uniform float scale;
uniform float minHalfWidth;
varying vec2 point;
varying vec2 along;
varying vec2 halfWidths;
void main() {
  vec2 start = origin + from.xy * scale;
  along = (to.xy - from.xy) * scale;
  halfWidths = max(vec2(from.z, to.z) * scale, vec2(minHalfWidth));
  float reach = max(halfWidths.x, halfWidths.y) + 1.0;
  float len = length(along);
  vec2 direction = len > 0.001 ? along / len : vec2(1.0, 0.0);
  vec2 side = vec2(-direction.y, direction.x);
  point = (corner.x < 0.0 ? -direction * reach : along + direction * reach) + side * corner.y * reach;
  vec2 clip = (start + point) / viewport * 2.0 - 1.0;
  gl_Position = vec4(clip.x, -clip.y, 0.0, 1.0);
}`;

const FRAGMENT_SHADER = `
precision highp float;
uniform vec4 ink;
varying vec2 point;
varying vec2 along;
varying vec2 halfWidths;
void main() {
  float h = clamp(dot(point, along) / max(dot(along, along), 0.0001), 0.0, 1.0);
  float outside = length(point - along * h) - mix(halfWidths.x, halfWidths.y, h);
  gl_FragColor = ink * clamp(0.5 - outside, 0.0, 1.0);
}`;

/** The extensions of WebGL 1 that the brush needs; Phaser itself cannot do without them. */
export interface BrushExtensions {
  readonly instancing: ANGLE_instanced_arrays;
  readonly vertexArrays: OES_vertex_array_object;
  /** Lets overlapping ends of capsules join without a seam; ink looks a little beaded without it. */
  readonly minMax: EXT_blend_minmax | null;
}

/** The picture that is drawn into: the canvas or a texture, in device pixels. */
export interface Target {
  readonly width: number;
  readonly height: number;
}

export interface DrawOptions {
  readonly square: DeviceSquare;
  readonly target: Target;
  readonly color: Rgb;
  readonly isMap: boolean;
}

type UniformName = 'viewport' | 'origin' | 'scale' | 'minHalfWidth' | 'ink';

/** Draws capsules; one for a WebGL context. */
export class InkBrush {
  readonly #gl: WebGLRenderingContext;
  readonly #extensions: BrushExtensions;
  readonly #program: WebGLProgram;
  readonly #uniforms: Record<UniformName, WebGLUniformLocation | null>;
  readonly #vertexArray: WebGLVertexArrayObjectOES | null;
  readonly #capsules: WebGLBuffer;
  #capacityBytes = 0;

  constructor(gl: WebGLRenderingContext, extensions: BrushExtensions) {
    this.#gl = gl;
    this.#extensions = extensions;
    this.#program = link(gl);
    const uniform = (name: UniformName) => gl.getUniformLocation(this.#program, name);
    this.#uniforms = {
      viewport: uniform('viewport'),
      origin: uniform('origin'),
      scale: uniform('scale'),
      minHalfWidth: uniform('minHalfWidth'),
      ink: uniform('ink'),
    };
    this.#capsules = gl.createBuffer();
    this.#vertexArray = extensions.vertexArrays.createVertexArrayOES();
    this.#describeVertices();
  }

  /**
   * Draws capsules into a square of a target, and nothing outside it. Leaves no state behind but what Phaser resets.
   * @param options.isMap whether the target is a map of where ink is, not a picture: ink over ink is no more ink
   */
  draw(capsules: Float32Array, options: DrawOptions): void {
    const { square, target, color, isMap } = options;
    if (capsules.length === 0) return;
    const gl = this.#gl;
    gl.useProgram(this.#program);
    gl.uniform2f(this.#uniforms.viewport, target.width, target.height);
    gl.uniform2f(this.#uniforms.origin, square.x, square.y);
    gl.uniform1f(this.#uniforms.scale, square.side / CANVAS_SIDE_UNITS);
    gl.uniform1f(this.#uniforms.minHalfWidth, minHalfWidth());
    gl.uniform4f(this.#uniforms.ink, ...color, 1);
    if (isMap && this.#extensions.minMax) gl.blendEquation(this.#extensions.minMax.MAX_EXT);
    gl.enable(gl.SCISSOR_TEST);
    gl.scissor(square.x, target.height - square.y - square.side, square.side, square.side);
    this.#extensions.vertexArrays.bindVertexArrayOES(this.#vertexArray);
    this.#upload(capsules);
    const count = capsules.length / VALUES_PER_CAPSULE;
    this.#extensions.instancing.drawArraysInstancedANGLE(gl.TRIANGLE_STRIP, 0, CORNER_COUNT, count);
    this.#extensions.vertexArrays.bindVertexArrayOES(null);
    gl.disable(gl.SCISSOR_TEST);
    gl.blendEquation(gl.FUNC_ADD);
  }

  #upload(capsules: Float32Array): void {
    const gl = this.#gl;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#capsules);
    if (capsules.byteLength > this.#capacityBytes) {
      this.#capacityBytes = Math.max(FIRST_CAPACITY_BYTES, 2 * capsules.byteLength);
      gl.bufferData(gl.ARRAY_BUFFER, this.#capacityBytes, gl.DYNAMIC_DRAW);
    }
    gl.bufferSubData(gl.ARRAY_BUFFER, 0, capsules);
  }

  #describeVertices(): void {
    const gl = this.#gl;
    const { instancing, vertexArrays } = this.#extensions;
    vertexArrays.bindVertexArrayOES(this.#vertexArray);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, CORNERS, gl.STATIC_DRAW);
    gl.enableVertexAttribArray(Attribute.corner);
    gl.vertexAttribPointer(Attribute.corner, 2, gl.FLOAT, false, 0, 0);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#capsules);
    for (const [location, offset] of [
      [Attribute.from, 0],
      [Attribute.to, CAPSULE_BYTES / 2],
    ] as const) {
      gl.enableVertexAttribArray(location);
      gl.vertexAttribPointer(location, 3, gl.FLOAT, false, CAPSULE_BYTES, offset);
      instancing.vertexAttribDivisorANGLE(location, 1);
    }
    vertexArrays.bindVertexArrayOES(null);
  }
}

function link(gl: WebGLRenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX_SHADER],
    [gl.FRAGMENT_SHADER, FRAGMENT_SHADER],
  ] as const) {
    const shader = gl.createShader(type);
    if (shader === null) throw new Error('the WebGL context is lost');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  for (const [name, location] of Object.entries(Attribute)) gl.bindAttribLocation(program, location, name);
  gl.linkProgram(program);
  if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true && !gl.isContextLost()) {
    throw new Error(`the ink shader does not link: ${gl.getProgramInfoLog(program) ?? ''}`);
  }
  return program;
}
