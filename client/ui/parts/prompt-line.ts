import type { RoundView, SheetView } from '../../../shared/game/index.ts';
import { t, wordName } from '../../i18n/t.ts';
import { h } from '../dom.ts';
import { blanks, blanksText, letterTotal, LONG_LETTERS } from './talk/blanks.ts';

/** Longer words are written smaller. */
const LONG_WORD = 12;

/** The heading of a round: what is drawn, or a blank for each letter of what is to be found. */
export class PromptLine {
  readonly element = h('h1', { class: 'prompt', tabindex: '-1' });
  readonly #announce: (text: string) => void;
  #shown = '';

  constructor(announce: (text: string) => void) {
    this.#announce = announce;
  }

  /** @param isMine whether I draw it */
  show(round: RoundView, { prompt, letterCounts }: SheetView, isMine: boolean): void {
    const key = `${round.id} ${prompt ?? ''}`;
    if (key === this.#shown) return;
    this.#shown = key;
    if (prompt === null) this.#showBlanks(letterCounts);
    else this.#showWord(wordName(prompt), isMine || round.mode !== 'guess');
  }

  #showWord(word: string, isDrawn: boolean): void {
    const label = isDrawn ? t('draw.prompt', { word }) : t('talk.foundPrompt', { word });
    const verb = isDrawn ? t('draw.draw') : t('talk.itIs');
    const marked = h('span', { class: 'prompt-word' }, word);
    this.#fill(label, verb, h('span', { 'aria-hidden': 'true' }, marked), word.length > LONG_WORD);
  }

  #showBlanks(letterCounts: readonly number[]): void {
    const isLong = letterTotal(letterCounts) >= LONG_LETTERS;
    this.#fill(blanksText(letterCounts), t('talk.guessVerb'), blanks(letterCounts), isLong);
  }

  #fill(label: string, verb: string, what: HTMLElement, isLong: boolean): void {
    this.element.setAttribute('aria-label', label);
    this.element.replaceChildren(h('span', { class: 'prompt-verb', 'aria-hidden': 'true' }, verb), what);
    this.element.classList.toggle('is-long', isLong);
    this.#announce(label);
  }
}
