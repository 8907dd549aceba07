import type { LabPoint } from '../../shared/protocol/index.ts';
import { formatNumber, t } from '../i18n/t.ts';
import { svg } from '../ui/dom.ts';

/** Curves of one run or of several, one over the other. */

const SIZE = { width: 460, height: 210, left: 44, right: 12, top: 14, bottom: 26 };
const RULES = [0, 0.5, 1];
/** Beyond this a loss is shown at the upper edge: the first epochs must not flatten the rest. */
const HIGHEST_LOSS = 4;

export interface Curve {
  /** Which of the runs, from 0 on: decides the colour. */
  readonly run: number;
  readonly isDashed: boolean;
  /** One an epoch. */
  readonly values: readonly number[];
}

export interface CurvePath {
  readonly run: number;
  readonly isDashed: boolean;
  readonly d: string;
  readonly end: { readonly x: number; readonly y: number };
}

/**
 * Where curves go in the chart's own pixels.
 * @param most the value at the upper edge
 * @param epochs how many there will be
 */
export function layOutCurves(curves: readonly Curve[], most: number, epochs: number): CurvePath[] {
  const { width, height, left, right, top, bottom } = SIZE;
  const x = (epoch: number) => left + ((width - left - right) * (epoch - 1)) / Math.max(1, epochs - 1);
  const y = (value: number) => {
    const share = Math.min(1, Math.max(0, most === 0 ? 0 : value / most));
    return top + (1 - share) * (height - top - bottom);
  };
  return curves.flatMap(({ run, isDashed, values }) => {
    const places = values.map((value, index) => ({ x: x(index + 1), y: y(value) }));
    const end = places.at(-1);
    if (!end) return [];
    const d = places
      .map((place, index) => `${index === 0 ? 'M' : 'L'}${place.x.toFixed(1)} ${place.y.toFixed(1)}`)
      .join('');
    return [{ run, isDashed, d, end }];
  });
}

/** Mean loss by epoch: solid of what is learnt from, dashed of what is not. */
export function lossChart(runs: readonly (readonly LabPoint[])[], epochs: number): SVGSVGElement {
  const all = runs.flat().flatMap(({ loss, validationLoss }) => [loss, validationLoss]);
  const most = Math.min(HIGHEST_LOSS, all.reduce((a, b) => Math.max(a, b), 0) || 1);
  const curves = runs.flatMap((points, run): Curve[] => [
    { run, isDashed: false, values: points.map(({ loss }) => loss) },
    { run, isDashed: true, values: points.map(({ validationLoss }) => validationLoss) },
  ]);
  const last = runs.map((points) => points.at(-1)).find((point) => point !== undefined);
  const label =
    last === undefined
      ? t('lab.noEpoch')
      : t('lab.lossStory', {
          loss: formatNumber(round(last.loss)),
          other: formatNumber(round(last.validationLoss)),
        });
  return chart(curves, most, epochs, label, (share) => formatNumber(round(share * most)));
}

/** Share of validation drawings that are right, by epoch. */
export function accuracyChart(runs: readonly (readonly LabPoint[])[], epochs: number): SVGSVGElement {
  const curves = runs.map((points, run): Curve => ({
    run,
    isDashed: false,
    values: points.map(({ accuracy }) => accuracy),
  }));
  const last = runs.map((points) => points.at(-1)).find((point) => point !== undefined);
  const label =
    last === undefined
      ? t('lab.noEpoch')
      : t('lab.accuracyStory', { percent: Math.round(100 * last.accuracy), epoch: last.epoch });
  return chart(curves, 1, epochs, label, (share) =>
    t('explain.sureness', { percent: Math.round(100 * share) }),
  );
}

function chart(
  curves: readonly Curve[],
  most: number,
  epochs: number,
  label: string,
  nameOf: (share: number) => string,
): SVGSVGElement {
  const { width, height, left, right, top, bottom } = SIZE;
  const rules = RULES.flatMap((share) => {
    const y = top + (1 - share) * (height - top - bottom);
    return [
      svg('line', { class: 'curve-rule', x1: left, x2: width - right, y1: y, y2: y }),
      text(nameOf(share), left / 2, y, 'curve-axis'),
    ];
  });
  const paths = layOutCurves(curves, most, epochs).flatMap(({ run, isDashed, d, end }) => [
    svg('path', { class: `lab-curve is-${run + 1}${isDashed ? ' is-dashed' : ''}`, d }),
    svg('circle', { class: `lab-curve-end is-${run + 1}`, cx: end.x, cy: end.y, r: 4 }),
  ]);
  const axis = [
    text('1', left, height - bottom / 2, 'curve-axis is-first'),
    text(
      t('lab.epochs', { count: formatNumber(epochs) }),
      width - right,
      height - bottom / 2,
      'curve-axis is-last',
    ),
  ];
  return svg(
    'svg',
    { class: 'curve lab-chart', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label },
    ...rules,
    ...axis,
    ...paths,
  );
}

function text(content: string, x: number, y: number, className: string): SVGElement {
  const element = svg('text', { x, y: y.toFixed(1), class: className });
  element.textContent = content;
  return element;
}

/** Two digits behind the point are enough for a loss. */
function round(value: number): number {
  return Math.round(100 * value) / 100;
}
