import type { Player } from '../../../shared/game/state.ts';
import { h, setText } from '../dom.ts';
import { playerShape } from '../icons.ts';

/** A player's shape and name. */
export class PlayerBadge {
  readonly element = h('span', { class: 'badge' });
  readonly #name = h('span', { class: 'badge-name' });
  #color: number | null = null;

  show(player: Pick<Player, 'id' | 'name' | 'color'>): void {
    this.element.dataset['player'] = player.id;
    if (player.color !== this.#color) {
      this.#color = player.color;
      this.element.replaceChildren(playerShape(player.color), this.#name);
    }
    setText(this.#name, player.name);
  }
}
