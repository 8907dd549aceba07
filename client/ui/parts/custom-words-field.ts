import { MAX_CUSTOM_WORDS, type SettingsView } from '../../../shared/game/index.ts';
import type { RoomWords } from '../../i18n/room-words.ts';
import { formatList, formatNumber, t, tCount } from '../../i18n/t.ts';
import { readWordList, type WordList } from '../../net/custom-words.ts';
import { h, setText } from '../dom.ts';
import { button } from './buttons.ts';
import { Field } from './fields.ts';

/** So many words of a list are named; the rest is a number's business. */
const NAMED_WORDS = 12;

/** The host's own words: a list to type or paste, and what the network can do with it. */
export class CustomWordsField extends Field {
  readonly element: HTMLElement;
  readonly #text: HTMLTextAreaElement;
  readonly #kept = h('p', { class: 'hint' });
  readonly #report = h('ul', { class: 'word-report', 'aria-live': 'polite' });
  readonly #save: HTMLButtonElement;
  readonly #clear: HTMLButtonElement;
  /** The list as the server has it, as far as it shows it; null before the first look. */
  #shown: string | null = null;
  readonly #words: RoomWords;

  constructor(words: RoomWords, onChange: (words: readonly string[]) => void) {
    super();
    this.#words = words;
    const hint = t('settings.customWordsHint');
    this.#text = h('textarea', {
      class: 'words-input',
      id: this.id,
      rows: 3,
      spellcheck: 'false',
      autocomplete: 'off',
      placeholder: t('settings.customWordsPlaceholder'),
      'aria-describedby': this.describedBy(hint),
      oninput: () => this.#showReport(),
    });
    this.#save = button({
      label: t('settings.customWordsSave'),
      onPress: () => onChange(this.#read().words),
    });
    this.#clear = button({
      label: t('settings.customWordsClear'),
      look: 'quiet',
      onPress: () => {
        this.#text.value = '';
        this.#showReport();
        onChange([]);
      },
    });
    this.element = h(
      'div',
      { class: 'field' },
      h(
        'div',
        { class: 'field-head' },
        h('label', { class: 'field-label', for: this.id }, t('settings.customWords')),
        this.note,
      ),
      this.hint(hint),
      this.#text,
      this.#report,
      this.#kept,
      h('div', { class: 'field-actions' }, this.#save, this.#clear),
      this.error,
    );
  }

  /** @param settings what the server shows: the words themselves only while they are no secret */
  show({ customWords, customWordCount }: SettingsView): void {
    const known = customWords.join('\n');
    // A list that is being typed stays as it is.
    if (known !== this.#shown && (customWords.length > 0 || this.#shown !== null)) {
      if (this.#text.value === '' || this.#text.value === this.#shown) this.#text.value = known;
    }
    this.#shown = known;
    const isSecret = customWordCount > customWords.length;
    const kept = customWordCount === 0 ? [] : [tCount('settings.customWordsKept', customWordCount)];
    setText(this.#kept, [...kept, ...(isSecret ? [t('settings.customWordsSecret')] : [])].join(' '));
    this.#kept.hidden = customWordCount === 0;
    this.#clear.hidden = customWordCount === 0;
    this.#showReport();
  }

  #read(): WordList {
    return readWordList(this.#text.value, (word) => this.#words.knows(word));
  }

  #showReport(): void {
    const { words, unknown, tooLong, tooMany } = this.#read();
    this.#save.hidden = words.length === 0 || words.join('\n') === this.#shown;
    const lines = [
      words.length > 0 && tCount('settings.customWordsRead', words.length),
      unknown.length > 0 && tCount('settings.customWordsUnknown', unknown.length, { words: named(unknown) }),
      tooLong.length > 0 && t('settings.customWordsTooLong', { words: named(tooLong) }),
      tooMany > 0 &&
        t('settings.customWordsTooMany', {
          most: formatNumber(MAX_CUSTOM_WORDS),
          count: formatNumber(tooMany),
        }),
    ].filter((line) => line !== false);
    const before = [...this.#report.children].map(({ textContent }) => textContent);
    if (before.join('\n') === lines.join('\n')) return;
    this.#report.replaceChildren(...lines.map((line) => h('li', {}, line)));
  }
}

function named(words: readonly string[]): string {
  const more = words.length > NAMED_WORDS ? ['…'] : [];
  return formatList([...words.slice(0, NAMED_WORDS), ...more]);
}
