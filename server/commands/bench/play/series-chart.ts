import {
  across,
  axes,
  line,
  picture,
  upwards,
  type Plot,
  type Point,
} from '../../../training/evaluation/report/chart.ts';
import { html, type Markup } from '../../../training/evaluation/report/markup.ts';

const PLOT: Plot = { width: 1_060, height: 320, left: 74, right: 190, top: 20, bottom: 46 };
const TICKS = 4;

/** One line of a chart; `css` is how it looks. */
export interface Series {
  readonly css: string;
  readonly name: string;
  readonly values: readonly Point[];
}

/**
 * Lines over time, in seconds or whatever the values' first numbers are.
 * @param least the axis reaches at least so far
 */
export function chart(title: string, series: readonly Series[], least = 1): Markup {
  const points = series.flatMap(({ values }) => values);
  const high = Math.max(least, ...points.map(([, value]) => value)) * 1.1;
  const last = Math.max(1, ...points.map(([at]) => at));
  const x = across(PLOT, 0, last);
  const y = upwards(PLOT, 0, high);
  const ticks = (most: number) =>
    Array.from({ length: TICKS + 1 }, (_, step) => {
      const at = (most * step) / TICKS;
      return { at, label: at.toLocaleString('en', { maximumFractionDigits: 0 }) };
    });
  return html`<h3>${title}</h3>
    ${picture(
      PLOT,
      title,
      html`${axes(PLOT, { scale: x, ticks: ticks(last) }, { scale: y, ticks: ticks(high) })}
      ${series.map(({ css, name, values }) => {
        const placed = values.map(([at, value]): Point => [x(at), y(value)]);
        const [endX, endY] = placed.at(-1) ?? [0, 0];
        return html`<path class="curve ${css}" d="${line(placed)}" />
          <text class="label ${css}" x="${endX + 12}" y="${endY + 5}">${name}</text>`;
      })}`,
    )}`;
}
