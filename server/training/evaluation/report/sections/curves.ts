import type { ModelCard } from '../../../../../shared/recognition/card.ts';
import {
  across,
  axes,
  line,
  picture,
  shareTicks,
  spread,
  upwards,
  type Plot,
  type Point,
  type Tick,
} from '../chart.ts';
import { count, html, percent, type Markup } from '../markup.ts';
import type { ReportContent, Section } from '../report.ts';

const PLOT: Plot = { width: 520, height: 300, left: 52, right: 96, top: 18, bottom: 42 };
const MOST_TICKS = 8;
const LABEL_GAP = 20;

/** How it learnt, and from what: what the card says. */
export function curvesSection({ card }: ReportContent): Section {
  const last = card.curves.at(-1);
  const learnt = last
    ? html`${card.curves.length} epochs in ${duration(card.durationSeconds)} on ${card.engine}. Measured after
      each on drawings that it never learns from.`
    : html`The card has no learning curves.`;
  return {
    id: 'curves',
    title: 'How it learnt',
    lead: learnt,
    body: html`${last ? html`<div class="curves">${lossChart(card)} ${accuracyChart(card)}</div>` : null}
    ${facts(card)}`,
  };
}

interface Curve {
  readonly name: string;
  readonly css: string;
  readonly values: readonly (readonly [epoch: number, value: number])[];
}

function lossChart({ curves }: ModelCard): Markup {
  const train: Curve = {
    name: 'training',
    css: 'faint',
    values: curves.map(({ epoch, loss }) => [epoch, loss]),
  };
  const validation: Curve = {
    name: 'validation',
    css: 'main',
    values: curves.flatMap(({ epoch, validationLoss }) =>
      validationLoss === undefined ? [] : [[epoch, validationLoss] as const],
    ),
  };
  const highest = Math.max(...[...train.values, ...validation.values].map(([, value]) => value));
  const step = niceStep(highest / 4);
  const ticks = Array.from({ length: Math.floor(highest / step) + 1 }, (_, index) => {
    return { at: index * step, label: String(Number((index * step).toFixed(3))) };
  });
  return chart('Loss', [train, validation], highest * 1.05, ticks);
}

function accuracyChart({ curves }: ModelCard): Markup {
  const values = curves.map(({ epoch, validationTop1 }) => [epoch, validationTop1] as const);
  return chart('Top-1', [{ name: 'validation', css: 'main', values }], 1, shareTicks(0, 0.25, 0.5, 0.75, 1));
}

function chart(title: string, curves: readonly Curve[], highest: number, ticks: readonly Tick[]): Markup {
  const epochs = Math.max(...curves.flatMap(({ values }) => values.map(([epoch]) => epoch)));
  const x = across(PLOT, Math.min(1, epochs - 1), epochs);
  const y = upwards(PLOT, 0, highest);
  const every = Math.max(1, Math.ceil(epochs / MOST_TICKS));
  const epochTicks = Array.from({ length: epochs }, (_, index) => index + 1)
    .filter((epoch) => epoch % every === 0 || epoch === 1)
    .map((epoch) => ({ at: epoch, label: String(epoch) }));
  const drawn = curves.filter(({ values }) => values.length > 0);
  const heights = spread(
    drawn.map(({ values }) => y(values.at(-1)![1])),
    LABEL_GAP,
  );
  return html`<figure class="card">
    <figcaption><b>${title}</b> <span>after each epoch</span></figcaption>
    ${picture(
      PLOT,
      `${title}: ${drawn.map(({ name, values }) => `${name} ended at ${values.at(-1)![1].toFixed(3)}`).join(', ')}`,
      html`
        ${axes(PLOT, { scale: x, ticks: epochTicks }, { scale: y, ticks })}
        ${drawn.map(({ name, css, values }, index) => {
          const points = values.map(([epoch, value]): Point => [x(epoch), y(value)]);
          const [endX, endY] = points.at(-1)!;
          return html`${css === 'main' ? html`<path class="curve wash" d="${line(points)}" />` : null}
            <path class="curve ${css}" d="${line(points)}" /><circle
              class="dot ${css}"
              cx="${endX}"
              cy="${endY}"
              r="4"
            />
            <text class="label ${css}" x="${endX + 10}" y="${heights[index]! + 5}">${name}</text>`;
        })}
      `,
    )}
  </figure>`;
}

/** 1, 2 or 5 times a power of ten. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
}

function facts(card: ModelCard): Markup {
  const { data, metrics, recipe } = card;
  return html`<dl class="facts">
      <div>
        <dt>Model</dt>
        <dd>${card.version}, ${card.createdAt.slice(0, 10)}. ${card.description}</dd>
      </div>
      <div>
        <dt>Learnt from</dt>
        <dd>${count(data.train)} drawings, and was chosen by ${count(data.validation)} others</dd>
      </div>
      ${data.sources.map(
        ({ name, licence, drawings }) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${count(drawings)}; ${licence}</dd>
          </div>`,
      )}
      <div>
        <dt>By its own card</dt>
        <dd>
          top-1 ${percent(metrics.top1)}, top-3 ${percent(metrics.top3)} on finished drawings of its
          validation split
        </dd>
      </div>
    </dl>
    <details>
      <summary>The recipe</summary>
      <pre>${JSON.stringify(recipe, null, 1)}</pre>
    </details>`;
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} seconds`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} minutes` : `${(seconds / 3_600).toFixed(1)} hours`;
}
