import type { StrokePoints } from '../drawing/smooth.ts';
import { CANVAS_SIDE_UNITS } from '../../shared/protocol/index.ts';
import { inkLines, type InkLine } from './ink-lines.ts';

/** A drawing as SVG, as text: for a file, and with the page's own colours for a picture in it. */

export interface PictureColors {
  readonly ink: string;
  readonly paper: string;
}

/** Ink on paper, whatever theme the page has: a file is looked at elsewhere. */
export const FILE_COLORS: PictureColors = { ink: '#1b1b1f', paper: '#fffefb' };

/** A whole SVG file. */
export function svgFile(
  strokes: readonly StrokePoints[],
  title: string,
  { ink, paper }: PictureColors = FILE_COLORS,
): string {
  const side = CANVAS_SIDE_UNITS;
  const paths = inkLines(strokes).map(
    (line) => `<path d="${pathData(line)}" stroke-width="${rounded(line.width)}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="${side}" height="${side}">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${side}" height="${side}" fill="${paper}"/>`,
    `<g fill="none" stroke="${ink}" stroke-linecap="round" stroke-linejoin="round">`,
    ...paths,
    '</g></svg>',
  ].join('\n');
}

/** A line as the `d` of a path. A dot is a line of no length, which round caps make visible. */
export function pathData({ points }: InkLine): string {
  const [x = 0, y = 0, ...rest] = points.map(rounded);
  if (rest.length === 0) return `M${x} ${y}h0`;
  return `M${x} ${y}L${rest.join(' ')}`;
}

/** A tenth of a canvas unit is finer than any screen. */
function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
