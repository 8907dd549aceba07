import { cutAtInk } from '../../../../../shared/drawing/index.ts';
import { strokesOf } from '../doodle.ts';
import { count, html, percent, type Markup } from '../markup.ts';
import type { ReportContent } from '../report.ts';

const BYTES_PER_KB = 1_000;
const BYTES_PER_MB = 1_000_000;

/** The top of the page: what was measured, the figures that matter, and one drawing as it grows. */
export function summary(content: ReportContent): Markup {
  const { figures, story } = content;
  return html`<header>
    <p class="brand">Inkling <span>evaluation</span></p>
    <h1>${title(figures.words)}</h1>
    <p class="lead">
      ${figures.model} looked at ${count(figures.drawings)} drawings of ${Object.keys(figures.perWord).length}
      words.
    </p>
    ${story ? storyStrip(content, story) : null} ${tiles(content)}
  </header>`;
}

function size(bytes: number): string {
  if (bytes < BYTES_PER_MB) return `${Math.round(bytes / BYTES_PER_KB)}\u00a0KB`;
  return `${(bytes / BYTES_PER_MB).toFixed(1)}\u00a0MB`;
}

function title(words: number): Markup {
  return html`Can it tell ${count(words)} <span class="marked">doodles</span> apart?`;
}

function tiles({ figures }: ReportContent): Markup {
  const { medianInk, recognizedShare, wrongShare } = figures.firstStable;
  const tile = (value: string, name: string, note: string, main = false): Markup =>
    html`<div class="tile ${main ? 'main' : ''}">
      <dd>${value}</dd>
      <dt>${name}</dt>
      <dd class="note">${note}</dd>
    </div>`;
  const half = figures.byInk.find(({ ink }) => ink === 0.5);
  return html`<dl class="tiles">
    ${tile(percent(figures.top1), 'right at first guess', `${percent(figures.macroTop1)} as the mean over words`, true)}
    ${tile(percent(figures.top3), 'among the first three', `${percent(figures.top5)} among five`)}
    ${half ? tile(percent(half.top1), 'right at half the ink', `${percent(half.meanConfidence)} sure of it`) : null}
    ${
      half
        ? tile(
            medianInk === null ? '–' : percent(medianInk, 0),
            'of the ink when it calls',
            `${percent(recognizedShare)} called right, ${percent(wrongShare)} wrong`,
          )
        : null
    }
    ${tile(
      size(figures.bytes),
      `${count(figures.parameters)} parameters`,
      `${count(figures.imagesPerSecond)} pictures a second here`,
    )}
  </dl>`;
}

/** One drawing as it grows, and what the network said. */
function storyStrip(
  { choice }: ReportContent,
  { judged, frames }: NonNullable<ReportContent['story']>,
): Markup {
  const drawing = judged.drawing!;
  return html`<ol class="story">
    ${frames.map(({ ink, guess, confidence }) => {
      const right = guess === judged.label;
      return html`<li class="${right ? 'right' : ''}">
        ${strokesOf(cutAtInk(drawing, ink), drawing)}
        <p>${choice.words[guess]!}${right ? '!' : '?'}</p>
        <p class="note">${percent(ink, 0)} ink, ${percent(confidence, 0)} sure</p>
      </li>`;
    })}
  </ol>`;
}
