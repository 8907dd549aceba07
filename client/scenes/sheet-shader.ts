/**
 * A sheet of paper with its ink, in one pass: rounded, with a soft shadow. `uReach` lets a wash of colour run in from the
 * edges as ink runs into wet paper: 0 is dry, 1 is full. `uInkMap` holds how much ink covers each pixel, which is all that
 * is kept of it: its colour may change without drawing it anew. `uPaper` 0 leaves the ink alone. Colours are premultiplied
 * by their alpha, as Phaser blends them. No branches: where they cost most, on a processor, both sides would be computed.
 */
export const SHEET_FRAGMENT_SHADER = `
#ifdef GL_FRAGMENT_PRECISION_HIGH
precision highp float;
#else
precision mediump float;
#endif
uniform sampler2D uInkMap;
uniform sampler2D uWobble;
uniform float uPaper;
uniform float uSide;
uniform float uMargin;
uniform float uRadius;
uniform float uReach;
uniform float uSeed;
uniform float uWashStrength;
uniform float uShadowStrength;
uniform vec3 uSheet;
uniform vec3 uWash;
uniform vec3 uShadow;
uniform vec3 uInk;
varying vec2 outTexCoord;

float sheetDistance(vec2 p) {
  vec2 q = abs(p) - vec2(uSide * 0.5 - uRadius);
  return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - uRadius;
}
void main() {
  vec2 p = (vec2(outTexCoord.x, 1.0 - outTexCoord.y) - 0.5) * (uSide + 2.0 * uMargin);
  vec2 at = p / uSide;
  float inSquare = step(max(abs(at.x), abs(at.y)), 0.5);
  float ink = texture2D(uInkMap, vec2(at.x + 0.5, 0.5 - at.y)).a * inSquare;
  float d = sheetDistance(p);

  float wobble = texture2D(uWobble, fract(at * 0.75 + uSeed)).r - 0.5;
  float front = uReach * 0.78 + d / uSide + wobble * 0.24 * min(1.0, uReach * 4.0);
  float wash = clamp(front * 28.0, 0.0, 1.0) * step(0.001, uReach);
  float rim = wash * clamp(1.3 - front * 14.0, 0.0, 1.0);
  vec3 color = mix(uSheet, uWash, wash * uWashStrength * (0.7 + 0.18 * rim + 0.16 * wobble));
  color = mix(color * (1.0 - rim * 0.05), uInk, ink);

  float inside = clamp(0.5 - d, 0.0, 1.0);
  float far = clamp(0.5 - d / uMargin * 0.5, 0.0, 1.0);
  float shade = uShadowStrength * far * far * (1.0 - inside);
  vec4 sheet = vec4(color * inside + uShadow * shade, inside + shade);
  gl_FragColor = mix(vec4(uInk, 1.0) * ink, sheet, uPaper);
}`;
