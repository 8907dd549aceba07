/**
 * A sheet of paper: rounded, with a soft shadow and a little grain. `uReach` lets a wash of colour run in from its edges
 * as ink runs into wet paper: 0 is dry, 1 is full. Colours are premultiplied by their alpha, as Phaser blends them.
 */
export const PAPER_FRAGMENT_SHADER = `
#ifdef GL_FRAGMENT_PRECISION_HIGH
precision highp float;
#else
precision mediump float;
#endif
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
varying vec2 outTexCoord;

float hash(vec2 p) {
  p = fract(p * vec2(123.34, 345.45));
  p += dot(p, p + 34.345);
  return fract(p.x * p.y);
}
float noise(vec2 p) {
  vec2 i = floor(p);
  vec2 f = fract(p);
  f = f * f * (3.0 - 2.0 * f);
  return mix(mix(hash(i), hash(i + vec2(1.0, 0.0)), f.x),
             mix(hash(i + vec2(0.0, 1.0)), hash(i + vec2(1.0, 1.0)), f.x), f.y);
}
float sheetDistance(vec2 p) {
  vec2 q = abs(p) - vec2(uSide * 0.5 - uRadius);
  return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - uRadius;
}
void main() {
  vec2 p = (vec2(outTexCoord.x, 1.0 - outTexCoord.y) - 0.5) * (uSide + 2.0 * uMargin);
  float d = sheetDistance(p);
  float inside = clamp(0.5 - d, 0.0, 1.0);
  float shade = uShadowStrength * smoothstep(uMargin, -uMargin, sheetDistance(p - vec2(0.0, uMargin * 0.3)));
  vec3 color = uSheet + (hash(floor(p) + uSeed) - 0.5) * 0.012;
  if (uReach > 0.001) {
    float depth = -d / uSide;
    vec2 q = p / uSide * 6.0 + uSeed;
    float wobble = noise(q) * 0.65 + noise(q * 2.7) * 0.35 - 0.5;
    float front = uReach * 0.62 - depth + wobble * 0.16 * min(1.0, uReach * 4.0);
    float wash = smoothstep(0.0, 0.035, front);
    float rim = wash * (1.0 - smoothstep(0.02, 0.09, front)) * 0.35;
    color = mix(color, uWash, wash * uWashStrength * (0.72 + 0.28 * rim + 0.2 * wobble));
    color *= 1.0 - rim * 0.12;
  }
  float alpha = inside + (1.0 - inside) * shade;
  gl_FragColor = vec4(color * inside + uShadow * shade * (1.0 - inside), alpha);
}`;
