import type { Player } from '../../../shared/game/state.ts';
import { h, setText } from '../dom.ts';
import { playerShape } from '../icons.ts';

/** A player's shape and name. */
export class PlayerBadge {
  readonly element = h('span', { class: 'badge' });
  readonly #name = h('span', { class: 'badge-name' });
  #color: number | null = null;

  /** @param player who has no id is nobody in this room, and no reaction rises from there */
  show(player: Pick<Player, 'name' | 'color'> & { readonly id?: string }): void {
    if (player.id !== undefined) this.element.dataset['player'] = player.id;
    if (player.color !== this.#color) {
      this.#color = player.color;
      this.element.replaceChildren(playerShape(player.color), this.#name);
    }
    setText(this.#name, player.name);
  }
}
