import type { Player } from '../../../shared/game/index.ts';
import { h, KeyedList } from '../dom.ts';
import { PlayerBadge } from './player-badge.ts';

/** Who draws on a sheet: one, or a team. */
export class ArtistBadges {
  readonly element = h('span', { class: 'artists' });
  readonly #badges = new KeyedList<Player, PlayerBadge>(this.element, () => new PlayerBadge());

  show(artists: readonly Player[]): void {
    this.element.classList.toggle('is-team', artists.length > 1);
    this.#badges.update(
      artists,
      ({ id }) => id,
      (badge, player) => badge.show(player),
    );
  }
}
