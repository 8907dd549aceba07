import type { Figures } from '../../figures.ts';
import { picture } from '../chart.ts';
import { doodle } from '../doodle.ts';
import { html, percent, type Markup } from '../markup.ts';
import type { ReportContent, Section } from '../report.ts';

const PAIRS = 12;
/** Of one word, as those with many drawings would take all places. */
const PAIRS_PER_WORD = 2;
/** Of more words a matrix cannot be read. */
const MOST_WORDS_IN_MATRIX = 24;
const CELL = 46;
const NAMES = 110;

/** Which words it takes for which, with the drawings that fooled it. */
export function confusionSection(content: ReportContent): Section {
  const { figures, choice, album, tally } = content;
  const labelOf = new Map(choice.words.map((word, label) => [word, label]));
  const pairs = commonest(figures.confusions);
  const body = html`
    <div class="pairs">
      ${pairs.map(([truth, guess, times]) => {
        const { drawings } = tally.finished.word(labelOf.get(truth)!)!;
        return html`<figure class="card">
          <figcaption>
            <b>${truth}</b> taken for <mark>${guess}</mark><span>${times} of ${drawings}</span>
          </figcaption>
          <div class="row">${album.confused(labelOf.get(truth)!, labelOf.get(guess)!).map(doodle)}</div>
        </figure>`;
      })}
    </div>
    ${choice.words.length <= MOST_WORDS_IN_MATRIX ? matrix(content) : null}
  `;
  const lead =
    pairs.length === 0
      ? html`It took no drawing for anything else.`
      : html`What people drew, and what it took that for: the commonest mistakes, at most two of a word, with
        drawings that led to them.`;
  return { id: 'confusions', title: 'What it mixes up', lead, body };
}

function commonest(confusions: Figures['confusions']): Figures['confusions'] {
  const shown = new Map<string, number>();
  return confusions
    .filter(([truth]) => {
      shown.set(truth, (shown.get(truth) ?? 0) + 1);
      return shown.get(truth)! <= PAIRS_PER_WORD;
    })
    .slice(0, PAIRS);
}

/** Rows: what was drawn; columns: what it was taken for; the darker, the more of the row. */
function matrix({ choice, figures, tally }: ReportContent): Markup {
  const { words } = choice;
  const counts = new Map(figures.confusions.map(([truth, guess, times]) => [`${truth}/${guess}`, times]));
  const place = (index: number) => NAMES + index * CELL;
  const side = place(words.length) + 6;
  const cell = (row: number, column: number): Markup | null => {
    const hits = tally.finished.word(row);
    if (!hits) return null;
    const times = row === column ? hits.top1 : (counts.get(`${words[row]!}/${words[column]!}`) ?? 0);
    if (times === 0) return null;
    const share = times / hits.drawings;
    const css = row === column ? 'hit' : 'miss';
    // Square roots, so that rare mistakes can be seen at all.
    return html`<rect
        class="cell ${css}"
        x="${place(column) + 1}"
        y="${place(row) + 1}"
        width="${CELL - 2}"
        height="${CELL - 2}"
        rx="6"
        style="fill-opacity:${Math.sqrt(share).toFixed(2)}"
      >
        <title>${words[row]!} taken for ${words[column]!}: ${times} of ${hits.drawings}</title>
      </rect>
      <text
        class="tick ${css === 'miss' && share > 0.35 ? 'on-ink' : 'on-cell'}"
        x="${place(column) + CELL / 2}"
        y="${place(row) + CELL / 2 + 4}"
        text-anchor="middle"
        >${percent(share, 0)}</text
      >`;
  };
  return html`<div class="matrix">
    ${picture(
      { width: side, height: side },
      'Confusion matrix',
      html`
        ${words.map(
          (word, index) => html`
            <text class="tick" x="${NAMES - 8}" y="${place(index) + CELL / 2 + 4}" text-anchor="end"
              >${word}</text
            >
            <text class="tick" transform="translate(${place(index) + CELL / 2 + 4} ${NAMES - 8}) rotate(-60)"
              >${word}</text
            >
          `,
        )}
        ${words.map((_, row) => words.map((__, column) => cell(row, column)))}
      `,
    )}
    <p class="note">Rows are what was drawn, columns what it was taken for, as shares of the row.</p>
  </div>`;
}
