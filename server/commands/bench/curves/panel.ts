import {
  across,
  axes,
  line,
  spread,
  upwards,
  type Plot,
  type Point,
} from '../../../training/evaluation/report/chart.ts';
import { html, type Markup } from '../../../training/evaluation/report/markup.ts';
import type { Axis } from './axis.ts';
import { digits } from './digits.ts';

export const PANEL: Plot = { width: 1_060, height: 320, left: 74, right: 190, top: 20, bottom: 46 };
const DOT_RADIUS = 5;
/** Between the names of two lines. */
const NAME_GAP = 20;
const NAME_DISTANCE = 14;
/** Beside the last number of the axis, which may be a long one. */
const X_NAME_DISTANCE = 36;

/** A line of a chart with its measured points; `css` is how it looks. */
export interface CurveLine {
  readonly css: 'main' | 'second' | 'third';
  readonly name: string;
  readonly points: readonly Point[];
}

/** One chart: lines over the same axes. */
export interface Panel {
  /** What is drawn, with its unit. */
  readonly title: string;
  readonly xName: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly CurveLine[];
  /** A height that is not to be passed. */
  readonly limit?: { readonly at: number; readonly name: string };
}

/** What is inside a chart, in the units of `PANEL`. */
export function panelContent({ xName, x, y, lines, limit }: Panel): Markup {
  const [toRight, toTop] = [across(PANEL, 0, 1), upwards(PANEL, 0, 1)];
  const placeX = (value: number) => toRight(x.shareOf(value));
  const placeY = (value: number) => toTop(y.shareOf(value));
  const right = PANEL.width - PANEL.right;
  const drawn = lines.filter(({ points }) => points.length > 0);
  const ends = drawn.map(({ points }): Point => {
    const [endX, endY] = points.at(-1)!;
    return [placeX(endX), placeY(endY)];
  });
  const nameHeights = spread(
    ends.map(([, endY]) => endY + DOT_RADIUS),
    NAME_GAP,
  );
  return html`${axes(PANEL, { scale: placeX, ticks: x.ticks }, { scale: placeY, ticks: y.ticks })}
    <text class="tick" x="${right + X_NAME_DISTANCE}" y="${PANEL.height - PANEL.bottom + 20}">${xName}</text>
    ${
      limit
        ? html`<path class="limit" d="M${PANEL.left} ${placeY(limit.at)}H${right}" />
            <text class="tick" x="${PANEL.left + NAME_DISTANCE}" y="${placeY(limit.at) - 6}"
              >${limit.name}</text
            >`
        : null
    }
    ${drawn.map(({ css, name, points }, index) => {
      const placed = points.map(([at, value]): Point => [placeX(at), placeY(value)]);
      return html`<path class="curve ${css}" d="${line(placed)}" />
        ${placed.map(
          ([dotX, dotY], at) =>
            html`<circle class="dot ${css}" cx="${dotX}" cy="${dotY}" r="${DOT_RADIUS}">
              <title>${xName} ${points[at]![0].toLocaleString('en')}: ${digits(points[at]![1])}</title>
            </circle>`,
        )}
        <text class="label ${css}" x="${ends[index]![0] + NAME_DISTANCE}" y="${nameHeights[index]!}">
          ${name}
        </text>`;
    })}`;
}
