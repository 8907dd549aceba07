import { ROOM_CODE_LENGTH, type RoomListing } from '../../../shared/protocol/index.ts';
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
import { turnAway } from '../parts/refusal.ts';
import { RoomDoor } from '../parts/room-door.ts';
import { RoomList } from '../parts/room-list.ts';
import { ZenEntry } from '../parts/zen-entry.ts';
import type { Screen, Ui } from '../ui.ts';

/** Who am I, and into which room? One tap is enough; a link that carries a code asks for the name only. */
export class MenuScreen implements Screen {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #profile: ProfileForm;
  readonly #rooms: RoomList;
  readonly #zen: ZenEntry;
  readonly #error = h('p', { class: 'form-error', role: 'alert' });
  readonly #card: HTMLElement;
  #door: RoomDoor | null = null;
  /** The refusal that was told last. */
  #told: unknown = null;
  #isBusy = false;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#profile = new ProfileForm(profileMemory.get() ?? suggestProfile());
    this.#rooms = new RoomList(ui.portal, (room) => this.#pick(room));
    this.#card = inkFrame(h('div', { class: 'card menu-card' }), { radius: 22, double: true, filled: true });
    this.element = h(
      'main',
      { class: 'screen menu' },
      new DoodleMargin().element,
      h('header', { class: 'menu-hero' }, logo(), h('p', { class: 'tagline' }, t('app.tagline'))),
      this.#card,
      this.#rooms.element,
      pageLinks(ui.router),
    );
    const invitation = roomCodeOf(window.location.pathname);
    if (invitation === null) this.#showStart();
    else this.#showDoor(invitation);
    this.#zen = new ZenEntry(ui, this.#card);
    this.update();
  }

  update(): void {
    this.#zen.update();
    const { membership } = this.#ui.session;
    const refused = membership.kind === 'outside' ? membership.refused : undefined;
    if (refused === undefined || refused === this.#told) return;
    this.#told = refused;
    this.#showDoor(refused.code).explain(refused.failure);
  }

  dispose(): void {
    this.#rooms.dispose();
  }

  #showStart(): void {
    this.#door = null;
    this.#show(this.#startForms());
    this.#rooms.element.hidden = false;
  }

  /** The door of a room; what was typed there already stays. */
  #showDoor(code: string): RoomDoor {
    if (this.#door?.code === code) return this.#door;
    this.#door = new RoomDoor({
      code,
      profile: this.#profile,
      onEnter: (wish) => void this.#enter((profile) => this.#ui.session.join(code, profile, wish), code),
      onQuick: () => void this.#quick(),
      onBack: () => {
        showInAddressBar(null);
        this.#showStart();
      },
    });
    this.#show(this.#door.element);
    this.#rooms.element.hidden = true;
    return this.#door;
  }

  #show(form: HTMLElement): void {
    this.#error.textContent = '';
    this.#profile.setError(null);
    const frame = this.#card.querySelector('.frame');
    this.#card.replaceChildren(...(frame ? [frame] : []), form, this.#error);
  }

  #startForms(): HTMLElement {
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
    const create = button({
      label: t('menu.newRoom'),
      icon: 'plus',
      onPress: () => void this.#enter((profile) => this.#ui.session.create(profile, this.#ui.language.tag)),
    });
    const quick = button({ label: t('menu.quick'), look: 'primary', icon: 'pencil', type: 'submit' });
    quick.classList.add('quick');
    return h(
      'div',
      { class: 'menu-forms' },
      h(
        'form',
        {
          class: 'menu-form',
          onsubmit: (event) => {
            event.preventDefault();
            void this.#quick();
          },
        },
        h('h2', { class: 'visually-hidden' }, t('menu.title')),
        this.#profile.element,
        h(
          'div',
          { class: 'quick-box', 'data-part': '' },
          quick,
          h('p', { class: 'hint' }, t('menu.quickHint')),
        ),
      ),
      h('p', { class: 'divider' }, h('span', {}, t('menu.or'))),
      h(
        'div',
        { class: 'menu-friends', 'data-part': '' },
        create,
        h(
          'form',
          {
            class: 'join-form',
            onsubmit: (event) => {
              event.preventDefault();
              const wanted = code.value;
              void this.#enter((profile) => this.#ui.session.join(wanted, profile), wanted, true);
            },
          },
          h('label', { class: 'visually-hidden', for: 'room-code' }, t('menu.code')),
          inkFrame(h('div', { class: 'field-box' }, code), { radius: 12, filled: true }),
          join,
        ),
      ),
    );
  }

  async #quick(): Promise<void> {
    await this.#enter((profile) => this.#ui.session.quick(profile, this.#ui.language.tag));
  }

  /** A room from the list: full ones are for watching, locked ones ask at the door. */
  #pick({ code, players, seats, hasPassword }: RoomListing): void {
    if (hasPassword) this.#showDoor(code).explain({ code: 'wrong-password' });
    else {
      const wish = { asSpectator: players >= seats };
      void this.#enter((profile) => this.#ui.session.join(code, profile, wish), code);
    }
  }

  /**
   * @param code the room that is asked for by it
   * @param isTyped a code that somebody typed may have a mistake, which is mended where it stands
   */
  async #enter(
    go: (profile: Profile) => Promise<Failure | null>,
    code: string | null = null,
    isTyped = false,
  ): Promise<void> {
    const profile = this.#profile.read();
    if (profile === null || this.#isBusy) return;
    this.#isBusy = true;
    this.#error.textContent = '';
    const failure = await go(profile);
    this.#isBusy = false;
    if (failure === null) return;
    const message = t(`error.${failure.code}`);
    const isMistyped = isTyped && failure.code === 'no-such-room';
    if (failure.code === 'rude-name') this.#profile.setError(message);
    else if (code === null || isMistyped || !turnAway(this.#ui.session, code, failure)) {
      this.#error.textContent = message;
    }
  }
}
