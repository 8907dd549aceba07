import type { TimedStroke } from '../../shared/drawing/index.ts';
import type { Coverage } from './gif.ts';
import { paintInk } from './paint.ts';
import { FILE_COLORS, svgFile } from './picture.ts';

/** A drawing as a file. */

export type FileFormat = 'png' | 'svg' | 'gif';

const PNG_SIDE_PIXELS = 1_024;
const GIF_SIDE_PIXELS = 400;
/** What a film takes in one go before the page may breathe. */
const BUSY_MS = 12;
/** What no file system likes in a name. */
const NOT_IN_NAMES = /[\\/:*?"<>|\p{C}]+/gu;

/** The name of a drawing's file: its word. */
export function fileName(word: string, format: FileFormat): string {
  const stem = word.replace(NOT_IN_NAMES, '').trim().replace(/\s+/g, '-');
  return `${stem || 'doodle'}.${format}`;
}

/** @param onProgress for a film, which takes a while: how far it is, 0..1 */
export async function fileOf(
  strokes: readonly TimedStroke[],
  word: string,
  format: FileFormat,
  onProgress: (share: number) => void,
): Promise<Blob> {
  if (format === 'svg') return new Blob([svgFile(strokes, word)], { type: 'image/svg+xml' });
  if (format === 'png') return pngOf(strokes);
  // The encoder comes only to those who want a film.
  const { makeGif } = await import('./gif.ts');
  const { canvas, context } = canvasOf(GIF_SIDE_PIXELS);
  const bytes = await makeGif(strokes, {
    sidePixels: GIF_SIDE_PIXELS,
    ...FILE_COLORS,
    render: (ink) => {
      context.clearRect(0, 0, canvas.width, canvas.height);
      paintInk(context, ink, GIF_SIDE_PIXELS, FILE_COLORS.ink);
      return alphaOf(context.getImageData(0, 0, canvas.width, canvas.height).data);
    },
    rest: breather(),
    onProgress,
  });
  return new Blob([bytes], { type: 'image/gif' });
}

/** Hands a file to the browser's downloads. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers begin to read it only after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function pngOf(strokes: readonly TimedStroke[]): Promise<Blob> {
  const { canvas, context } = canvasOf(PNG_SIDE_PIXELS);
  context.fillStyle = FILE_COLORS.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  paintInk(context, strokes, PNG_SIDE_PIXELS, FILE_COLORS.ink);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
  });
}

function canvasOf(side: number): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  return { canvas, context };
}

function alphaOf(rgba: Uint8ClampedArray): Coverage {
  const alpha = new Uint8Array(rgba.length / 4);
  for (let at = 0; at < alpha.length; at += 1) alpha[at] = rgba[4 * at + 3]!;
  return alpha;
}

/** Rests only when the page has waited for long enough. */
function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < BUSY_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    since = performance.now();
  };
}
