import { GIFEncoder } from 'gifenc';
import { cutAtMoment, drawingDurationMs, type TimedStroke } from '../../shared/drawing/index.ts';

/** A film of a drawing: short enough to be sent, and it stands still at the end. */
const MOST_FILM_MS = 6_000;
const FRAME_MS = 60;
const LAST_FRAME_MS = 2_000;
/** Shades between paper and ink; one entry more is "as before", which makes most of every frame nothing. */
const SHADES = 15;
const AS_BEFORE = SHADES;

/** How much ink covers each pixel of a square picture, 0..255, row by row. */
export type Coverage = Uint8Array | Uint8ClampedArray;

export interface GifOptions {
  readonly sidePixels: number;
  /** `#rrggbb`. */
  readonly paper: string;
  readonly ink: string;
}

/** Writes an animated GIF frame by frame; each costs only what is new in it. */
export class GifWriter {
  readonly #encoder = GIFEncoder();
  readonly #options: GifOptions;
  #before: Uint8Array | null = null;

  constructor(options: GifOptions) {
    this.#options = options;
  }

  add(coverage: Coverage, delayMs: number): void {
    const { sidePixels, paper, ink } = this.#options;
    const shades = Uint8Array.from(coverage, (level) => Math.round((level / 255) * (SHADES - 1)));
    const before = this.#before;
    const frame =
      before === null ? shades : shades.map((shade, at) => (shade === before[at] ? AS_BEFORE : shade));
    this.#encoder.writeFrame(frame, sidePixels, sidePixels, {
      delay: delayMs,
      // What was there stays under what is "as before".
      dispose: 1,
      ...(before === null
        ? { palette: paletteOf(paper, ink), repeat: 0 }
        : { transparent: true, transparentIndex: AS_BEFORE }),
    });
    this.#before = shades;
  }

  finish(): Uint8Array<ArrayBuffer> {
    this.#encoder.finish();
    return this.#encoder.bytes() as Uint8Array<ArrayBuffer>;
  }
}

/** The moments of a film of this drawing, in milliseconds of drawing: faster than life where that took long. */
export function momentsOf(strokes: readonly TimedStroke[]): number[] {
  const durationMs = drawingDurationMs(strokes);
  const filmMs = Math.min(durationMs, MOST_FILM_MS);
  const frames = Math.max(1, Math.ceil(filmMs / FRAME_MS));
  return Array.from({ length: frames + 1 }, (_, frame) => (durationMs * frame) / frames);
}

export interface FilmOptions extends GifOptions {
  /** How much ink covers each pixel when these strokes lie on the paper. */
  readonly render: (strokes: readonly TimedStroke[]) => Coverage;
  /** Lets the page breathe between two frames. */
  readonly rest: () => Promise<void>;
  /** Told how far it is, 0..1. */
  readonly onProgress?: (share: number) => void;
}

/** A drawing as an animated GIF. */
export async function makeGif(
  strokes: readonly TimedStroke[],
  options: FilmOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new GifWriter(options);
  const moments = momentsOf(strokes);
  for (const [index, moment] of moments.entries()) {
    const isLast = index === moments.length - 1;
    writer.add(options.render(cutAtMoment(strokes, moment)), isLast ? LAST_FRAME_MS : FRAME_MS);
    options.onProgress?.((index + 1) / moments.length);
    await options.rest();
  }
  return writer.finish();
}

function paletteOf(paper: string, ink: string): number[][] {
  const [from, to] = [channels(paper), channels(ink)];
  const shades = Array.from({ length: SHADES }, (_, shade) =>
    from.map((value, channel) => Math.round(value + ((to[channel]! - value) * shade) / (SHADES - 1))),
  );
  return [...shades, from];
}

function channels(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
