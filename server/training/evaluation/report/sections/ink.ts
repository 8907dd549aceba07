import { ARTICLE_WORDS } from '../../../../../shared/categories/deck.ts';
import { cutAtInk } from '../../../../../shared/drawing/index.ts';
import type { Choice } from '../../choice.ts';
import type { InkFigures } from '../../figures.ts';
import { across, axes, line, picture, shareTicks, spread, upwards, type Plot, type Point } from '../chart.ts';
import { strokesOf } from '../doodle.ts';
import { count, html, percent, type Markup } from '../markup.ts';
import type { ReportContent, Section } from '../report.ts';

const PLOT: Plot = { width: 1_060, height: 460, left: 58, right: 190, top: 20, bottom: 42 };
const LABEL_GAP = 24;

/** DoodleNet (544k parameters, trained on finished drawings): top-1 on the same data set, measured for this project. */
const DOODLENET = {
  inks: [0.3, 0.5, 0.7, 0.9, 1],
  allWords: [0.03, 0.13, 0.37, 0.64, 0.69],
  articleWords: [0.41, 0.72, 0.89, 0.99, 0.98],
};

/** How often it is right as the ink grows. */
export function inkSection({ choice, figures, story }: ReportContent): Section {
  const { byInk } = figures;
  const base = { id: 'ink', title: 'Right, by how much is drawn' };
  const last = byInk.at(-1);
  if (!last) return { ...base, lead: NO_STROKES, body: html`` };
  const half = byInk.find(({ ink }) => ink === 0.5)!;
  return {
    ...base,
    lead: html`${count(last.drawings)} drawings whose strokes are known, each cut at ten shares of its ink. At
      half the ink the first guess is right on <b>${percent(half.top1)}</b> of them, at the end on
      <b>${percent(last.top1)}</b>.`,
    body: html`<div class="wide">${chart(byInk, choice)} ${story ? strip(story) : null}</div>`,
  };
}

export const NO_STROKES = html`No strokes are known of these drawings, only bitmaps, so nobody can say how
they grew.`;

function chart(byInk: readonly InkFigures[], choice: Choice): Markup {
  const x = across(PLOT, 0.1, 1);
  const y = upwards(PLOT, 0, 1);
  const curve = (key: 'top1' | 'top3' | 'top5'): Point[] => byInk.map((at) => [x(at.ink), y(at[key])]);
  const rival = rivalOf(choice);
  const rivalCurve = DOODLENET.inks.map((ink, index): Point => [x(ink), y(rival.top1[index]!)]);
  const labelled = [
    { name: 'top-5', css: 'faint', at: curve('top5').at(-1)! },
    { name: 'top-3', css: 'faint', at: curve('top3').at(-1)! },
    { name: `top-1, ${percent(byInk.at(-1)!.top1, 0)}`, css: 'main', at: curve('top1').at(-1)! },
    { name: rival.name, css: 'rival', at: rivalCurve.at(-1)! },
  ];
  const heights = spread(
    labelled.map(({ at }) => at[1]),
    LABEL_GAP,
  );
  return picture(
    PLOT,
    `Accuracy at each tenth of the ink: ${byInk.map(({ ink, top1 }) => `${percent(ink, 0)}: ${percent(top1)}`).join(', ')}`,
    html`
      ${axes(
        PLOT,
        { scale: x, ticks: shareTicks(...byInk.map(({ ink }) => ink)) },
        { scale: y, ticks: shareTicks(0, 0.2, 0.4, 0.6, 0.8, 1) },
      )}
      <path class="curve faint" d="${line(curve('top5'))}" />
      <path class="curve faint" d="${line(curve('top3'))}" />
      <path class="curve rival" d="${line(rivalCurve)}" />
      ${rivalCurve.map(([cx, cy]) => html`<circle class="dot rival" cx="${cx}" cy="${cy}" r="3.5" />`)}
      <path class="curve wash" d="${line(curve('top1'))}" />
      <path class="curve main" d="${line(curve('top1'))}" />
      ${byInk.map(
        (at) =>
          html`<circle class="dot main" cx="${x(at.ink)}" cy="${y(at.top1)}" r="5">
            <title>
              ${percent(at.ink, 0)} of the ink: top-1 ${percent(at.top1)}, top-3 ${percent(at.top3)}
            </title>
          </circle>`,
      )}
      ${labelled.map(
        ({ name, css, at: [fromX, fromY] }, index) =>
          html`<path class="leader" d="M${fromX + 8} ${fromY}L${fromX + 18} ${heights[index]!}" />
            <text class="label ${css}" x="${fromX + 22}" y="${heights[index]! + 5}">${name}</text>`,
      )}
    `,
  );
}

/** What DoodleNet does on these words; on others its 345 words are the only figure there is. */
function rivalOf({ words }: Choice): { name: string; top1: readonly number[] } {
  const isArticle =
    words.length === ARTICLE_WORDS.length && ARTICLE_WORDS.every((word) => words.includes(word));
  if (isArticle) return { name: 'DoodleNet, same words', top1: DOODLENET.articleWords };
  return { name: 'DoodleNet, 345 words', top1: DOODLENET.allWords };
}

/** The same drawing at each tick, below the axis. */
function strip({ judged }: NonNullable<ReportContent['story']>): Markup {
  const drawing = judged.drawing!;
  const inks = Array.from({ length: 10 }, (_, index) => (index + 1) / 10);
  return html`<div class="strip" aria-hidden="true">
    ${inks.map((ink) => strokesOf(cutAtInk(drawing, ink), drawing))}
  </div>`;
}
