import type { ExplainedStroke } from '../../../../shared/protocol/index.ts';
import type { DoodleStroke } from '../../../../shared/doodles/doodle.ts';
import { smoothStroke, startSmoothing } from '../../../drawing/smooth.ts';
import { svg } from '../../dom.ts';
import { weightOf } from './story.ts';

/** Small drawings in the page itself, where the canvas behind it does not reach. */

/** Enlarged a little, the simplified drawing's points are as far apart as those that smoothing takes for a curve. */
const SCALE = 1.5;
const SIDE = 255 * SCALE;
const MARGIN = 32;
/** The marker's line beneath the strokes that helped. */
const MARKER_WIDTH = 28;
const BADGE_RADIUS = 17;

type Place = readonly [x: number, y: number];

/** A small picture of a drawing. @param label what it shows; null where the text beside it says so */
export function inkedDrawing(strokes: readonly DoodleStroke[], label: string | null): SVGSVGElement {
  return picture(
    strokes,
    label,
    strokes.map((stroke) => svg('path', { class: 'inked-line', d: pathOf(stroke) })),
  );
}

/** A drawing with a marker's yellow under the strokes that helped, and those dotted that misled; both are numbered. */
export function tintedDrawing(strokes: readonly ExplainedStroke[], label: string): SVGSVGElement {
  const markers: SVGElement[] = [];
  const lines: SVGElement[] = [];
  const badges: SVGElement[] = [];
  const taken: Place[] = [];
  for (const [index, stroke] of strokes.entries()) {
    const weight = weightOf(stroke, strokes);
    const d = pathOf(stroke.points);
    if (weight > 0) {
      const look = { 'stroke-width': MARKER_WIDTH, opacity: (0.3 + 0.7 * weight).toFixed(2) };
      markers.push(svg('path', { class: 'inked-marker', d, ...look }));
    }
    lines.push(svg('path', { class: weight < 0 ? 'inked-line inked-line--misled' : 'inked-line', d }));
    if (weight === 0) continue;
    const place = placeForBadge(stroke.points, taken);
    taken.push(place);
    badges.push(badge(place, index + 1));
  }
  const points = strokes.map((stroke) => stroke.points);
  return picture(points, label, [...markers, ...lines, ...badges]);
}

function picture(
  strokes: readonly DoodleStroke[],
  label: string | null,
  children: SVGElement[],
): SVGSVGElement {
  const [right, bottom] = [0, 1].map(
    (axis) => SCALE * Math.max(0, ...strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === axis))),
  ) as [number, number];
  const margins = 2 * MARGIN;
  // Beside others each has the same square; alone it takes no more room than it needs.
  const viewBox =
    label === null
      ? [(right - SIDE) / 2 - MARGIN, (bottom - SIDE) / 2 - MARGIN, SIDE + margins, SIDE + margins]
      : [-MARGIN, -MARGIN, right + margins, bottom + margins];
  return svg(
    'svg',
    {
      class: 'inked',
      viewBox: viewBox.join(' '),
      ...(label === null ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': label }),
    },
    ...children,
  );
}

/** Where a stroke begins; where another number is already, at its end or in its middle. */
function placeForBadge(stroke: DoodleStroke, taken: readonly Place[]): Place {
  const last = stroke.length - 2;
  const candidates = [0, last, 2 * (stroke.length >> 2)].map((at): Place => [
    stroke[at]! * SCALE,
    stroke[at + 1]! * SCALE,
  ]);
  const isFree = ([x, y]: Place) =>
    taken.every((place) => Math.hypot(place[0] - x, place[1] - y) > 2 * BADGE_RADIUS);
  return candidates.find(isFree) ?? candidates[0]!;
}

function badge([x, y]: Place, number: number): SVGElement {
  const text = svg('text', { x, y, class: 'inked-badge-number' });
  text.textContent = String(number);
  const disc = svg('circle', { cx: x, cy: y, r: BADGE_RADIUS, class: 'inked-badge-disc' });
  return svg('g', { class: 'inked-badge' }, disc, text);
}

/** The way of the pen, as smooth as ink is elsewhere; a dot is a line without length. */
function pathOf(stroke: DoodleStroke): string {
  const x = stroke.filter((_, index) => index % 2 === 0).map((value) => value * SCALE);
  const y = stroke.filter((_, index) => index % 2 === 1).map((value) => value * SCALE);
  let path = `M${x[0] ?? 0} ${y[0] ?? 0}`;
  const lineTo = (_x0: number, _y0: number, _r0: number, x1: number, y1: number) => {
    path += `L${x1.toFixed(1)} ${y1.toFixed(1)}`;
  };
  smoothStroke({ x, y, t: x.map(() => 0) }, startSmoothing(), lineTo, () => undefined);
  return path;
}
