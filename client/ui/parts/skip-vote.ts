import {
  countSkipVotes,
  isRoundOpen,
  modeOf,
  type GameView,
  type PlayerId,
  type RoundView,
} from '../../../shared/game/index.ts';
import type { Failure } from '../../net/portal.ts';
import { formatNumber, t } from '../../i18n/t.ts';
import { h, setText } from '../dom.ts';
import { icon } from '../icons.ts';
import { sheetOf } from './results.ts';

export interface SkipVotes {
  readonly votes: number;
  /** With so many the word is another one. */
  readonly needed: number;
  readonly isMine: boolean;
}

/** How the vote for another word stands; null where this player cannot vote. The server counts in the same way. */
export function skipVotesOf(game: GameView, round: RoundView, me: PlayerId | null): SkipVotes | null {
  const isPossible =
    me !== null &&
    isRoundOpen(game) &&
    modeOf(round.mode).isTimed &&
    !game.skipUsed &&
    round.recognitions.length === 0 &&
    round.finds.length === 0 &&
    sheetOf(round, me) !== null;
  if (!isPossible) return null;
  return { ...countSkipVotes(game, round), isMine: round.skipVotes.includes(me) };
}

/** "Another word": once a game most of those who draw can have one. */
export class SkipVote {
  readonly element: HTMLButtonElement;
  readonly #votes = h('span', { class: 'skip-votes', 'aria-hidden': 'true' });
  readonly #announce: (text: string) => void;
  /** The round in which the server said no. */
  #refusedRound = 0;
  #shown = '';

  constructor(vote: () => Promise<Failure | null>, announce: (text: string) => void) {
    this.#announce = announce;
    this.element = h(
      'button',
      {
        type: 'button',
        class: 'skip',
        hidden: true,
        onclick: () => {
          if (this.element.getAttribute('aria-disabled') === null)
            void vote().then((failure) => this.#refuse(failure));
        },
      },
      icon('another'),
      this.#votes,
    );
  }

  update(game: GameView, round: RoundView, me: PlayerId | null): void {
    const state = round.id === this.#refusedRound ? null : skipVotesOf(game, round, me);
    this.element.hidden = state === null;
    this.element.dataset['round'] = String(round.id);
    if (state === null) return;
    const { votes, needed, isMine } = state;
    const counts = { votes: formatNumber(votes), needed: formatNumber(needed) };
    const label = t(isMine ? 'skip.voted' : 'skip.word');
    this.element.title = label;
    this.element.setAttribute('aria-label', votes > 0 ? `${label}. ${t('skip.votesSaid', counts)}` : label);
    setText(this.#votes, votes > 0 ? t('skip.votes', counts) : '');
    if (isMine) this.element.setAttribute('aria-disabled', 'true');
    else this.element.removeAttribute('aria-disabled');
    const key = `${round.id} ${votes} ${needed}`;
    if (votes > 0 && key !== this.#shown) this.#announce(t('skip.votesSaid', counts));
    this.#shown = key;
  }

  #refuse(failure: Failure | null): void {
    if (failure === null || failure.code === 'offline' || failure.code === 'timeout') return;
    this.#announce(t(`error.${failure.code}`));
    this.#refusedRound = Number(this.element.dataset['round']);
    this.element.hidden = true;
  }
}
