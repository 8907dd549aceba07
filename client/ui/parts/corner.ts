import { t } from '../../i18n/t.ts';
import { h } from '../dom.ts';
import type { Ui } from '../ui.ts';
import { iconButton } from './buttons.ts';
import { attachPopover } from './popover.ts';
import { reactionButton } from './reactions/reaction-bar.ts';
import { SoundControls } from './sound-controls.ts';
import { Chat } from './talk/chat.ts';

/**
 * The few buttons that belong to the whole game: reactions, chat, sound, and paper or blackboard. They stand in a corner of the page, or where
 * a screen has a place for them (an element with `data-corner`).
 */
export class Corner {
  readonly element = h('div', { class: 'corner' });
  readonly #host: HTMLElement;

  constructor(ui: Ui, host: HTMLElement) {
    this.#host = host;
    const chat = new Chat(ui);
    const react = reactionButton(ui.talk, null);
    const showReact = () => (react.hidden = ui.session.store.view === null);
    ui.session.store.changed.subscribe(showReact);
    showReact();
    this.element.append(react, chat.button, soundButton(ui), themeButton(ui));
    host.append(this.element, chat.panel);
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

function soundButton({ sound }: Ui): HTMLElement {
  const controls = new SoundControls(sound);
  const open = iconButton({ label: t('sound.title'), icon: 'sound', onPress: () => undefined });
  const showMuted = () => open.classList.toggle('is-off', sound.settings.level === 0);
  sound.settings.changed.subscribe(showMuted);
  showMuted();
  open.hidden = controls.element.hidden;
  return h('span', { class: 'corner-item' }, open, attachPopover(open, controls.element));
}

function themeButton({ theme }: Ui): HTMLElement {
  const label = () => t(theme.isDark ? 'app.toPaper' : 'app.toBlackboard');
  const make = () =>
    iconButton({ label: label(), icon: theme.isDark ? 'sun' : 'moon', onPress: () => theme.toggle() });
  const place = h('span', { class: 'corner-item theme-switch' }, make());
  theme.changed.subscribe(() => {
    const hadFocus = place.contains(document.activeElement);
    place.replaceChildren(make());
    if (hadFocus) place.querySelector('button')?.focus();
  });
  return place;
}
