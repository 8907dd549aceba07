import { ROOM_CODE_LENGTH } from '../../../shared/protocol/index.ts';
import { t } from '../../i18n/t.ts';
import { profileMemory, type Profile } from '../../net/memory.ts';
import type { Failure } from '../../net/portal.ts';
import { roomCodeOf, showInAddressBar, toRoomCode } from '../../net/room-url.ts';
import { h } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';
import { button } from '../parts/buttons.ts';
import { DoodleMargin } from '../parts/doodle-margin.ts';
import { logo } from '../parts/logo.ts';
import { pageLinks } from '../pages/page.ts';
import { ProfileForm, suggestProfile } from '../parts/profile-form.ts';
import { ZenEntry } from '../parts/zen-entry.ts';
import type { Screen, Ui } from '../ui.ts';

/** Who am I, and into which room? A link that carries a code asks for the name only. */
export class MenuScreen implements Screen {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #profile: ProfileForm;
  readonly #doodles: DoodleMargin;
  readonly #zen: ZenEntry;
  readonly #error = h('p', { class: 'form-error', role: 'alert' });
  readonly #card: HTMLElement;
  #isBusy = false;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#profile = new ProfileForm(profileMemory.get() ?? suggestProfile());
    this.#doodles = new DoodleMargin(ui.slots);
    this.#card = inkFrame(h('div', { class: 'card menu-card' }), { radius: 22, double: true, filled: true });
    this.element = h(
      'main',
      { class: 'screen menu' },
      this.#doodles.element,
      h('header', { class: 'menu-hero' }, logo(), h('p', { class: 'tagline' }, t('app.tagline'))),
      this.#card,
      pageLinks(ui.router),
    );
    this.#showForm(roomCodeOf(window.location.pathname));
    this.#zen = new ZenEntry(ui, this.#card);
    this.update();
  }

  update(): void {
    this.#zen.update();
  }

  dispose(): void {
    this.#doodles.dispose();
  }

  #showForm(invitation: string | null): void {
    this.#error.textContent = '';
    const form = invitation === null ? this.#openForm() : this.#invitedForm(invitation);
    const frame = this.#card.querySelector('.frame');
    this.#card.replaceChildren(...(frame ? [frame] : []), form);
  }

  #openForm(): HTMLElement {
    const code = h('input', {
      class: 'field-input code-input',
      id: 'room-code',
      type: 'text',
      inputmode: 'text',
      autocomplete: 'off',
      autocapitalize: 'characters',
      spellcheck: 'false',
      placeholder: t('menu.codePlaceholder'),
      oninput: () => {
        code.value = toRoomCode(code.value);
        join.disabled = code.value.length < ROOM_CODE_LENGTH;
      },
    });
    const join = button({ label: t('menu.join'), type: 'submit' });
    join.disabled = true;
    return h(
      'div',
      { class: 'menu-forms' },
      h(
        'form',
        {
          class: 'menu-form',
          onsubmit: (event) => {
            event.preventDefault();
            void this.#enter((profile) => this.#ui.session.create(profile));
          },
        },
        h('h2', { class: 'card-title' }, t('menu.title')),
        this.#profile.element,
        button({ label: t('menu.newRoom'), look: 'primary', icon: 'pencil', type: 'submit' }),
      ),
      h('p', { class: 'divider' }, h('span', {}, t('menu.or'))),
      h(
        'form',
        {
          class: 'join-form',
          onsubmit: (event) => {
            event.preventDefault();
            void this.#enter((profile) => this.#ui.session.join(code.value, profile));
          },
        },
        h('label', { class: 'visually-hidden', for: 'room-code' }, t('menu.code')),
        inkFrame(h('div', { class: 'field-box' }, code), { radius: 12, filled: true }),
        join,
      ),
      this.#error,
    );
  }

  #invitedForm(code: string): HTMLElement {
    return h(
      'form',
      {
        class: 'menu-form',
        onsubmit: (event) => {
          event.preventDefault();
          void this.#enter((profile) => this.#ui.session.join(code, profile));
        },
      },
      h('h2', { class: 'card-title' }, t('menu.joinTitle', { code })),
      this.#profile.element,
      button({ label: t('menu.joinRoom', { code }), look: 'primary', icon: 'pencil', type: 'submit' }),
      this.#error,
      button({
        label: t('menu.newInstead'),
        look: 'quiet',
        onPress: () => {
          showInAddressBar(null);
          this.#showForm(null);
        },
      }),
    );
  }

  async #enter(go: (profile: Profile) => Promise<Failure | null>): Promise<void> {
    const profile = this.#profile.read();
    if (profile === null || this.#isBusy) return;
    this.#isBusy = true;
    this.#error.textContent = '';
    const failure = await go(profile);
    this.#isBusy = false;
    if (failure === null) return;
    const message = t(`error.${failure.code}`);
    if (failure.code === 'name-taken' || failure.code === 'rude-name') this.#profile.setError(message);
    else this.#error.textContent = message;
  }
}
