import type { Rgb } from '../ui/theme.ts';

/** Many small pictures on one canvas. Pure but for `paintTiles`. */

/** Pixels between two pictures. */
const GAP = 1;
const MAX_ALPHA = 255;
/** Channels of a pixel: red, green, blue, alpha. */
const RGBA = 4;

export interface TileLayout {
  readonly columns: number;
  readonly rows: number;
  /** Of one picture, in pixels. */
  readonly side: number;
  readonly width: number;
  readonly height: number;
}

/** So many squares in about a square of `aspect` (width by height). */
export function layOutTiles(count: number, side: number, aspect: number): TileLayout {
  const columns = Math.min(count, Math.max(1, Math.round(Math.sqrt(count * aspect))));
  const rows = Math.ceil(count / columns);
  const length = (tiles: number) => tiles * (side + GAP) - GAP;
  return { columns, rows, side, width: length(columns), height: length(rows) };
}

/**
 * The pixels of a sheet of pictures: how strong a value is, is how much ink there is.
 *
 * @param values [side, side, tiles], as a layer gives them
 * @param positive colour of values above 0, `negative` of those below
 */
export function tilePixels(
  values: ArrayLike<number>,
  { columns, side, width, height }: TileLayout,
  positive: Rgb,
  negative: Rgb,
): Uint8ClampedArray<ArrayBuffer> {
  const tiles = values.length / side ** 2;
  let largest = 0;
  for (let at = 0; at < values.length; at += 1) largest = Math.max(largest, Math.abs(values[at]!));
  const pixels = new Uint8ClampedArray(RGBA * width * height);
  for (let at = 0; at < values.length; at += 1) {
    const tile = at % tiles;
    const place = (at - tile) / tiles;
    const left = (tile % columns) * (side + GAP) + (place % side);
    const top = Math.floor(tile / columns) * (side + GAP) + Math.floor(place / side);
    const value = values[at]!;
    const [red, green, blue] = value < 0 ? negative : positive;
    const alpha = largest === 0 ? 0 : (Math.abs(value) / largest) * MAX_ALPHA;
    pixels.set([red * MAX_ALPHA, green * MAX_ALPHA, blue * MAX_ALPHA, alpha], RGBA * (top * width + left));
  }
  return pixels;
}

/** Paints a sheet of pictures and makes the canvas as large as that is; the page's style enlarges it. */
export function paintTiles(
  canvas: HTMLCanvasElement,
  values: ArrayLike<number>,
  layout: TileLayout,
  positive: Rgb,
  negative: Rgb = positive,
): void {
  const { width, height } = layout;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const pixels = tilePixels(values, layout, positive, negative);
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
}
