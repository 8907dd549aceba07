import { ARTICLE_WORDS, EASY_WORDS } from '../../shared/categories/deck.ts';
import {
  LAB_ARCHITECTURES,
  LAB_LEARNING_RATES,
  LAB_LIMITS,
  type LabArchitecture,
  type LabChoices,
  type LabView,
} from '../../shared/protocol/index.ts';
import { formatNumber, t, tCount, wordName } from '../i18n/t.ts';
import { h, setText } from '../ui/dom.ts';
import { inkFrame } from '../ui/ink-frame.ts';
import { button } from '../ui/parts/buttons.ts';

/** As many words as the article has, to begin with. */
const USUAL_WORDS = 10;
const LEARNING_RATES = [0.0003, 0.001, 0.002, 0.003, 0.006, 0.01, 0.03, 0.1];
const PER_WORD = [20, 50, 100, 200, 500, 1_000];
const EPOCHS = [1, 2, 4, 8, 12, 20, 40];

/** What to learn, and how. */
export class TrainForm {
  readonly element: HTMLElement;
  readonly #onStart: (choices: LabChoices) => void;
  readonly #words = h('ul', { class: 'lab-words' });
  readonly #wordCount = h('p', { class: 'hint' });
  readonly #add: HTMLSelectElement;
  readonly #source = h('p', { class: 'hint' });
  readonly #error = h('p', { class: 'form-error', role: 'alert' });
  readonly #perWord = numbers(PER_WORD, LAB_LIMITS.perWord.usual);
  readonly #epochs = numbers(EPOCHS, LAB_LIMITS.epochs.usual);
  readonly #learningRate = numbers(LEARNING_RATES, LAB_LEARNING_RATES.lenet);
  readonly #about = h('p', { class: 'lab-text lab-about', 'aria-live': 'polite' });
  readonly #start: HTMLButtonElement;
  #architecture: LabArchitecture = 'lenet';
  #chosen: string[] | null = null;
  #view: LabView | null = null;

  constructor(onStart: (choices: LabChoices) => void) {
    this.#onStart = onStart;
    this.#add = h('select', {
      class: 'select',
      onchange: () => {
        if (this.#add.value !== '') this.#choose([...(this.#chosen ?? []), this.#add.value]);
        this.#add.value = '';
      },
    });
    const networks = LAB_ARCHITECTURES.map((architecture) =>
      h(
        'label',
        { class: 'lab-network' },
        h('input', {
          type: 'radio',
          name: 'architecture',
          value: architecture,
          checked: architecture === this.#architecture,
          onchange: () => this.#choosePlan(architecture),
        }),
        h('span', {}, t(`lab.network.${architecture}`)),
      ),
    );
    this.#start = button({ label: t('lab.start'), look: 'primary', icon: 'pencil', type: 'submit' });
    this.element = inkFrame(
      h(
        'form',
        {
          class: 'card lab-form',
          onsubmit: (event) => {
            event.preventDefault();
            this.#submit();
          },
        },
        h('h2', { class: 'card-title' }, t('lab.formTitle')),
        h(
          'fieldset',
          { class: 'field' },
          h('legend', { class: 'field-label' }, t('lab.words')),
          this.#words,
          this.#wordCount,
          labelled(t('lab.addWord'), this.#add),
          this.#source,
        ),
        h(
          'fieldset',
          { class: 'field lab-networks' },
          h('legend', { class: 'field-label' }, t('lab.network')),
          ...networks,
          this.#about,
        ),
        h(
          'div',
          { class: 'lab-numbers' },
          labelled(t('lab.perWord'), this.#perWord),
          labelled(t('lab.epochCount'), this.#epochs),
          labelled(t('lab.learningRate'), this.#learningRate),
        ),
        this.#error,
        this.#start,
      ),
      { radius: 22, double: true, filled: true },
    );
    this.#choosePlan('lenet');
  }

  /** @param isBusy whether a run of mine is under way */
  show(view: LabView, isBusy: boolean): void {
    this.#view = view;
    this.#start.disabled = isBusy;
    if (this.#chosen === null) {
      const known = [...ARTICLE_WORDS, ...EASY_WORDS].filter((word) => view.words.includes(word));
      this.#choose([...new Set(known)].slice(0, USUAL_WORDS));
    }
  }

  setError(message: string): void {
    setText(this.#error, message);
  }

  #choosePlan(architecture: LabArchitecture): void {
    this.#architecture = architecture;
    this.#learningRate.value = String(LAB_LEARNING_RATES[architecture]);
    setText(this.#about, t(`lab.about.${architecture}`));
  }

  #choose(words: readonly string[]): void {
    this.#chosen = [...words];
    const { most } = LAB_LIMITS.words;
    this.#words.replaceChildren(
      ...words.map((word) =>
        h(
          'li',
          {},
          h(
            'button',
            {
              type: 'button',
              class: 'lab-word',
              'aria-label': `${wordName(word)}: ${t('lab.removeWord')}`,
              onclick: () => {
                const at = this.#chosen!.indexOf(word);
                this.#choose(this.#chosen!.filter((other) => other !== word));
                // The keyboard stays where it was.
                const left = [...this.#words.querySelectorAll('button')];
                (left[at] ?? left.at(-1) ?? this.#add).focus();
              },
            },
            wordName(word),
            h('span', { 'aria-hidden': 'true' }, ' ×'),
          ),
        ),
      ),
    );
    setText(this.#wordCount, tCount('lab.wordCount', words.length));
    const others = (this.#view?.words ?? [])
      .filter((word) => !words.includes(word))
      .map((word) => ({ word, name: wordName(word) }))
      .sort((a, b) => a.name.localeCompare(b.name));
    this.#add.replaceChildren(
      h('option', { value: '' }, t('lab.addWordNone')),
      ...others.map(({ word, name }) => h('option', { value: word }, name)),
    );
    this.#add.disabled = words.length >= most;
    const isReal = words.every((word) => this.#view?.real.includes(word) !== false);
    setText(this.#source, t(isReal ? 'lab.sourceReal' : 'lab.sourceDoodles'));
  }

  #submit(): void {
    const words = this.#chosen ?? [];
    const { least } = LAB_LIMITS.words;
    if (words.length < least) {
      this.setError(t('lab.tooFewWords'));
      return;
    }
    this.setError('');
    this.#onStart({
      words,
      perWord: Number(this.#perWord.value),
      epochs: Number(this.#epochs.value),
      learningRate: Number(this.#learningRate.value),
      architecture: this.#architecture,
    });
  }
}

function numbers(values: readonly number[], usual: number): HTMLSelectElement {
  const select = h(
    'select',
    { class: 'select' },
    ...values.map((value) => h('option', { value }, nameOf(value))),
  );
  select.value = String(usual);
  return select;
}

/** Learning rates have more digits than other numbers. */
function nameOf(value: number): string {
  return value < 1 ? String(value) : formatNumber(value);
}

function labelled(label: string, control: HTMLElement): HTMLElement {
  return h('label', { class: 'lab-field' }, h('span', { class: 'field-label' }, label), control);
}
