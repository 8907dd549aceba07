import { t, tCount } from '../../i18n/t.ts';
import { shownCode } from '../../net/hidden-code.ts';
import type { Unsubscribe } from '../../net/signal.ts';
import { h, setText } from '../dom.ts';
import type { Ui } from '../ui.ts';
import { carefulButton, iconButton } from './buttons.ts';
import { Dialog } from './dialog.ts';
import { GivingSwitch } from './giving/giving-switch.ts';
import { languageField } from './language-picker.ts';
import { PlayerList } from './player-list.ts';
import { RoleSwitch } from './role-switch.ts';
import { SettingsPanel } from './settings-panel.ts';

/** The lobby's cards while a game runs: who is here, the settings, the way out. It stays open from one screen to the next. */
export class RoomMenu {
  /** Opens it; it has a place among the buttons of the whole game. */
  readonly button: HTMLButtonElement;
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #dialog: Dialog;
  readonly #body = h('div', { class: 'room-menu' });
  readonly #endings: readonly Unsubscribe[];
  #parts: {
    players: PlayerList;
    role: RoleSwitch;
    settings: SettingsPanel;
    giving: GivingSwitch;
    count: HTMLElement;
  } | null = null;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#dialog = new Dialog(this.#body, 'room-menu-window', () => this.#empty());
    this.element = this.#dialog.element;
    this.button = iconButton({ label: t('roomMenu.open'), icon: 'gear', onPress: () => this.open() });
    this.#endings = [ui.session.store.changed.subscribe(() => this.#update())];
    this.#update();
  }

  open(): void {
    const { session } = this.#ui;
    if (session.code === null || session.store.view === null) return;
    this.#fill();
    this.#update();
    this.#dialog.open(t('roomMenu.title', { code: shownCode(session.code) }));
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.#empty();
    this.element.remove();
  }

  #update(): void {
    const { view } = this.#ui.session.store;
    // The lobby shows all of it itself.
    const isWanted = view !== null && view.game.phase !== 'lobby';
    this.button.hidden = !isWanted;
    if (!isWanted) this.#dialog.close();
    if (view === null || this.#parts === null) return;
    const { players, role, settings, count } = this.#parts;
    setText(count, tCount('lobby.players', view.game.players.length));
    players.update(view.game);
    role.update(view.game);
    settings.update();
  }

  #fill(): void {
    if (this.#parts) return;
    const ui = this.#ui;
    const [players, role, settings] = [new PlayerList(ui), new RoleSwitch(ui), new SettingsPanel(ui)];
    const count = h('h3', { class: 'part-title' });
    const giving = new GivingSwitch(ui);
    this.#parts = { players, role, settings, giving, count };
    this.#body.replaceChildren(
      h(
        'section',
        {},
        count,
        players.element,
        h(
          'div',
          { class: 'room-menu-actions' },
          role.element,
          carefulButton({
            label: t('roomMenu.leave'),
            holdLabel: t('draw.leaveAgain'),
            againLabel: t('draw.leaveAgain'),
            icon: 'leave',
            onConfirm: () => ui.session.leave(),
          }),
        ),
        languageField(ui.language),
        giving.element,
      ),
      h('section', {}, h('h3', { class: 'part-title' }, t('settings.title')), settings.element),
    );
  }

  #empty(): void {
    this.#parts?.players.dispose();
    this.#parts?.settings.dispose();
    this.#parts?.giving.dispose();
    this.#parts = null;
    this.#body.replaceChildren();
  }
}
