import type { GameView, PlayerId } from '../../../shared/game/index.ts';
import { formatNumber, t } from '../../i18n/t.ts';
import { h, KeyedList, setText } from '../dom.ts';
import { PlayerBadge } from './player-badge.ts';
import { pointsInRound, ranking, type Ranked } from './results.ts';

/** Everybody's score, best first, with what this round brought. */
export class ScoreBoard {
  readonly element = h('ol', { class: 'score-list' });
  readonly #rows = new KeyedList<Ranked, ScoreRow>(this.element, () => new ScoreRow());

  show(game: GameView, me: PlayerId | null): void {
    this.#rows.update(
      ranking(game.players),
      ({ player }) => player.id,
      (row, ranked) => {
        const gained = game.round ? pointsInRound(game.round, ranked.player.id) : 0;
        row.show(ranked, gained, ranked.player.id === me);
      },
    );
  }
}

class ScoreRow {
  readonly element: HTMLElement;
  readonly #place = h('span', { class: 'score-place' });
  readonly #badge = new PlayerBadge();
  readonly #gained = h('span', { class: 'score-gained' });
  readonly #score = h('strong', { class: 'score-total' });

  constructor() {
    this.element = h(
      'li',
      { class: 'score-row' },
      this.#place,
      this.#badge.element,
      this.#gained,
      this.#score,
    );
  }

  show({ player, place }: Ranked, gained: number, isMe: boolean): void {
    setText(this.#place, String(place));
    this.#badge.show(player);
    setText(this.#gained, gained > 0 ? t('recognised.points', { points: formatNumber(gained) }) : '');
    setText(this.#score, formatNumber(player.score));
    this.element.classList.toggle('is-me', isMe);
  }
}
