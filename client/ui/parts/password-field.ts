import { MAX_PASSWORD_LENGTH } from '../../../shared/protocol/limits.ts';
import { t } from '../../i18n/t.ts';
import type { Failure } from '../../net/portal.ts';
import { h, setText } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';
import { button } from './buttons.ts';
import { Field } from './fields.ts';

/** The room's password, which only the server keeps: whether there is one, a new one, or none. */
export class PasswordField extends Field {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #state = h('p', { class: 'hint', role: 'status' });
  readonly #remove: HTMLButtonElement;
  readonly #send: (password: string | null) => Promise<Failure | null>;

  constructor(send: (password: string | null) => Promise<Failure | null>) {
    super();
    this.#send = send;
    this.#input = h('input', {
      class: 'field-input',
      id: this.id,
      type: 'text',
      maxlength: MAX_PASSWORD_LENGTH,
      autocomplete: 'off',
      autocapitalize: 'none',
      spellcheck: 'false',
      'aria-describedby': this.describedBy(undefined),
      oninput: () => this.setError(null),
    });
    this.#remove = button({
      label: t('settings.passwordRemove'),
      look: 'quiet',
      onPress: () => void this.#change(null),
    });
    this.element = h(
      'form',
      {
        class: 'field',
        onsubmit: (event) => {
          event.preventDefault();
          if (this.#input.value === '') this.#input.focus();
          else void this.#change(this.#input.value);
        },
      },
      h('label', { class: 'field-label', for: this.id }, t('settings.password')),
      h(
        'div',
        { class: 'join-form' },
        inkFrame(h('div', { class: 'field-box' }, this.#input), { radius: 12, filled: true }),
        button({ label: t('settings.passwordSave'), type: 'submit' }),
      ),
      h('div', { class: 'field-actions' }, this.#state, this.#remove),
      this.error,
    );
  }

  show(hasPassword: boolean): void {
    this.#remove.hidden = !hasPassword;
    setText(this.#state, t(hasPassword ? 'settings.passwordSet' : 'settings.passwordHint'));
  }

  async #change(password: string | null): Promise<void> {
    const failure = await this.#send(password);
    this.setError(failure && t(`error.${failure.code}`));
    if (failure === null) this.#input.value = '';
  }
}
