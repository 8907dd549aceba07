import { html, short, type Markup } from './markup.ts';

/** Pieces that all charts share. Data are drawn exactly; only frames and axes have the pen's wobble. */

/** A chart's place for data within its viewBox. */
export interface Plot {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export type Point = readonly [x: number, y: number];
export type Scale = (value: number) => number;

/** Maps `from`..`to` to the plot's width. */
export function across({ width, left, right }: Plot, from: number, to: number): Scale {
  return (value) => left + ((value - from) / (to - from)) * (width - left - right);
}

/** Maps `from`..`to` to the plot's height, upwards. */
export function upwards({ height, top, bottom }: Plot, from: number, to: number): Scale {
  return (value) => height - bottom - ((value - from) / (to - from)) * (height - top - bottom);
}

/** The `d` of a line through points. */
export function line(points: readonly Point[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`).join('');
}

/** The `d` of the area between a line and a height. */
export function area(points: readonly Point[], base: number): string {
  const first = points[0]!;
  const last = points.at(-1)!;
  return `${line(points)}L${short(last[0])} ${short(base)}L${short(first[0])} ${short(base)}Z`;
}

/** A straight line as a hand draws it: a little bowed, a little too long. */
export function pen([x1, y1]: Point, [x2, y2]: Point, bow = 1.6): Markup {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [alongX, alongY] = [(x2 - x1) / length, (y2 - y1) / length];
  const start: Point = [x1 - 2 * alongX, y1 - 2 * alongY];
  const end: Point = [x2 + 3 * alongX, y2 + 3 * alongY];
  const middle: Point = [(x1 + x2) / 2 - bow * alongY, (y1 + y2) / 2 + bow * alongX];
  const curve = `M${start.map(short).join(' ')}Q${middle.map(short).join(' ')} ${end.map(short).join(' ')}`;
  return html`<path class="axis" d="${curve}" />`;
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Both axes with labels; faint lines where the values are read. */
export function axes(
  plot: Plot,
  x: { scale: Scale; ticks: readonly Tick[] },
  y: { scale: Scale; ticks: readonly Tick[] },
): Markup {
  const bottom = plot.height - plot.bottom;
  const right = plot.width - plot.right;
  return html`
    ${y.ticks.map(
      ({ at, label }) =>
        html`<path class="grid" d="M${plot.left} ${y.scale(at)}H${right}" />
          <text class="tick" x="${plot.left - 8}" y="${y.scale(at) + 4}" text-anchor="end">${label}</text>`,
    )}
    ${x.ticks.map(
      ({ at, label }) =>
        html`<text class="tick" x="${x.scale(at)}" y="${bottom + 20}" text-anchor="middle">${label}</text>`,
    )}
    ${pen([plot.left, bottom], [right, bottom])} ${pen([plot.left, bottom], [plot.left, plot.top], -1.2)}
  `;
}

/** Ticks of shares of 1, as percentages. */
export function shareTicks(...shares: readonly number[]): Tick[] {
  return shares.map((at) => ({ at, label: `${Math.round(100 * at)}\u00a0%` }));
}

/** An SVG that is as wide as its place. `label` is what a screen reader says of it. */
export function picture(
  { width, height }: Pick<Plot, 'width' | 'height'>,
  label: string,
  content: Markup,
): Markup {
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
    ${content}
  </svg>`;
}

/**
 * Heights for labels that may not overlap: as near as can be to where they belong, in their order.
 *
 * @param wanted heights, in any order
 * @param gap least distance between two
 */
export function spread(wanted: readonly number[], gap: number): number[] {
  const order = [...wanted.keys()].sort((a, b) => wanted[a]! - wanted[b]!);
  const heights = [...wanted];
  order.forEach((index, place) => {
    const above = order[place - 1];
    if (above !== undefined) heights[index] = Math.max(heights[index]!, heights[above]! + gap);
  });
  return heights;
}
