import { t } from '../../i18n/t.ts';
import type { Unsubscribe } from '../../net/signal.ts';
import { h } from '../dom.ts';
import type { Ui } from '../ui.ts';
import { iconButton } from './buttons.ts';
import { languagePicker } from './language-picker.ts';
import { attachPopover } from './popover.ts';
import type { RoomTools } from './room-tools.ts';
import { SoundControls } from './sound-controls.ts';

/**
 * The few buttons that belong to the whole game: the room's menu, reactions, chat, sound, language, and paper or blackboard.
 * They stand in a corner of the page, or where a screen has a place for them (an element with `data-corner`).
 */
export class Corner {
  readonly element = h('section', { class: 'corner' });
  readonly #ui: Ui;
  readonly #host: HTMLElement;
  #room: RoomTools | null = null;
  #endings: readonly Unsubscribe[] = [];

  constructor(ui: Ui, host: HTMLElement) {
    this.#ui = ui;
    this.#host = host;
    host.append(this.element);
    this.#fill();
  }

  /** Makes everything anew: it speaks another language now. */
  refill(): void {
    this.#room?.translate();
    this.#fill();
  }

  /** Takes up what there is in rooms only. */
  furnish(room: RoomTools): void {
    this.#room = room;
    // What is there stays as it is: somebody may have opened it.
    this.element.prepend(...room.buttons());
  }

  /** The keyboard goes on where the language was chosen. */
  focusLanguage(): void {
    this.element.querySelector('select')?.focus();
  }

  #fill(): void {
    this.element.setAttribute('aria-label', t('app.corner'));
    for (const end of this.#endings) end();
    const sound = soundButton(this.#ui);
    const theme = themeButton(this.#ui);
    this.#endings = [sound.end, theme.end];
    const language = languagePicker(this.#ui.language);
    this.element.replaceChildren(...(this.#room?.buttons() ?? []), sound.element, language, theme.element);
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

function soundButton({ sound }: Ui): CornerItem {
  let controls: SoundControls | null = null;
  const makeControls = () => (controls = new SoundControls(sound)).element;
  const open = iconButton({ label: t('sound.title'), icon: 'sound', onPress: () => undefined });
  const showMuted = () => open.classList.toggle('is-off', sound.settings.level === 0);
  const unsubscribe = sound.settings.changed.subscribe(showMuted);
  showMuted();
  const { plays, speaks, vibrates } = sound.abilities;
  open.hidden = !plays && !speaks && !vibrates;
  const end = () => {
    unsubscribe();
    controls?.dispose();
  };
  return { element: h('span', { class: 'corner-item' }, open, attachPopover(open, makeControls)), end };
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
