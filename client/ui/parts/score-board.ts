import type { GameView, PlayerId } from '../../../shared/game/index.ts';
import { formatNumber, t } from '../../i18n/t.ts';
import { h, KeyedList, setText } from '../dom.ts';
import { icon } from '../icons.ts';
import { PlayerBadge } from './player-badge.ts';
import { pointsInRound, ranking, type Ranked } from './results.ts';

/** Everybody's score, best first, with what this round brought. */
export class ScoreBoard {
  readonly element = h('ol', { class: 'score-list' });
  readonly #rows = new KeyedList<Ranked, ScoreRow>(this.element, () => new ScoreRow());
  readonly #network = h('li', { class: 'score-row score-row--network' });

  show(game: GameView, me: PlayerId | null): void {
    this.#rows.update(
      ranking(game.players),
      ({ player }) => player.id,
      (row, ranked) => {
        const gained = game.round ? pointsInRound(game.round, ranked.player.id) : 0;
        row.show(ranked, gained, ranked.player.id === me);
      },
    );
    this.#showNetwork(game);
  }

  /** Where people guess, the network scores, too. */
  #showNetwork({ round, networkScore }: GameView): void {
    this.#network.remove();
    if (round?.mode !== 'guess') return;
    const gained = round.recognitions[0]?.points ?? 0;
    this.#network.replaceChildren(
      h('span', { class: 'score-place' }),
      h('span', { class: 'badge' }, icon('eye'), h('span', { class: 'badge-name' }, t('talk.network'))),
      h('span', { class: 'score-gained' }, pointsText(gained)),
      h('strong', { class: 'score-total' }, formatNumber(networkScore)),
    );
    this.element.append(this.#network);
  }
}

function pointsText(gained: number): string {
  return gained > 0 ? t('recognised.points', { points: formatNumber(gained) }) : '';
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
    setText(this.#gained, pointsText(gained));
    setText(this.#score, formatNumber(player.score));
    this.element.classList.toggle('is-me', isMe);
  }
}
