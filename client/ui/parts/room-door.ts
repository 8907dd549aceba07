import { MAX_PASSWORD_LENGTH } from '../../../shared/protocol/limits.ts';
import { t } from '../../i18n/t.ts';
import type { Failure } from '../../net/portal.ts';
import type { JoinWish } from '../../net/room-session.ts';
import { h } from '../dom.ts';
import { icon } from '../icons.ts';
import { inkFrame } from '../ink-frame.ts';
import { button } from './buttons.ts';
import type { ProfileForm } from './profile-form.ts';

export interface RoomDoorOptions {
  readonly code: string;
  readonly profile: ProfileForm;
  readonly onEnter: (wish: JoinWish) => void;
  readonly onQuick: () => void;
  readonly onBack: () => void;
}

/** The door of one room: it asks for a name, and for a password where the room turns out to have one. */
export class RoomDoor {
  readonly element: HTMLElement;
  readonly code: string;
  readonly #options: RoomDoorOptions;
  readonly #password = h('input', {
    class: 'field-input',
    id: 'room-password',
    // Shown as it is typed: it is shared among friends, and phones make mistakes.
    type: 'text',
    maxlength: MAX_PASSWORD_LENGTH,
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    enterkeyhint: 'go',
    'aria-describedby': 'room-password-why',
  });
  readonly #why = h('p', { class: 'hint', id: 'room-password-why', role: 'status' });
  readonly #passwordField: HTMLElement;

  constructor(options: RoomDoorOptions) {
    const { code, profile, onQuick, onBack } = options;
    this.#options = options;
    this.code = code;
    this.#passwordField = h(
      'div',
      { class: 'field', hidden: true },
      h('label', { class: 'field-label', for: this.#password.id }, t('menu.password')),
      inkFrame(h('div', { class: 'field-box field-box--icon' }, icon('lock'), this.#password), {
        radius: 12,
        filled: true,
      }),
      this.#why,
    );
    this.element = h(
      'form',
      {
        class: 'menu-form',
        onsubmit: (event) => {
          event.preventDefault();
          this.#enter(false);
        },
      },
      h('h2', { class: 'card-title', tabindex: '-1' }, t('menu.joinTitle', { code })),
      profile.element,
      this.#passwordField,
      button({ label: t('menu.joinRoom', { code }), look: 'primary', icon: 'pencil', type: 'submit' }),
      h(
        'div',
        { class: 'door-more' },
        button({ label: t('menu.watch'), look: 'quiet', onPress: () => this.#enter(true) }),
        button({ label: t('menu.quick'), look: 'quiet', onPress: onQuick }),
        button({ label: t('notice.toStart'), look: 'quiet', onPress: onBack }),
      ),
    );
  }

  /** Says why the room did not let me in, where it can be mended. */
  explain({ code }: Pick<Failure, 'code'>): void {
    if (code === 'name-taken') this.#options.profile.setTaken(t('error.name-taken'));
    if (code !== 'wrong-password') return;
    const isWrong = !this.#passwordField.hidden;
    this.#passwordField.hidden = false;
    this.#why.className = isWrong ? 'field-error' : 'hint';
    this.#why.textContent = t(isWrong ? 'menu.passwordWrong' : 'menu.passwordNeeded');
    this.#password.focus();
    this.#password.select();
  }

  #enter(asSpectator: boolean): void {
    const password = this.#password.value;
    if (!this.#passwordField.hidden && password === '') this.#password.focus();
    else this.#options.onEnter({ ...(asSpectator && { asSpectator }), ...(password !== '' && { password }) });
  }
}
