import type { Failure } from '../../../net/portal.ts';
import { t } from '../../../i18n/t.ts';
import { h, setText } from '../../dom.ts';
import { inkFrame } from '../../ink-frame.ts';
import { button } from '../buttons.ts';

/** What the field is for at the moment. */
export interface TalkPurpose {
  readonly label: string;
  readonly send: string;
  readonly maxLength: number;
  readonly onSend: (text: string) => Promise<Failure | null>;
}

/** The field in which guesses and lines are written. What could not be sent stays in it. */
export class TalkInput {
  readonly element: HTMLFormElement;
  readonly #field = h('input', {
    class: 'field-input talk-field',
    type: 'text',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    enterkeyhint: 'send',
  });
  readonly #button = button({ label: '', type: 'submit' });
  readonly #note = h('p', { class: 'talk-note', role: 'status' });
  #purpose: TalkPurpose | null = null;
  #isSending = false;

  constructor() {
    this.#field.dir = 'auto';
    this.element = h(
      'form',
      {
        class: 'talk-input',
        onsubmit: (event) => {
          event.preventDefault();
          void this.#send();
        },
      },
      inkFrame(h('div', { class: 'field-box' }, this.#field), { radius: 14, filled: true }),
      this.#button,
      this.#note,
    );
  }

  /** @param purpose null hides the field */
  show(purpose: TalkPurpose | null): void {
    const isNew = purpose?.label !== this.#purpose?.label;
    this.#purpose = purpose;
    this.element.hidden = purpose === null;
    if (purpose === null || !isNew) return;
    this.#field.value = '';
    this.#field.placeholder = purpose.label;
    this.#field.setAttribute('aria-label', purpose.label);
    this.#field.maxLength = purpose.maxLength;
    const label = this.#button.querySelector('.button-label');
    if (label) setText(label, purpose.send);
    setText(this.#note, '');
  }

  focus(): void {
    this.#field.focus({ preventScroll: true });
  }

  get hasFocus(): boolean {
    return document.activeElement === this.#field;
  }

  async #send(): Promise<void> {
    const text = this.#field.value.trim();
    if (text === '' || this.#purpose === null || this.#isSending) return;
    this.#isSending = true;
    const failure = await this.#purpose.onSend(text);
    this.#isSending = false;
    setText(this.#note, failure === null ? '' : noteOf(failure));
    // Whoever typed on meanwhile keeps that.
    if (failure === null && this.#field.value.trim() === text) this.#field.value = '';
  }
}

function noteOf(failure: Failure): string {
  return failure.code === 'too-fast' ? t('talk.tooFast') : t(`error.${failure.code}`);
}
