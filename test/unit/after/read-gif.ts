/** As much of the GIF89a format as tells whether a film is well made: blocks, delays, colours; not the pictures. */
interface Gif {
  readonly version: string;
  readonly width: number;
  readonly height: number;
  readonly palette: readonly (readonly number[])[];
  /** How often it plays; 0 is for ever, null once. */
  readonly loops: number | null;
  readonly frames: readonly { delayMs: number; dispose: number; transparent: number | null }[];
}

export function readGif(bytes: Uint8Array): Gif {
  const data = Buffer.from(bytes);
  let at = 13;
  const colors = (flags: number): number[][] => {
    const count = flags & 0x80 ? 2 << (flags & 7) : 0;
    const table = Array.from({ length: count }, (_, color) => [
      ...data.subarray(at + 3 * color, at + 3 * color + 3),
    ]);
    at += 3 * count;
    return table;
  };
  /** Data in blocks, each with its length before it. */
  const blocks = (): Buffer => {
    const parts: Buffer[] = [];
    for (let size = data[at++]!; size > 0; size = data[at++]!) {
      parts.push(data.subarray(at, at + size));
      at += size;
    }
    return Buffer.concat(parts);
  };
  const palette = colors(data[10]!);
  const frames: Gif['frames'][number][] = [];
  let loops: number | null = null;
  for (;;) {
    const kind = data[at++];
    if (kind === 0x3b) break;
    if (kind === 0x21) {
      const label = data[at++];
      const block = blocks();
      if (label === 0xff) loops = block.readUInt16LE(12);
      if (label === 0xf9) {
        const flags = block[0]!;
        const transparent = flags & 1 ? block[3]! : null;
        frames.push({ delayMs: 10 * block.readUInt16LE(1), dispose: (flags >> 2) & 7, transparent });
      }
    } else if (kind === 0x2c) {
      const flags = data[at + 8]!;
      at += 9;
      colors(flags);
      at += 1;
      blocks();
    } else throw new Error(`no GIF: block ${kind} at ${at}`);
  }
  if (at !== data.length) throw new Error('no GIF: something follows its end');
  return {
    version: data.toString('latin1', 0, 6),
    width: data.readUInt16LE(6),
    height: data.readUInt16LE(8),
    palette,
    loops,
    frames,
  };
}
