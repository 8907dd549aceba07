/**
 * The ink itself: strokes in picture coordinates to grey levels. Nothing here knows what a drawing is or how it is fitted.
 *
 * Each pixel is a grid of samples, and each sample is one bit. A segment of a round pen is a capsule, which is convex, so
 * on every row of samples it covers one span, found in closed form and written as a run of bits. Ink is united by OR,
 * which is exact however often strokes cross (a maximum or a sum of coverages is not), and a pixel's grey level is the
 * number of its bits. Fifteen rows a pixel are what cairo, which drew the data set's bitmaps, uses as well.
 */
import { DrawingError } from './stroke.ts';

export const IMAGE_SIDE_PIXELS = 28;
export const IMAGE_PIXELS = IMAGE_SIDE_PIXELS * IMAGE_SIDE_PIXELS;

/** Rows and columns of samples in one pixel. Two pixels' columns fill a 32-bit word. */
const ROWS_PER_PIXEL = 15;
const COLUMNS_PER_PIXEL = 16;
const BITS_PER_WORD = 32;

const SAMPLES_PER_PIXEL = ROWS_PER_PIXEL * COLUMNS_PER_PIXEL;
const SAMPLE_ROWS = IMAGE_SIDE_PIXELS * ROWS_PER_PIXEL;
const SAMPLE_COLUMNS = IMAGE_SIDE_PIXELS * COLUMNS_PER_PIXEL;
const WORDS_PER_ROW = SAMPLE_COLUMNS / BITS_PER_WORD;

/** Points nearer than this to the last one drawn (pixels) are passed over: no sample could tell. */
const MIN_STEP_PIXELS = 1 / 32;

/** Grey level, 0..255, by the number of covered samples. */
const GREY = Uint8Array.from({ length: SAMPLES_PER_PIXEL + 1 }, (_, n) =>
  Math.round((255 * n) / SAMPLES_PER_PIXEL),
);

/** Reused by every call: nothing here is asynchronous, and each call begins by clearing it. */
const samples = new Uint32Array(SAMPLE_ROWS * WORDS_PER_ROW);

/**
 * Draws strokes with a round pen, white (255) on black (0). For those who place the strokes themselves, as training does.
 *
 * @param points x0, y0, x1, y1 … of all strokes, in pixels: (0, 0) is the top left corner of the picture, (28, 28) the
 *   bottom right one. Ink outside is cut off.
 * @param strokeEnds for each stroke the number of points up to and including its last one. A stroke of one point is a dot.
 * @param radiusPixels half of the line's width, greater than 0.
 * @param out receives the 784 grey levels, row by row; pass one to save the allocation.
 * @throws DrawingError for points that are not finite, ends that do not fit the points, or a bad radius or buffer.
 */
export function rasterizeStrokes(
  points: Float32Array | Float64Array,
  strokeEnds: ArrayLike<number>,
  radiusPixels: number,
  out: Uint8Array = new Uint8Array(IMAGE_PIXELS),
): Uint8Array {
  if (!(radiusPixels > 0 && radiusPixels <= IMAGE_SIDE_PIXELS)) {
    throw new DrawingError(
      'bad-argument',
      `Give a line radius above 0 and up to ${IMAGE_SIDE_PIXELS} pixels.`,
    );
  }
  if (out.length !== IMAGE_PIXELS) {
    throw new DrawingError('bad-argument', `Give an output buffer of ${IMAGE_PIXELS} bytes.`);
  }
  samples.fill(0);
  let start = 0;
  for (let s = 0; s < strokeEnds.length; s++) {
    const end = strokeEnds[s]!;
    if (!(Number.isInteger(end) && end >= start && 2 * end <= points.length)) {
      throw new DrawingError(
        'bad-argument',
        `End stroke ${s} at a whole number of points, from ${start} up to all.`,
      );
    }
    inkStroke(points, start, end, radiusPixels);
    start = end;
  }
  develop(out);
  return out;
}

function inkStroke(points: Float32Array | Float64Array, start: number, end: number, radius: number): void {
  if (start === end) return;
  let x0 = points[2 * start]!;
  let y0 = points[2 * start + 1]!;
  requireFinite(x0, y0);
  let inked = false;
  for (let i = start + 1; i < end; i++) {
    const x1 = points[2 * i]!;
    const y1 = points[2 * i + 1]!;
    requireFinite(x1, y1);
    const near = Math.abs(x1 - x0) < MIN_STEP_PIXELS && Math.abs(y1 - y0) < MIN_STEP_PIXELS;
    if (near) continue;
    // Downwards always, which spares inkSegment half of its cases.
    if (y0 <= y1) inkSegment(x0, y0, x1, y1, radius);
    else inkSegment(x1, y1, x0, y0, radius);
    inked = true;
    x0 = x1;
    y0 = y1;
  }
  if (!inked) inkSegment(x0, y0, x0, y0, radius);
}

function requireFinite(x: number, y: number): void {
  // x - x is 0 for every number but NaN and the infinities.
  if (x - x === 0 && y - y === 0) return;
  throw new DrawingError('not-finite', 'Give finite numbers for the points of a stroke.');
}

/**
 * Sets the samples within `radius` of a segment whose y does not decrease. Each side of the capsule is a straight edge
 * between two tangent points, above it the upper circle, below it the lower one.
 */
function inkSegment(x0: number, y0: number, x1: number, y1: number, radius: number): void {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const length = Math.sqrt(dx * dx + dy * dy);
  // The left tangent points lie at the centres + (-acrossX, acrossY), the right ones at the centres + (acrossX, -acrossY).
  const acrossX = length === 0 ? 0 : (radius * dy) / length;
  const acrossY = length === 0 ? 0 : (radius * dx) / length;
  const slope = dy === 0 ? 0 : dx / dy;
  const squaredRadius = radius * radius;

  const firstRow = Math.max(Math.ceil((y0 - radius) * ROWS_PER_PIXEL - 0.5), 0);
  const lastRow = Math.min(Math.floor((y1 + radius) * ROWS_PER_PIXEL - 0.5), SAMPLE_ROWS - 1);
  for (let row = firstRow; row <= lastRow; row++) {
    const fromTop = (row + 0.5) / ROWS_PER_PIXEL - y0;
    const fromBottom = fromTop - dy;
    const topHalf = Math.sqrt(Math.max(squaredRadius - fromTop * fromTop, 0));
    const bottomHalf = Math.sqrt(Math.max(squaredRadius - fromBottom * fromBottom, 0));

    let left: number;
    if (fromTop < acrossY) left = x0 - topHalf;
    else if (fromBottom > acrossY) left = x1 - bottomHalf;
    else left = x0 - acrossX + (fromTop - acrossY) * slope;

    let right: number;
    if (fromTop < -acrossY) right = x0 + topHalf;
    else if (fromBottom > -acrossY) right = x1 + bottomHalf;
    else right = x0 + acrossX + (fromTop + acrossY) * slope;

    inkSpan(row, left, right);
  }
}

/** Sets the samples of one row whose centres lie between two x (pixels). */
function inkSpan(row: number, left: number, right: number): void {
  const first = Math.max(Math.ceil(left * COLUMNS_PER_PIXEL - 0.5), 0);
  const last = Math.min(Math.floor(right * COLUMNS_PER_PIXEL - 0.5), SAMPLE_COLUMNS - 1);
  if (first > last) return;
  const firstWord = row * WORDS_PER_ROW + (first >> 5);
  const lastWord = row * WORDS_PER_ROW + (last >> 5);
  const fromFirst = -1 << (first & 31);
  const toLast = -1 >>> (31 - (last & 31));
  if (firstWord === lastWord) {
    samples[firstWord]! |= fromFirst & toLast;
    return;
  }
  samples[firstWord]! |= fromFirst;
  for (let word = firstWord + 1; word < lastWord; word++) samples[word] = -1;
  samples[lastWord]! |= toLast;
}

/** Counts the samples of each pixel and turns the counts into grey levels. */
function develop(out: Uint8Array): void {
  for (let pixelRow = 0; pixelRow < IMAGE_SIDE_PIXELS; pixelRow++) {
    const top = pixelRow * ROWS_PER_PIXEL * WORDS_PER_ROW;
    for (let column = 0; column < WORDS_PER_ROW; column++) {
      // The counts of four bytes at once; a byte ends at 15 rows x 8 bits = 120 at most, so none runs over.
      let counts = 0;
      for (let row = 0, word = top + column; row < ROWS_PER_PIXEL; row++, word += WORDS_PER_ROW) {
        const bits = samples[word]!;
        if (bits !== 0) counts += bitsPerByte(bits);
      }
      const pixel = pixelRow * IMAGE_SIDE_PIXELS + 2 * column;
      out[pixel] = GREY[(counts & 0xff) + ((counts >>> 8) & 0xff)]!;
      out[pixel + 1] = GREY[((counts >>> 16) & 0xff) + (counts >>> 24)]!;
    }
  }
}

/** The number of set bits of each byte of a word, in that byte (the first steps of the usual population count). */
function bitsPerByte(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (nibbles + (nibbles >>> 4)) & 0x0f0f0f0f;
}
