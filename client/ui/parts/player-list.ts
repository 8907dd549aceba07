import { kickTally, type GameView, type Player, type PlayerId } from '../../../shared/game/index.ts';
import { t } from '../../i18n/t.ts';
import { ask } from '../../net/ask.ts';
import type { Failure } from '../../net/portal.ts';
import { h, KeyedList, setText } from '../dom.ts';
import { icon, type IconName } from '../icons.ts';
import type { Ui } from '../ui.ts';
import { button, carefulButton, iconButton } from './buttons.ts';
import { PlayerBadge } from './player-badge.ts';

interface Tag {
  readonly text: string;
  readonly icon?: IconName;
  readonly isHost?: boolean;
}

/** Who is here, and what one can do about each: the host puts out and hands over, the others vote. */
export class PlayerList {
  readonly element = h('ul', { class: 'seats' });
  readonly #seats: KeyedList<Player, Seat>;
  readonly #ui: Ui;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#seats = new KeyedList(this.element, (player) => new Seat(ui, player.id));
  }

  update(game: GameView): void {
    this.#seats.update(
      game.players,
      ({ id }) => id,
      (seat, player) => seat.show(game, player, this.#ui.session.me),
    );
  }

  dispose(): void {
    this.#seats.dispose();
  }
}

class Seat {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #id: PlayerId;
  readonly #badge = new PlayerBadge();
  readonly #tags = h('span', { class: 'seat-tags' });
  readonly #more: HTMLButtonElement;
  readonly #actions = h('div', { class: 'seat-actions', hidden: true });
  readonly #votes = h('p', { class: 'seat-votes', 'aria-live': 'polite' });
  readonly #error = h('p', { class: 'field-error', role: 'alert' });
  #shownTags = '';
  #shownActions = '';

  constructor(ui: Ui, id: PlayerId) {
    this.#ui = ui;
    this.#id = id;
    this.#more = iconButton({
      label: '',
      icon: 'more',
      onPress: () => this.#open(this.#actions.hidden === true),
    });
    this.element = h(
      'li',
      { class: 'seat' },
      h('div', { class: 'seat-line' }, this.#badge.element, this.#tags, this.#more),
      this.#votes,
      this.#actions,
      this.#error,
    );
    this.#open(false);
  }

  show(game: GameView, player: Player, me: PlayerId | null): void {
    this.#badge.show(player);
    const isMe = player.id === me;
    this.element.classList.toggle('is-away', player.disconnectedAt !== null);
    this.#showTags(player, { isMe, isHost: player.id === game.hostId });
    const { votes, needed } = kickTally(game, player.id);
    setText(this.#votes, votes === 0 ? '' : t('player.votes', { votes, needed }));
    const hasVoted = game.kickVotes.some(
      ({ targetId, voterIds }) => targetId === player.id && me !== null && voterIds.includes(me),
    );
    const iPlay = game.players.some(({ id, role }) => id === me && role === 'player');
    const isPerson = player.bot === null;
    const actions = isMe
      ? []
      : me === game.hostId
        ? isPerson
          ? [...(player.disconnectedAt === null ? ['make-host'] : []), 'kick']
          : ['remove-bot']
        : iPlay && isPerson
          ? [hasVoted ? 'voted' : 'vote-kick']
          : [];
    this.#showActions(actions, player.name);
  }

  #showTags(player: Player, { isMe, isHost }: { isMe: boolean; isHost: boolean }): void {
    const tags: readonly Tag[] = [
      { text: t('player.you'), isShown: isMe },
      { text: t('player.host'), icon: 'crown' as const, isHost: true, isShown: isHost },
      { text: t('player.watching'), icon: 'eye' as const, isShown: player.role === 'spectator' },
      { text: t('player.bot'), icon: 'robot' as const, isShown: player.bot !== null },
      { text: t('player.away'), isShown: player.disconnectedAt !== null },
    ].filter(({ isShown }) => isShown);
    const shown = JSON.stringify(tags);
    if (shown === this.#shownTags) return;
    this.#shownTags = shown;
    this.#tags.replaceChildren(
      ...tags.map(({ text, icon: name, isHost: isMarked = false }) =>
        h('span', { class: isMarked ? 'tag tag--host' : 'tag' }, name && icon(name), text),
      ),
    );
  }

  #showActions(actions: readonly string[], name: string): void {
    const shown = JSON.stringify([actions, name]);
    if (shown === this.#shownActions) return;
    this.#shownActions = shown;
    this.#more.hidden = actions.length === 0;
    if (actions.length === 0) this.#open(false);
    const label = t('player.actions', { name });
    this.#more.setAttribute('aria-label', label);
    this.#more.title = label;
    const target = { playerId: this.#id };
    this.#actions.replaceChildren(...actions.map((action) => this.#action(action, name, target)));
  }

  #action(action: string, name: string, target: { playerId: PlayerId }): HTMLElement {
    const { portal } = this.#ui;
    switch (action) {
      case 'make-host':
        return button({
          label: t('player.makeHost'),
          icon: 'crown',
          onPress: () => void this.#do(ask(portal, 'player:make-host', target)),
        });
      case 'kick':
        return carefulButton({
          label: t('player.kick'),
          holdLabel: t('player.kickAgain'),
          againLabel: t('player.kickAgain'),
          icon: 'leave',
          onConfirm: () => void this.#do(ask(portal, 'player:kick', target)),
        });
      case 'remove-bot':
        return button({
          label: t('player.removeBot'),
          icon: 'leave',
          onPress: () => void this.#do(ask(portal, 'bot:remove', target)),
        });
      case 'vote-kick':
        return h(
          'div',
          { class: 'seat-vote' },
          button({
            label: t('player.voteKick'),
            icon: 'leave',
            onPress: () => void this.#do(ask(portal, 'player:vote-kick', target)),
          }),
          h('p', { class: 'hint' }, t('player.votedOutHint')),
        );
      default:
        return h('p', { class: 'hint' }, t('player.voted', { name }));
    }
  }

  async #do(asked: Promise<Failure | null>): Promise<void> {
    const failure = await asked;
    setText(this.#error, failure === null ? '' : t(`error.${failure.code}`));
    if (failure === null) this.#open(false);
  }

  #open(isOpen: boolean): void {
    this.#actions.hidden = !isOpen;
    this.#more.setAttribute('aria-expanded', String(isOpen));
  }
}
