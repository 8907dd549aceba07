/** gifenc comes without types: the part of it that is used here. */
declare module 'gifenc' {
  interface FrameOptions {
    /** Colours as [red, green, blue]; without one the first frame's goes on. */
    palette?: number[][];
    /** Milliseconds. */
    delay?: number;
    /** 0 is for ever. */
    repeat?: number;
    transparent?: boolean;
    transparentIndex?: number;
    /** 1 leaves the picture as it is for the next frame. */
    dispose?: number;
  }
  interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, options?: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
  }
  export function GIFEncoder(): Encoder;
  /** A palette of at most so many colours for RGBA pixels. */
  export function quantize(rgba: Uint8Array, colours: number): number[][];
  /** For each pixel its colour's place in the palette. */
  export function applyPalette(rgba: Uint8Array, palette: number[][]): Uint8Array;
  /** All of it, as Node sees it. */
  const all: {
    GIFEncoder: typeof GIFEncoder;
    quantize: typeof quantize;
    applyPalette: typeof applyPalette;
  };
  export default all;
}
