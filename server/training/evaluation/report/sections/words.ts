import { doodle } from '../doodle.ts';
import { count, html, percent, type Markup } from '../markup.ts';
import type { ReportContent, Section } from '../report.ts';

/** Up to so many words are a short list, with longer bars and more samples. */
const FEW_WORDS = 12;
const SOME_WORDS = 40;
/** Of fewer drawings a word's figure is mostly luck. */
const ENOUGH_DRAWINGS = 10;

/** How well it does on each word. */
export function wordsSection({ figures }: ReportContent): Section {
  const words = Object.entries(figures.perWord).sort(([, a], [, b]) => b.top1 - a.top1 || b.top3 - a.top3);
  const measured = words.filter(([, { drawings }]) => drawings >= ENOUGH_DRAWINGS);
  const [easiest] = (measured[0] ?? words[0])!;
  const [hardest] = (measured.at(-1) ?? words.at(-1))!;
  const rare =
    measured.length < words.length
      ? html` Faded words have fewer than ${ENOUGH_DRAWINGS} drawings here.`
      : null;
  return {
    id: 'words',
    title: 'Word by word',
    lead: html`Ink is a first guess that was right, yellow the right word among the first three. It knows
      <b>${easiest}</b> best and <b>${hardest}</b> least.${rare}`,
    body: html`<ol class="bars ${words.length <= FEW_WORDS ? 'few' : 'many'}">
      ${words.map(([word, { drawings, top1, top3 }]) => {
        const shares = `--top1:${top1.toFixed(3)};--top3:${top3.toFixed(3)}`;
        const title = `${word}: top-1 ${percent(top1)}, top-3 ${percent(top3)} of ${count(drawings)} drawings`;
        return html`<li class="${drawings < ENOUGH_DRAWINGS ? 'rare' : ''}" title="${title}">
          <span class="word">${word}</span><span class="bar" style="${shares}"></span
          ><span class="value">${Math.round(100 * top1)}</span>
        </li>`;
      })}
    </ol>`,
  };
}

/** What people draw when they are asked for each word. */
export function samplesSection({ choice, album }: ReportContent): Section {
  const { words } = choice;
  const perWord = words.length <= FEW_WORDS ? 14 : words.length <= SOME_WORDS ? 8 : 5;
  const group = (word: string, label: number): Markup | null => {
    const samples = album.samples(label).slice(0, perWord);
    if (samples.length === 0) return null;
    return html`<figure>
      <figcaption>${word}</figcaption>
      <div class="row">
        ${samples.map(
          (judged) =>
            html`<span class="${judged.guess === label ? 'right' : 'wrong'}" title="${saysOf(judged, words)}"
              >${doodle(judged)}</span
            >`,
        )}
      </div>
    </figure>`;
  };
  return {
    id: 'samples',
    title: 'What people draw',
    lead: html`Drawings picked at random from each word. Underlined in red are those that it takes for
    something else.`,
    body: html`<div class="samples ${words.length <= FEW_WORDS ? 'few' : 'many'}">${words.map(group)}</div>`,
  };
}

/** The drawings that it is surest of, rightly and wrongly. */
export function extremesSection({ choice, album }: ReportContent): Section {
  const SHOWN = 14;
  const gallery = (judgedOnes: ReportContent['album']['best'], wrong: boolean): Markup =>
    html`<div class="gallery">
      ${judgedOnes.slice(0, SHOWN).map((judged) => {
        const truth = choice.words[judged.label]!;
        const guess = choice.words[judged.guess]!;
        const said = wrong ? html`<b>${truth}</b><br /><mark>${guess}</mark>` : html`<b>${truth}</b>`;
        return html`<figure class="card ${wrong ? 'wrong' : 'right'}">
          ${doodle(judged)}
          <figcaption>${said} <span>${percent(judged.confidence, 0)}</span></figcaption>
        </figure>`;
      })}
    </div>`;
  const { best, worst } = album;
  return {
    id: 'extremes',
    title: 'Best and worst',
    lead: html`Above: surest, and right. Below: just as sure, and wrong, with what was asked for and what it
    saw. At most two of a word.`,
    body: html`${gallery(best, false)}
    ${worst.length > 0 ? gallery(worst, true) : html`<p>It was wrong on none.</p>`}`,
  };
}

function saysOf(
  { guess, confidence }: { guess: number; confidence: number },
  words: readonly string[],
): string {
  return `${words[guess]!}, ${percent(confidence, 0)}`;
}
