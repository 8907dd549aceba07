import { t } from '../../i18n/t.ts';
import type { Unsubscribe } from '../../net/signal.ts';
import { h } from '../dom.ts';
import { keepTyped } from '../keep-typed.ts';
import type { Ui } from '../ui.ts';
import { iconButton } from './buttons.ts';
import { languagePicker } from './language-picker.ts';
import { attachPopover } from './popover.ts';
import { reactionButton } from './reactions/reaction-bar.ts';
import { RoomMenu } from './room-menu.ts';
import { SoundControls } from './sound-controls.ts';
import { Chat } from './talk/chat.ts';

/**
 * The few buttons that belong to the whole game: the room's menu, reactions, chat, sound, language, and paper or blackboard.
 * They stand in a corner of the page, or where a screen has a place for them (an element with `data-corner`).
 */
export class Corner {
  readonly element = h('section', { class: 'corner' });
  readonly #ui: Ui;
  readonly #host: HTMLElement;
  #chat: Chat;
  #roomMenu: RoomMenu;
  #endings: readonly Unsubscribe[] = [];

  constructor(ui: Ui, host: HTMLElement) {
    this.#ui = ui;
    this.#host = host;
    this.#chat = new Chat(ui);
    this.#roomMenu = new RoomMenu(ui);
    host.append(this.element, this.#chat.panel, this.#roomMenu.element);
    this.#fill();
  }

  /** Makes everything anew: it speaks another language now. An open chat stays open, with the line that is written in it. */
  refill(): void {
    for (const end of this.#endings) end();
    const before = this.#chat;
    this.#chat = new Chat(this.#ui, before.isOpen);
    keepTyped(before.panel)(this.#chat.panel);
    before.panel.replaceWith(this.#chat.panel);
    before.dispose();
    this.#roomMenu.dispose();
    this.#roomMenu = new RoomMenu(this.#ui);
    this.#host.append(this.#roomMenu.element);
    this.#fill();
  }

  /** The keyboard goes on where the language was chosen. */
  focusLanguage(): void {
    this.element.querySelector('select')?.focus();
  }

  #fill(): void {
    this.element.setAttribute('aria-label', t('app.corner'));
    const react = reactButton(this.#ui);
    const sound = soundButton(this.#ui);
    const theme = themeButton(this.#ui);
    this.#endings = [react.end, sound.end, theme.end];
    const language = languagePicker(this.#ui.language);
    this.element.replaceChildren(
      h('span', { class: 'corner-item' }, this.#roomMenu.button),
      react.element,
      this.#chat.button,
      sound.element,
      language,
      theme.element,
    );
  }

  /** Moves to where the screen that is shown now wants it. */
  settle(screen: HTMLElement): void {
    (screen.querySelector('[data-corner]') ?? this.#host).append(this.element);
  }

  /** A screen goes: whatever it had a place for stays. */
  leave(): void {
    this.#host.append(this.element);
  }
}

interface CornerItem {
  readonly element: HTMLElement;
  readonly end: Unsubscribe;
}

function reactButton({ session, talk }: Ui): CornerItem {
  const element = reactionButton(talk, null);
  const show = () => (element.hidden = session.store.view === null);
  const end = session.store.changed.subscribe(show);
  show();
  return { element, end };
}

function soundButton({ sound }: Ui): CornerItem {
  const controls = new SoundControls(sound);
  const open = iconButton({ label: t('sound.title'), icon: 'sound', onPress: () => undefined });
  const showMuted = () => open.classList.toggle('is-off', sound.settings.level === 0);
  const unsubscribe = sound.settings.changed.subscribe(showMuted);
  showMuted();
  open.hidden = controls.element.hidden;
  const end = () => {
    unsubscribe();
    controls.dispose();
  };
  return { element: h('span', { class: 'corner-item' }, open, attachPopover(open, controls.element)), end };
}

function themeButton({ theme }: Ui): CornerItem {
  const label = () => t(theme.isDark ? 'app.toPaper' : 'app.toBlackboard');
  const make = () =>
    iconButton({ label: label(), icon: theme.isDark ? 'sun' : 'moon', onPress: () => theme.toggle() });
  const element = h('span', { class: 'corner-item theme-switch' }, make());
  const end = theme.changed.subscribe(() => {
    const hadFocus = element.contains(document.activeElement);
    element.replaceChildren(make());
    if (hadFocus) element.querySelector('button')?.focus();
  });
  return { element, end };
}
