import type { GameView, RoundView } from '../../../shared/game/index.ts';
import { formatList, formatSeconds, t, tPlace } from '../../i18n/t.ts';
import { h } from '../dom.ts';
import { icon, playerShape } from '../icons.ts';
import { successesOf, type Success } from './successes.ts';

/** The first few are told; the others stand beside their drawings. */
const MOST_SHOWN = 3;

/** "1st Ana 4.2 s": who was fast, over the edge of the sheet. Spoken elsewhere, as it happens. */
export class SuccessStrip {
  readonly element = h('ol', { class: 'success-strip', 'aria-hidden': 'true' });
  #shown = '';

  show(game: GameView, round: RoundView): void {
    const successes = successesOf(game, round).slice(0, MOST_SHOWN);
    const key = `${round.id} ${successes.map(({ elapsedMs }) => elapsedMs).join(' ')}`;
    if (key === this.#shown) return;
    this.#shown = key;
    this.element.hidden = successes.length === 0;
    this.element.replaceChildren(...successes.map(successRow));
  }
}

/** One of them, on a line of its own. */
export function successRow({ place, isNetwork, players, elapsedMs }: Success): HTMLElement {
  const [first] = players;
  const name = isNetwork
    ? t('talk.network')
    : players.length === 0
      ? t('player.unknown')
      : formatList(players.map((player) => player.name));
  return h(
    'li',
    { class: 'success' },
    h('span', { class: 'success-place' }, tPlace(place)),
    first ? playerShape(first.color) : isNetwork && icon('eye'),
    h('span', { class: 'success-name' }, name),
    h('span', { class: 'success-time' }, t('reveal.time', { seconds: formatSeconds(elapsedMs) })),
  );
}
