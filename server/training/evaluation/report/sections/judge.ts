import { DECK_SIZE } from '../../../../../shared/categories/deck.ts';
import { INK_STEPS } from '../../../validation.ts';
import { across, area, axes, line, picture, shareTicks, upwards, type Plot, type Point } from '../chart.ts';
import { html, percent, type Markup } from '../markup.ts';
import type { ReportContent, Section } from '../report.ts';
import { NO_STROKES } from './ink.ts';

const PLOT: Plot = { width: 1_060, height: 330, left: 58, right: 190, top: 20, bottom: 42 };

const NO_GAME = html`No game is about any of these words, so the judge never looks at drawings of them.`;

/** When the judge of play would call a drawing. */
export function judgeSection(content: ReportContent): Section {
  const { card, choice, figures, tally } = content;
  const base = { id: 'judge', title: 'When the judge is sure' };
  if (tally.calls.drawings === 0) {
    return { ...base, lead: figures.byInk.length > 0 ? NO_GAME : NO_STROKES, body: html`` };
  }
  const { threshold, updates, perWord } = card.judge;
  const about = perWord ? 'about ' : '';
  const deck = choice.asked
    ? `the ${choice.words.length} words asked for`
    : `${Math.min(DECK_SIZE, choice.words.length)} words of a game with the right one among them`;
  const { medianInk, recognizedShare, wrongShare } = figures.firstStable;
  const median =
    medianInk === null ? null : html`, the median one at <b>${percent(medianInk, 0)}</b> of the ink`;
  const fires = Math.max(...figures.byInk.map(({ wrongFires }) => wrongFires));
  return {
    ...base,
    lead: html`A round is won by a calibrated probability of ${about}${percent(threshold, 0)} among ${deck},
      held for ${updates} looks. So judged, <b>${percent(recognizedShare)}</b> of the drawings are called
      right${median}, and <b>${percent(wrongShare)}</b> something that they are not. At no share of the ink is
      it sure of a wrong word on more than ${percent(fires)}.`,
    body: html`<div class="wide">${chart(content)}</div>`,
  };
}

function chart({ figures, tally: { calls } }: ReportContent): Markup {
  const x = across(PLOT, 0, 1);
  const y = upwards(PLOT, 0, 1);
  const right = cumulative(calls.right, calls.drawings);
  const wrong = cumulative(calls.wrong, calls.drawings);
  const curve = (shares: readonly number[]): Point[] => [
    [x(0), y(0)],
    ...shares.map((share, step): Point => [x((step + 1) / INK_STEPS), y(share)]),
  ];
  const { medianInk } = figures.firstStable;
  const edge = PLOT.width - PLOT.right + 14;
  const rightEnd = right.at(-1)!;
  const wrongEnd = wrong.at(-1)!;
  const apart = Math.abs(y(rightEnd) - y(wrongEnd)) > 24;
  return picture(
    PLOT,
    'Share of the drawings that the judge has called, by how much of the ink is drawn',
    html`
      <path class="fill marker" d="${area(curve(right), y(0))}" />
      <path class="fill red" d="${area(curve(wrong), y(0))}" />
      ${axes(
        PLOT,
        { scale: x, ticks: shareTicks(0, 0.2, 0.4, 0.6, 0.8, 1) },
        { scale: y, ticks: shareTicks(0, 0.25, 0.5, 0.75, 1) },
      )}
      <path class="curve main" d="${line(curve(right))}" />
      <path class="curve red" d="${line(curve(wrong))}" />
      ${
        medianInk === null
          ? null
          : html`<path class="diagonal" d="M${x(medianInk)} ${y(0)}V${y(1)}" />
              <text class="label" x="${x(medianInk) - 8}" y="${y(1) + 12}" text-anchor="end"
                >half of the right calls</text
              >`
      }
      <text class="label main" x="${edge}" y="${y(rightEnd) + 5}">called right, ${percent(rightEnd, 0)}</text>
      <text class="label red" x="${edge}" y="${y(wrongEnd) + (apart ? 2 : 24)}"
        >called wrong, ${percent(wrongEnd)}</text
      >
    `,
  );
}

function cumulative(counts: readonly number[], of: number): number[] {
  let sum = 0;
  return counts.map((count) => (sum += count) / of);
}
