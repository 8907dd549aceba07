import type { LiveGuess } from '../../../shared/protocol/index.ts';
import { t, wordName, wordThing } from '../../i18n/t.ts';
import { h, setText } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';

/** How many of the latest guesses the line keeps. */
const LINE_LENGTH = 3;
const BARS = 5;
/** From such a warmth on the line says so. */
const WARM = 0.35;
const HOT = 0.7;

export interface TheatreView {
  /** What the network took the drawing for so far. */
  readonly trail: readonly string[];
  /** Whether the pens are free. */
  readonly isDrawing: boolean;
  /** The prompt, once it was recognised. */
  readonly recognised: string | null;
  /** How near the judge is to recognising the prompt, 0..1. */
  readonly warmth: number;
}

/** "I see … a fence … a ladder!" */
export class GuessLine {
  readonly element = h('p', { class: 'guess-line', 'aria-hidden': 'true' });
  readonly #announce: (text: string) => void;
  #shown = '';
  #announced = '';

  constructor(announce: (text: string) => void) {
    this.#announce = announce;
    this.show({ trail: [], isDrawing: false, recognised: null, warmth: 0 });
  }

  show({ trail, isDrawing, recognised, warmth }: TheatreView): void {
    this.element.style.setProperty('--warmth', warmth.toFixed(2));
    const heat = recognised !== null || warmth < WARM ? 'cool' : warmth < HOT ? 'warm' : 'hot';
    const words = trail.filter(
      (word, index) => recognised === null || word !== recognised || index < trail.length - 1,
    );
    const recent = words.slice(recognised === null ? -LINE_LENGTH : 1 - LINE_LENGTH);
    const key = `${String(isDrawing)} ${heat} ${recent.join('|')}!${recognised ?? ''}`;
    if (key === this.#shown) return;
    this.#shown = key;
    if (recent.length === 0 && recognised === null) {
      this.element.replaceChildren(
        h('span', { class: 'guess-waiting' }, t(isDrawing ? 'guess.waiting' : 'draw.getReady')),
      );
      return;
    }
    const parts = recent.map((word, index) => {
      const isLatest = recognised === null && index === recent.length - 1;
      return h(
        'span',
        { class: isLatest ? 'guess-latest' : 'guess-past' },
        t('guess.item', { thing: wordThing(word) }),
      );
    });
    if (recognised !== null) {
      parts.push(h('strong', { class: 'guess-sure' }, t('guess.sure', { thing: wordThing(recognised) })));
    }
    // The latest comes first, and the style sheet turns them round: where the line is too short, the oldest drop out.
    this.element.replaceChildren(
      h('span', { class: 'guess-see' }, t('guess.see')),
      h('span', { class: 'guess-words' }, ...parts.reverse()),
      heat === 'cool' ? '' : h('span', { class: `guess-heat is-${heat}` }, t(`guess.${heat}`)),
    );
    const latest = recent.at(-1);
    if (recognised === null && latest !== undefined && latest !== this.#announced) {
      this.#announced = latest;
      this.#announce(`${t('guess.see')} ${wordThing(latest)}`);
    }
  }
}

/** A quiet bar for each of the network's best few words. */
export class ConfidenceBars {
  readonly element: HTMLElement;
  readonly #rows = Array.from({ length: BARS }, () => {
    const fill = h('span', { class: 'bar-fill' });
    const word = h('span', { class: 'bar-word' });
    const percent = h('span', { class: 'bar-percent' });
    const element = h(
      'li',
      { class: 'bar' },
      word,
      percent,
      inkFrame(h('span', { class: 'bar-track', 'aria-hidden': 'true' }, fill), {
        radius: 6,
        line: 1.4,
        wobble: 0.6,
      }),
    );
    return { element, fill, word, percent };
  });

  constructor() {
    this.element = h(
      'section',
      { class: 'bars', 'aria-label': t('guess.top') },
      h('h2', { class: 'bars-title' }, t('guess.top')),
      h('ol', { class: 'bar-list' }, ...this.#rows.map(({ element }) => element)),
    );
    this.show(undefined, '');
  }

  show(guess: LiveGuess | undefined, prompt: string): void {
    for (const [index, row] of this.#rows.entries()) {
      const entry = guess?.guesses[index];
      const percent = Math.round((entry?.confidence ?? 0) * 100);
      setText(row.word, entry === undefined ? '–' : wordName(entry.word));
      setText(row.percent, entry === undefined ? '' : t('guess.confidence', { percent }));
      row.fill.style.transform = `scaleX(${percent / 100})`;
      row.element.classList.toggle('is-prompt', entry !== undefined && entry.word === prompt);
      row.element.classList.toggle('is-empty', entry === undefined);
    }
  }
}
