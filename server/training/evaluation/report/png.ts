import { crc32, deflateSync } from 'node:zlib';

/**
 * Pictures of ink as PNG files: 4 bits a pixel, whose 16 colours are black at 16 opacities, so that paper shows through
 * and a style sheet can turn the ink to chalk (PNG specification, third edition: colour type 3 with tRNS).
 */

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const LEVELS = 16;
const BIT_DEPTH = 4;
const INDEXED_COLOUR = 3;
const DEFLATE_LEVEL = 9;

/**
 * A data URI of a picture.
 *
 * @param ink [height, width], 0 (paper) to 255 (ink)
 */
export function inkPng(ink: Uint8Array, width: number, height: number): string {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([BIT_DEPTH, INDEXED_COLOUR], 8);
  const rowBytes = Math.ceil(width / 2);
  // Each row begins with its filter: 0, none.
  const rows = Buffer.alloc(height * (1 + rowBytes));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const level = ink[y * width + x]! >> 4;
      const at = y * (1 + rowBytes) + 1 + (x >> 1);
      rows[at] = rows[at]! | (x % 2 === 0 ? level << 4 : level);
    }
  }
  const opacities = Buffer.from(Array.from({ length: LEVELS }, (_, level) => level * 17));
  const file = Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.alloc(3 * LEVELS)),
    chunk('tRNS', opacities),
    chunk('IDAT', deflateSync(rows, { level: DEFLATE_LEVEL })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return `data:image/png;base64,${file.toString('base64')}`;
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(typed), 4);
  return Buffer.concat([frame.subarray(0, 4), typed, frame.subarray(4)]);
}

/** Copies a 28x28 (or other square) picture into a larger one. */
export function place(
  into: { ink: Uint8Array; width: number },
  tile: Uint8Array,
  side: number,
  left: number,
  top: number,
): void {
  for (let y = 0; y < side; y++) {
    into.ink.set(tile.subarray(y * side, (y + 1) * side), (top + y) * into.width + left);
  }
}
