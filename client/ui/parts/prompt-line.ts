import type { GameView, RoundView, SheetView } from '../../../shared/game/index.ts';
import { t, wordName } from '../../i18n/t.ts';
import { h } from '../dom.ts';
import { artistsOf } from './results.ts';
import { blanks, blanksText, letterTotal, LONG_LETTERS } from './talk/blanks.ts';

/** Longer words are written smaller. */
const LONG_WORD = 9;

/** The heading of a round: what is drawn, or a blank for each letter of what is to be found. */
export class PromptLine {
  readonly element = h('h1', { class: 'prompt', tabindex: '-1' });
  readonly #announce: (text: string) => void;
  #shown = '';

  constructor(announce: (text: string) => void) {
    this.#announce = announce;
  }

  /** @param isMine whether I draw it */
  show(game: GameView, round: RoundView, sheet: SheetView, isMine: boolean): void {
    const { prompt, letterCounts } = sheet;
    const key = `${round.id} ${sheet.id} ${prompt ?? ''}`;
    if (key === this.#shown) return;
    this.#shown = key;
    const word = wordName(prompt ?? '');
    if (prompt === null) this.#showBlanks(letterCounts);
    else if (isMine) this.#showWord(word, t('draw.draw'), t('draw.prompt', { word }));
    else if (round.mode === 'guess') this.#showWord(word, t('talk.itIs'), t('talk.foundPrompt', { word }));
    else {
      const verb = watchedVerb(game, sheet);
      this.#showWord(word, verb, t('watch.prompt', { verb, word }));
    }
  }

  #showWord(word: string, verb: string, label: string): void {
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

function watchedVerb(game: GameView, sheet: SheetView): string {
  const [artist, ...others] = artistsOf(game, sheet);
  const isOne = artist !== undefined && others.length === 0;
  return isOne ? t('watch.draws', { name: artist.name }) : t('watch.theyDraw');
}
