import type { Player } from '../../../shared/game/state.ts';
import { formatNumber, t, tCount } from '../../i18n/t.ts';
import { profileMemory } from '../../net/memory.ts';
import { roomLink } from '../../net/room-url.ts';
import { copyText } from '../copy.ts';
import { h, KeyedList, setText } from '../dom.ts';
import { icon, type IconName } from '../icons.ts';
import { inkFrame } from '../ink-frame.ts';
import { button, carefulButton } from '../parts/buttons.ts';
import { DoodleMargin } from '../parts/doodle-margin.ts';
import { PlayerBadge } from '../parts/player-badge.ts';
import { ProfileForm } from '../parts/profile-form.ts';
import type { Screen, Ui } from '../ui.ts';

/** How long "copied" stands on the button. */
const COPIED_MS = 2_000;

/** People gather: the code, the link, who is here, and the host's start. */
export class LobbyScreen implements Screen {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #doodles: DoodleMargin;
  readonly #code = h('p', { class: 'room-code', role: 'img' });
  readonly #count = h('h2', { class: 'card-title' });
  readonly #seats = h('ul', { class: 'seats' });
  readonly #players: KeyedList<Player, Seat>;
  readonly #start = button({
    label: t('lobby.start'),
    look: 'primary',
    icon: 'pencil',
    onPress: () => void this.#begin(),
  });
  readonly #waiting = h('p', { class: 'waiting' });
  readonly #error = h('p', { class: 'form-error', role: 'alert' });
  readonly #invite = h('p', { class: 'hint' });
  readonly #rules = h('ul', { class: 'rules' });
  readonly #editor = h('div', { class: 'lobby-editor', hidden: true });

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#doodles = new DoodleMargin(ui.slots);
    this.#players = new KeyedList(this.#seats, () => new Seat());
    const code = ui.session.code ?? '';
    this.#code.setAttribute('aria-label', `${t('lobby.codeLabel')}: ${code.split('').join(' ')}`);
    this.#code.append(
      ...code.split('').map((letter) =>
        inkFrame(h('span', { class: 'code-letter', 'aria-hidden': 'true' }, letter), {
          radius: 12,
          filled: true,
        }),
      ),
    );
    const copy = button({
      label: t('lobby.copyLink'),
      icon: 'copy',
      onPress: () => void this.#copyLink(copy),
    });
    const edit = button({ label: t('lobby.edit'), look: 'quiet', onPress: () => this.#edit(edit) });
    this.element = h(
      'main',
      { class: 'screen lobby' },
      this.#doodles.element,
      h('h1', { class: 'visually-hidden', tabindex: '-1' }, t('lobby.title', { code })),
      inkFrame(
        h(
          'section',
          { class: 'card lobby-invite' },
          h('p', { class: 'field-label' }, t('lobby.codeLabel')),
          this.#code,
          copy,
          this.#invite,
          h('h2', { class: 'card-title lobby-rules-title' }, t('lobby.rulesTitle')),
          this.#rules,
        ),
        { radius: 22, double: true, filled: true },
      ),
      inkFrame(
        h(
          'section',
          { class: 'card lobby-players' },
          h('div', { class: 'card-head' }, this.#count, edit),
          this.#seats,
          this.#editor,
          h(
            'div',
            { class: 'lobby-actions' },
            this.#start,
            this.#waiting,
            this.#error,
            carefulButton({
              label: t('lobby.leave'),
              holdLabel: t('draw.leaveAgain'),
              againLabel: t('draw.leaveAgain'),
              icon: 'leave',
              onConfirm: () => ui.session.leave(),
            }),
          ),
        ),
        { radius: 22, double: true, filled: true },
      ),
    );
    this.update();
  }

  update(): void {
    const game = this.#ui.session.store.view?.game;
    if (!game) return;
    const { players, hostId, settings } = game;
    const { me } = this.#ui.session;
    setText(this.#count, tCount('lobby.players', players.length));
    setText(this.#invite, t('lobby.invite', { seats: settings.maxPlayers }));
    this.#players.update(
      players,
      ({ id }) => id,
      (seat, player) => seat.show(player, { isMe: player.id === me, isHost: player.id === hostId }),
    );
    const isHost = me === hostId;
    this.#start.hidden = !isHost;
    this.#waiting.hidden = isHost;
    const host = players.find(({ id }) => id === hostId)?.name ?? t('player.unknown');
    setText(this.#waiting, t('lobby.waiting', { host }));
    if (this.#rules.childElementCount === 0) {
      const seconds = formatNumber(settings.drawingMs / 1000);
      this.#rules.append(
        rule('pencil', t('lobby.ruleDraw', { seconds })),
        rule('eye', t('lobby.ruleGuess')),
        rule('star', `${t('lobby.ruleScore')} ${tCount('lobby.ruleRounds', settings.rounds)}`),
      );
    }
  }

  dispose(): void {
    this.#players.dispose();
    this.#doodles.dispose();
  }

  async #begin(): Promise<void> {
    const failure = await this.#ui.session.start();
    this.#error.textContent = failure === null ? '' : t(`error.${failure.code}`);
  }

  async #copyLink(copy: HTMLButtonElement): Promise<void> {
    const { code } = this.#ui.session;
    if (code === null) return;
    const isCopied = await copyText(roomLink(code));
    const label = copy.querySelector('.button-label');
    if (!label) return;
    const said = t(isCopied ? 'lobby.copied' : 'lobby.copyFailed');
    setText(label, said);
    this.#ui.announcer.say(said);
    setTimeout(() => setText(label, t('lobby.copyLink')), COPIED_MS);
  }

  #edit(opener: HTMLButtonElement): void {
    const { session } = this.#ui;
    const player = session.store.view?.game.players.find(({ id }) => id === session.me);
    if (!player || !this.#editor.hidden) return;
    const profile = new ProfileForm(profileMemory.get() ?? player);
    const close = () => {
      this.#editor.hidden = true;
      this.#editor.replaceChildren();
      opener.focus();
    };
    const save = async () => {
      const wanted = profile.read();
      if (wanted === null) return;
      const failure = await session.update(wanted);
      if (failure === null) close();
      else profile.setError(t(`error.${failure.code}`));
    };
    this.#editor.replaceChildren(
      h(
        'form',
        {
          class: 'menu-form',
          onsubmit: (event) => {
            event.preventDefault();
            void save();
          },
          onkeydown: (event) => {
            if (event.key === 'Escape') close();
          },
        },
        profile.element,
        button({ label: t('lobby.save'), type: 'submit' }),
      ),
    );
    this.#editor.hidden = false;
    profile.focus();
  }
}

class Seat {
  readonly element: HTMLElement;
  readonly #badge = new PlayerBadge();
  readonly #tags = h('span', { class: 'seat-tags' });

  constructor() {
    this.element = h('li', { class: 'seat' }, this.#badge.element, this.#tags);
  }

  show(player: Player, { isMe, isHost }: { isMe: boolean; isHost: boolean }): void {
    this.#badge.show(player);
    const isAway = player.disconnectedAt !== null;
    this.element.classList.toggle('is-away', isAway);
    this.#tags.replaceChildren(
      ...(isMe ? [h('span', { class: 'tag' }, t('player.you'))] : []),
      ...(isHost ? [h('span', { class: 'tag tag--host' }, icon('crown'), t('player.host'))] : []),
      ...(isAway ? [h('span', { class: 'tag' }, t('player.away'))] : []),
    );
  }
}

function rule(name: IconName, text: string): HTMLElement {
  return h('li', { class: 'rule' }, icon(name), h('span', {}, text));
}
