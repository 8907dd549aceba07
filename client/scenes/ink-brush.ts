import { CANVAS_SIDE_UNITS } from '../../shared/protocol/index.ts';
import type { InkPath } from '../drawing/ink-path.ts';
import { VALUES_PER_CAPSULE } from '../drawing/smooth.ts';
import type { Rgb } from '../ui/theme.ts';

/**
 * Ink on the graphics card. Every capsule of a drawing is one instance of a square, and its round, smooth edge is
 * computed for each pixel: round caps and joins come for free, lines are sharp at every zoom, and a frame costs one
 * draw call a drawing however long it is. Only capsules that are new travel to the card.
 */

const BYTES_PER_FLOAT = 4;
const CAPSULE_BYTES = VALUES_PER_CAPSULE * BYTES_PER_FLOAT;
/** The corners of the square that covers one capsule: along it and across it. */
const CORNERS = new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]);
const CORNER_COUNT = 4;
/** No line is thinner than this on the screen, so that small pictures stay legible. In CSS pixels. */
const MIN_HALF_WIDTH_PX = 0.7;

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
}

/** A square on the canvas, in device pixels from the top left. */
export interface DeviceSquare {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

type UniformName = 'viewport' | 'origin' | 'scale' | 'minHalfWidth' | 'ink';

/** The shader that draws capsules; one for a WebGL context. */
export class InkBrush {
  readonly gl: WebGLRenderingContext;
  readonly extensions: BrushExtensions;
  readonly corners: WebGLBuffer;
  readonly #program: WebGLProgram;
  readonly #uniforms: Record<UniformName, WebGLUniformLocation | null>;

  constructor(gl: WebGLRenderingContext, extensions: BrushExtensions) {
    this.gl = gl;
    this.extensions = extensions;
    this.#program = link(gl);
    const uniform = (name: UniformName) => gl.getUniformLocation(this.#program, name);
    this.#uniforms = {
      viewport: uniform('viewport'),
      origin: uniform('origin'),
      scale: uniform('scale'),
      minHalfWidth: uniform('minHalfWidth'),
      ink: uniform('ink'),
    };
    this.corners = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, this.corners);
    gl.bufferData(gl.ARRAY_BUFFER, CORNERS, gl.STATIC_DRAW);
  }

  /** Makes the brush ready for a frame's drawings. */
  begin(devicePixelRatio: number): void {
    const { gl } = this;
    gl.useProgram(this.#program);
    gl.uniform2f(this.#uniforms.viewport, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.uniform1f(this.#uniforms.minHalfWidth, MIN_HALF_WIDTH_PX * devicePixelRatio);
    gl.enable(gl.SCISSOR_TEST);
  }

  /** Draws the first `count` capsules of a mesh into a square, and nothing outside it. */
  draw(mesh: InkMesh, count: number, square: DeviceSquare, color: Rgb, alpha: number): void {
    if (count === 0) return;
    const { gl } = this;
    gl.uniform2f(this.#uniforms.origin, square.x, square.y);
    gl.uniform1f(this.#uniforms.scale, square.side / CANVAS_SIDE_UNITS);
    const [red, green, blue] = color;
    gl.uniform4f(this.#uniforms.ink, red * alpha, green * alpha, blue * alpha, alpha);
    const side = Math.ceil(square.side);
    gl.scissor(Math.round(square.x), Math.round(gl.drawingBufferHeight - square.y - square.side), side, side);
    mesh.bind();
    this.extensions.instancing.drawArraysInstancedANGLE(gl.TRIANGLE_STRIP, 0, CORNER_COUNT, count);
  }

  end(): void {
    this.extensions.vertexArrays.bindVertexArrayOES(null);
    this.gl.disable(this.gl.SCISSOR_TEST);
  }
}

/** One drawing's capsules on the graphics card. */
export class InkMesh {
  readonly #brush: InkBrush;
  readonly #vertexArray: WebGLVertexArrayObjectOES | null;
  readonly #buffer: WebGLBuffer;
  #capacityBytes = 0;

  constructor(brush: InkBrush) {
    this.#brush = brush;
    const { gl, extensions } = brush;
    this.#buffer = gl.createBuffer();
    this.#vertexArray = extensions.vertexArrays.createVertexArrayOES();
    extensions.vertexArrays.bindVertexArrayOES(this.#vertexArray);
    gl.bindBuffer(gl.ARRAY_BUFFER, brush.corners);
    gl.enableVertexAttribArray(Attribute.corner);
    gl.vertexAttribPointer(Attribute.corner, 2, gl.FLOAT, false, 0, 0);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
    for (const [location, offset] of [
      [Attribute.from, 0],
      [Attribute.to, CAPSULE_BYTES / 2],
    ] as const) {
      gl.enableVertexAttribArray(location);
      gl.vertexAttribPointer(location, 3, gl.FLOAT, false, CAPSULE_BYTES, offset);
      extensions.instancing.vertexAttribDivisorANGLE(location, 1);
    }
    extensions.vertexArrays.bindVertexArrayOES(null);
  }

  bind(): void {
    this.#brush.extensions.vertexArrays.bindVertexArrayOES(this.#vertexArray);
  }

  /** Sends what changed in a path since the last time. */
  upload(path: InkPath): void {
    if (path.dirtyFrom >= path.count) {
      path.markClean();
      return;
    }
    const { gl } = this.#brush;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
    if (path.values.byteLength > this.#capacityBytes) {
      this.#capacityBytes = path.values.byteLength;
      gl.bufferData(gl.ARRAY_BUFFER, path.values, gl.DYNAMIC_DRAW);
    } else {
      const changed = path.values.subarray(
        path.dirtyFrom * VALUES_PER_CAPSULE,
        path.count * VALUES_PER_CAPSULE,
      );
      gl.bufferSubData(gl.ARRAY_BUFFER, path.dirtyFrom * CAPSULE_BYTES, changed);
    }
    path.markClean();
  }

  destroy(): void {
    this.#brush.gl.deleteBuffer(this.#buffer);
    this.#brush.extensions.vertexArrays.deleteVertexArrayOES(this.#vertexArray);
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
