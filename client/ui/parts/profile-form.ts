import { MAX_NAME_LENGTH, PLAYER_COLORS } from '../../../shared/protocol/index.ts';
import { suggestName } from '../../i18n/suggest-name.ts';
import { t } from '../../i18n/t.ts';
import { nextName } from '../../net/free-name.ts';
import type { Profile } from '../../net/memory.ts';
import { h } from '../dom.ts';
import { playerShape } from '../icons.ts';
import { inkFrame } from '../ink-frame.ts';
import { button } from './buttons.ts';

export function suggestProfile(): Profile {
  return { name: suggestName(), color: Math.floor(Math.random() * PLAYER_COLORS.length) };
}

let nextId = 1;

/** Name, colour and shape. */
export class ProfileForm {
  readonly element: HTMLElement;
  readonly #name: HTMLInputElement;
  readonly #error: HTMLElement;
  readonly #suggestion = h('div', { class: 'name-suggestion' });
  readonly #colors: HTMLInputElement[];

  constructor(profile: Profile) {
    const id = `profile-${nextId++}`;
    this.#name = h('input', {
      class: 'field-input',
      id: `${id}-name`,
      name: 'name',
      type: 'text',
      maxlength: MAX_NAME_LENGTH,
      autocomplete: 'nickname',
      autocapitalize: 'words',
      spellcheck: 'false',
      enterkeyhint: 'go',
      'aria-describedby': `${id}-error`,
      oninput: () => this.setError(null),
      onfocus: () => this.#name.select(),
    });
    this.#name.value = profile.name;
    this.#error = h('p', { class: 'field-error', id: `${id}-error`, 'aria-live': 'polite' });
    this.#colors = PLAYER_COLORS.map(({ name, shape }, color) =>
      h('input', {
        type: 'radio',
        class: 'color-input',
        name: `${id}-color`,
        value: color,
        checked: color === profile.color,
        'aria-label': t('profile.colorOption', { color: t(`color.${name}`), shape: t(`shape.${shape}`) }),
      }),
    );
    this.element = h(
      'div',
      { class: 'profile' },
      h(
        'div',
        { class: 'field' },
        h('label', { class: 'field-label', for: `${id}-name` }, t('profile.name')),
        inkFrame(h('div', { class: 'field-box' }, this.#name), { radius: 12, filled: true }),
        this.#error,
        this.#suggestion,
      ),
      h(
        'fieldset',
        { class: 'field colors', 'data-part': '' },
        h('legend', { class: 'field-label' }, t('profile.color')),
        h(
          'div',
          { class: 'color-options' },
          ...this.#colors.map((input, color) =>
            h('label', { class: 'color-option' }, input, playerShape(color)),
          ),
        ),
      ),
    );
  }

  /** What was filled in, or null (and the field says so) where the name is missing. */
  read(): Profile | null {
    const name = this.#name.value.trim();
    if (name === '') {
      this.setError(t('profile.nameMissing'));
      return null;
    }
    const color = this.#colors.findIndex((input) => input.checked);
    return { name, color: Math.max(0, color) };
  }

  /** Says that somebody has this name, and offers one like it; taking it sends the form. */
  setTaken(message: string): void {
    this.setError(message);
    const name = nextName(this.#name.value.trim());
    const take = () => {
      this.#name.value = name;
      this.setError(null);
      this.element.closest('form')?.requestSubmit();
    };
    this.#suggestion.replaceChildren(button({ label: t('menu.useName', { name }), onPress: take }));
  }

  /** Says under the name what is wrong with it. */
  setError(message: string | null): void {
    this.#error.textContent = message ?? '';
    this.#suggestion.replaceChildren();
    this.#name.toggleAttribute('aria-invalid', message !== null);
    if (message !== null) this.#name.focus();
  }

  focus(): void {
    this.#name.focus();
  }
}
