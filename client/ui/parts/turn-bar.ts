import {
  artistOfTurn,
  TURN_MS,
  type GameView,
  type Player,
  type PlayerId,
  type SheetView,
} from '../../../shared/game/index.ts';
import { formatNumber, t } from '../../i18n/t.ts';
import { h, KeyedList, setText } from '../dom.ts';
import { playerShape } from '../icons.ts';
import { PlayerBadge } from './player-badge.ts';
import { artistsOf } from './results.ts';

/** Whose stroke it is on a sheet that a team shares, how long it may take, and who comes after. */
export class TurnBar {
  readonly element: HTMLElement;
  readonly #now = h('p', { class: 'turn-now' });
  readonly #left = h('span', { class: 'turn-left', 'aria-hidden': 'true' });
  readonly #fill = h('span', { class: 'turn-fill' });
  readonly #order = h('ol', { class: 'turn-order' });
  readonly #team = new KeyedList<Player, TeamMember>(this.#order, () => new TeamMember());
  readonly #announce: (text: string) => void;
  #shown = '';

  constructor(announce: (text: string) => void) {
    this.#announce = announce;
    this.element = h(
      'section',
      { class: 'turns', hidden: true },
      h('div', { class: 'turn-line' }, this.#now, this.#left),
      h('div', { class: 'turn-track', 'aria-hidden': 'true' }, this.#fill),
      this.#order,
    );
  }

  /** @param isOpen whether I may put down my stroke now: in my turn, as long as I have not lifted the pen */
  update(game: GameView, sheet: SheetView, me: PlayerId | null, isOpen: boolean): void {
    const team = artistsOf(game, sheet);
    const artistId = artistOfTurn(sheet);
    const artist = team.find(({ id }) => id === artistId);
    const isMember = me !== null && sheet.artistIds.includes(me);
    const text = sentence(game, artist?.name ?? t('player.unknown'), artistId === me, isOpen);
    this.element.setAttribute('aria-label', t(isMember ? 'turn.team' : 'turn.teamWatched'));
    this.element.classList.toggle('is-mine', game.phase === 'drawing' && artistId === me && isOpen);
    const key = `${sheet.turn} ${artistId} ${text}`;
    if (key !== this.#shown) {
      this.#shown = key;
      this.#now.replaceChildren(artist ? playerShape(artist.color) : '', h('span', {}, text));
      if (game.phase === 'drawing') this.#announce(text);
    }
    const nextId = artistOfTurn({ ...sheet, turn: sheet.turn + 1 });
    this.#team.update(
      team,
      ({ id }) => id,
      (member, player) =>
        member.show(player, {
          isNow: player.id === artistId,
          isNext: player.id === nextId,
          isMe: player.id === me,
        }),
    );
  }

  /** @param leftMs of this turn; null before the pens are free */
  tick(leftMs: number | null): void {
    const share = leftMs === null ? 1 : Math.min(1, leftMs / TURN_MS);
    this.#fill.style.transform = `scaleX(${share})`;
    setText(
      this.#left,
      leftMs === null ? '' : t('reveal.time', { seconds: formatNumber(Math.ceil(leftMs / 1000)) }),
    );
  }
}

function sentence(game: GameView, name: string, isMe: boolean, isOpen: boolean): string {
  if (game.phase !== 'drawing') return isMe ? t('turn.firstMine') : t('turn.first', { name });
  if (!isMe) return t('turn.theirs', { name });
  return t(isOpen ? 'turn.mine' : 'turn.done');
}

class TeamMember {
  readonly element: HTMLElement;
  readonly #badge = new PlayerBadge();

  constructor() {
    this.element = h('li', { class: 'turn-member' }, this.#badge.element);
  }

  show(player: Player, { isNow, isNext, isMe }: { isNow: boolean; isNext: boolean; isMe: boolean }): void {
    this.#badge.show(player);
    if (isNow) this.element.setAttribute('aria-current', 'step');
    else this.element.removeAttribute('aria-current');
    this.element.classList.toggle('is-next', isNext && !isNow);
    this.element.classList.toggle('is-me', isMe);
    this.element.classList.toggle('is-gone', player.disconnectedAt !== null);
  }
}
