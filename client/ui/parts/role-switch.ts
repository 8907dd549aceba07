import type { GameView, Role } from '../../../shared/game/index.ts';
import { t } from '../../i18n/t.ts';
import { ask } from '../../net/ask.ts';
import { h, setText } from '../dom.ts';
import type { Ui } from '../ui.ts';
import { button } from './buttons.ts';

/** From playing to watching and back. */
export class RoleSwitch {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #button: HTMLButtonElement;
  readonly #watching = h('p', { class: 'hint' }, t('lobby.watching'));
  readonly #error = h('p', { class: 'field-error', role: 'alert' });
  #role: Role = 'player';

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#button = button({
      label: t('lobby.watchInstead'),
      icon: 'eye',
      onPress: () => void this.#switch(),
    });
    this.element = h('div', { class: 'role-switch' }, this.#watching, this.#button, this.#error);
  }

  update(game: GameView): void {
    const me = game.players.find(({ id }) => id === this.#ui.session.me);
    this.element.hidden = me === undefined;
    if (!me) return;
    this.#role = me.role;
    const isWatching = me.role === 'spectator';
    this.#watching.hidden = !isWatching;
    const label = this.#button.querySelector('.button-label');
    if (label) setText(label, t(isWatching ? 'lobby.playInstead' : 'lobby.watchInstead'));
  }

  async #switch(): Promise<void> {
    const role = this.#role === 'spectator' ? 'player' : 'spectator';
    const failure = await ask(this.#ui.portal, 'player:role', { role });
    setText(this.#error, failure === null ? '' : t(`error.${failure.code}`));
  }
}
