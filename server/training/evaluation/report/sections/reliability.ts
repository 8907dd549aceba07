import type { ConfidenceBin } from '../../../metrics.ts';
import type { InkFigures } from '../../figures.ts';
import { across, pen, picture, upwards, type Plot } from '../chart.ts';
import { html, percent, type Markup } from '../markup.ts';
import type { ReportContent, Section } from '../report.ts';
import { NO_STROKES } from './ink.ts';

const PLOT: Plot = { width: 204, height: 204, left: 10, right: 10, top: 10, bottom: 10 };
/** Radius of a dot that stands for all drawings, in pixels; areas are proportional to drawings. */
const FULL_RADIUS = 22;
const LEAST_RADIUS = 1.6;
/** Stems are at full strength from a share of the drawings of about 1 / this squared. */
const FULL_OPACITY_AT = 4;

/** Whether its confidence means anything: one reliability diagram a share of the ink. */
export function reliabilitySection({ figures: { byInk }, tally }: ReportContent): Section {
  const base = { id: 'reliability', title: 'Does it know when it does not know?' };
  const worst = [...byInk].sort((a, b) => b.ece - a.ece)[0];
  if (!worst) return { ...base, lead: NO_STROKES, body: html`` };
  return {
    ...base,
    lead: html`Left to right: how sure it is of its first guess. Upwards: how often that guess is right. On
      the diagonal both are the same; a stem below it is a boast, above it modesty, and a larger dot is more
      drawings. The expected calibration error (ECE) is at most <b>${percent(worst.ece)}</b>, at
      ${percent(worst.ink, 0)} of the ink.`,
    body: html`<div class="multiples">
      ${byInk.map((at, index) => diagram(at, tally.inks[index]!.calibration.bins))}
    </div>`,
  };
}

function diagram(at: InkFigures, bins: readonly ConfidenceBin[]): Markup {
  const x = across(PLOT, 0, 1);
  const y = upwards(PLOT, 0, 1);
  const chart = picture(
    PLOT,
    `At ${percent(at.ink, 0)} of the ink it is right on ${percent(at.top1)} and ${percent(at.meanConfidence)} confident`,
    html`
      <path class="grid" d="M${x(0)} ${y(0.5)}H${x(1)}M${x(0.5)} ${y(0)}V${y(1)}" />
      <path class="diagonal" d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" />
      ${pen([x(0), y(0)], [x(1), y(0)])} ${pen([x(0), y(0)], [x(0), y(1)], -1.2)}
      ${bins
        .filter(({ drawings }) => drawings > 0)
        .map((bin) => {
          const confidence = bin.confidence / bin.drawings;
          const right = bin.hits / bin.drawings;
          const css = right < confidence ? 'boast' : 'modest';
          const size = Math.sqrt(bin.drawings / at.drawings);
          const radius = Math.max(LEAST_RADIUS, FULL_RADIUS * size);
          // A bin of two drawings may be anywhere: what it says is whispered.
          const opacity = Math.min(1, 0.15 + FULL_OPACITY_AT * size).toFixed(2);
          return html`<path
              class="stem ${css}"
              style="stroke-opacity:${opacity}"
              d="M${x(confidence)} ${y(confidence)}V${y(right)}"
            />
            <circle class="bubble ${css}" cx="${x(confidence)}" cy="${y(right)}" r="${radius}">
              <title>${bin.drawings} drawings: ${percent(confidence)} sure, ${percent(right)} right</title>
            </circle>`;
        })}
    `,
  );
  return html`<figure>
    ${chart}
    <figcaption>
      <p><b>${percent(at.ink, 0)}</b> ink</p>
      <span>ECE ${percent(at.ece)}</span>
    </figcaption>
  </figure>`;
}
