import type Phaser from 'phaser';

/** Cloudy noise, made once: what makes a wash run in unevenly. It tiles, and its values lie evenly around the middle. */

const KEY = 'wobble';
const SIDE_PX = 256;
/** How often each octave of noise repeats over the texture, and how much it counts. */
const OCTAVES = [
  { cells: 5, weight: 0.5 },
  { cells: 13, weight: 0.3 },
  { cells: 34, weight: 0.2 },
];

/** The key of the noise texture; makes it where it is not there yet. */
export function wobbleTexture(scene: Phaser.Scene): string {
  if (scene.textures.exists(KEY)) return KEY;
  const texture = scene.textures.createCanvas(KEY, SIDE_PX, SIDE_PX);
  const context = texture?.getContext();
  if (!texture || !context) throw new Error('the noise texture cannot be made');
  const image = context.createImageData(SIDE_PX, SIDE_PX);
  for (let at = 0; at < SIDE_PX * SIDE_PX; at++) {
    const x = (at % SIDE_PX) / SIDE_PX;
    const y = Math.floor(at / SIDE_PX) / SIDE_PX;
    const value = OCTAVES.reduce((sum, { cells, weight }) => sum + weight * noise(x, y, cells), 0);
    image.data.fill(Math.round(value * 255), at * 4, at * 4 + 3);
    image.data[at * 4 + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  texture.refresh();
  return KEY;
}

/** Value noise that repeats: random values on a grid, smoothly in between. */
function noise(x: number, y: number, cells: number): number {
  const column = Math.floor(x * cells);
  const row = Math.floor(y * cells);
  const value = (dx: number, dy: number) => hash((column + dx) % cells, (row + dy) % cells, cells);
  const sx = smooth(x * cells - column);
  const sy = smooth(y * cells - row);
  const upper = value(0, 0) + (value(1, 0) - value(0, 0)) * sx;
  const lower = value(0, 1) + (value(1, 1) - value(0, 1)) * sx;
  return upper + (lower - upper) * sy;
}

function smooth(share: number): number {
  return share * share * share * (share * (share * 6 - 15) + 10);
}

function hash(x: number, y: number, salt: number): number {
  const value = Math.sin(x * 127.1 + y * 311.7 + salt * 74.7) * 43_758.5453;
  return value - Math.floor(value);
}
