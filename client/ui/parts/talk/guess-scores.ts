import type { GameView, PlayerId, RoundView } from '../../../../shared/game/index.ts';
import { formatNumber, formatSeconds, t } from '../../../i18n/t.ts';
import { h, KeyedList, setText } from '../../dom.ts';
import { icon } from '../../icons.ts';
import { PlayerBadge } from '../player-badge.ts';
import { guessScores, type GuessScore } from './guess-role.ts';

/** Everybody and the network against each other, with who draws and who has found the word. */
export class GuessScores {
  readonly element = h('ul', { class: 'rivals', 'aria-label': t('talk.scores') });
  readonly #rows = new KeyedList<GuessScore, RivalRow>(this.element, () => new RivalRow());

  show(game: GameView, round: RoundView, me: PlayerId | null): void {
    this.#rows.update(
      guessScores(game, round),
      ({ playerId }) => playerId ?? '',
      (row, score) => row.show(score, game, me),
    );
  }
}

class RivalRow {
  readonly element: HTMLElement;
  readonly #who = h('span', { class: 'rival-who' });
  readonly #badge = new PlayerBadge();
  readonly #state = h('span', { class: 'rival-state' });
  readonly #score = h('strong', { class: 'rival-score' });
  #isFilled = false;

  constructor() {
    this.element = h('li', { class: 'rival' }, this.#who, this.#state, this.#score);
  }

  show(
    { playerId, score, isDrawing, foundMs, isAway }: GuessScore,
    game: GameView,
    me: PlayerId | null,
  ): void {
    const player = game.players.find(({ id }) => id === playerId);
    if (player) this.#badge.show(player);
    if (!this.#isFilled) {
      this.#isFilled = true;
      this.#who.replaceChildren(...(player ? [this.#badge.element] : [icon('eye'), t('talk.network')]));
    }
    this.element.classList.toggle('rival--network', playerId === null);
    this.element.classList.toggle('is-me', playerId !== null && playerId === me);
    this.element.classList.toggle('has-found', foundMs !== null);
    this.element.classList.toggle('is-away', isAway);
    setText(this.#state, stateText(isDrawing, foundMs, isAway));
    setText(this.#score, formatNumber(score));
  }
}

function stateText(isDrawing: boolean, foundMs: number | null, isAway: boolean): string {
  if (foundMs !== null) return t('reveal.time', { seconds: formatSeconds(foundMs) });
  if (isAway) return t('player.away');
  return isDrawing ? t('talk.draws') : '';
}
