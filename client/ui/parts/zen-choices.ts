import { PACK_IDS } from '../../../shared/categories/packs.ts';
import { t } from '../../i18n/t.ts';
import { toZenChoice, ZEN_DIFFICULTIES, type ZenChoice } from '../../zen/zen-choice.ts';
import { h } from '../dom.ts';

const ALL_PACKS = '';

/** How hard the words are, and what about. */
export class ZenChoices {
  readonly element: HTMLElement;
  readonly #difficulty: HTMLSelectElement;
  readonly #pack: HTMLSelectElement;

  constructor(choice: ZenChoice, onChange: (choice: ZenChoice) => void) {
    const changed = () => onChange(toZenChoice(this.#difficulty.value, this.#pack.value));
    this.#difficulty = h(
      'select',
      { class: 'select', id: 'zen-difficulty', onchange: changed },
      ...ZEN_DIFFICULTIES.map((name) => h('option', { value: name }, t(`difficulty.${name}`))),
    );
    this.#pack = h(
      'select',
      { class: 'select', id: 'zen-pack', onchange: changed },
      h('option', { value: ALL_PACKS }, t('pack.all')),
      ...PACK_IDS.map((id) => h('option', { value: id }, t(`pack.${id}`))),
    );
    this.element = h(
      'div',
      { class: 'zen-choices' },
      h('label', { for: 'zen-difficulty' }, t('zen.difficulty')),
      this.#difficulty,
      h('label', { for: 'zen-pack' }, t('zen.pack')),
      this.#pack,
    );
    this.show(choice);
  }

  show({ difficulty, pack }: ZenChoice): void {
    this.#difficulty.value = difficulty;
    this.#pack.value = pack ?? ALL_PACKS;
  }
}
