import { t, tCount } from '../../i18n/t.ts';
import { shownCode } from '../../net/hidden-code.ts';
import { profileMemory } from '../../net/memory.ts';
import { h, setText } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';
import { BotAdder } from '../parts/bot-adder.ts';
import { button, carefulButton } from '../parts/buttons.ts';
import { DoodleMargin } from '../parts/doodle-margin.ts';
import { GivingCard } from '../parts/giving/giving-card.ts';
import { InviteCard } from '../parts/invite-card.ts';
import { PlayerList } from '../parts/player-list.ts';
import { ProfileForm } from '../parts/profile-form.ts';
import { RoleSwitch } from '../parts/role-switch.ts';
import { SettingsPanel } from '../parts/settings-panel.ts';
import type { Screen, Ui } from '../ui.ts';

/** How often the time until the start is looked at. */
const TICK_MS = 250;

/** People gather: the code, who is here, how it will be played, and the host's start. */
export class LobbyScreen implements Screen {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #invite: InviteCard;
  readonly #count = h('h2', { class: 'card-title' });
  readonly #players: PlayerList;
  readonly #role: RoleSwitch;
  readonly #bots: BotAdder;
  readonly #startsIn = h('p', { class: 'waiting', hidden: true });
  readonly #ticking: ReturnType<typeof setInterval>;
  readonly #settings: SettingsPanel;
  readonly #giving: GivingCard;
  readonly #start = button({
    label: t('lobby.start'),
    look: 'primary',
    icon: 'pencil',
    onPress: () => void this.#begin(),
  });
  /** The start, and when it comes by itself: one is not seen without the other. */
  readonly #starting = h('div', { class: 'lobby-start stays-in-sight' }, this.#startsIn, this.#start);
  readonly #waiting = h('p', { class: 'waiting' });
  readonly #alone = h('p', { class: 'hint' }, t('lobby.alone'));
  readonly #error = h('p', { class: 'form-error', role: 'alert' });
  readonly #editor = h('div', { class: 'lobby-editor', hidden: true });

  constructor(ui: Ui) {
    this.#ui = ui;
    const code = ui.session.code ?? '';
    this.#invite = new InviteCard(ui, code);
    this.#players = new PlayerList(ui);
    this.#role = new RoleSwitch(ui);
    this.#bots = new BotAdder(ui);
    this.#settings = new SettingsPanel(ui);
    this.#giving = new GivingCard(ui);
    const edit = button({ label: t('lobby.edit'), look: 'quiet', onPress: () => this.#edit(edit) });
    this.element = h(
      'main',
      { class: 'screen lobby' },
      new DoodleMargin().element,
      h('h1', { class: 'visually-hidden', tabindex: '-1' }, t('lobby.title', { code: shownCode(code) })),
      h('div', { class: 'lobby-people' }, this.#invite.element, this.#playersCard(edit)),
      this.#giving.element,
      inkFrame(
        h(
          'section',
          { class: 'card lobby-settings' },
          h('h2', { class: 'card-title' }, t('settings.title')),
          this.#settings.element,
        ),
        { radius: 22, double: true, filled: true },
      ),
    );
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
    this.update();
  }

  update(): void {
    const game = this.#ui.session.store.view?.game;
    if (!game) return;
    const { players, hostId, settings } = game;
    setText(this.#count, tCount('lobby.players', players.length));
    this.#invite.update(settings.maxPlayers);
    this.#players.update(game);
    this.#role.update(game);
    this.#bots.update(game);
    this.#settings.update();
    this.#giving.update();
    const isHost = this.#ui.session.me === hostId;
    this.#start.hidden = !isHost;
    this.#tick();
    this.#waiting.hidden = isHost;
    this.#alone.hidden = !isHost || players.length > 1;
    const host = players.find(({ id }) => id === hostId)?.name ?? t('player.unknown');
    setText(this.#waiting, t('lobby.waiting', { host }));
  }

  dispose(): void {
    clearInterval(this.#ticking);
    this.#players.dispose();
    this.#settings.dispose();
    this.#giving.dispose();
  }

  #playersCard(edit: HTMLElement): HTMLElement {
    return inkFrame(
      h(
        'section',
        { class: 'card lobby-players' },
        h('div', { class: 'card-head' }, this.#count, edit),
        this.#players.element,
        this.#bots.element,
        this.#editor,
        this.#starting,
        h(
          'div',
          { class: 'lobby-actions' },
          this.#alone,
          this.#waiting,
          this.#error,
          h(
            'div',
            { class: 'lobby-ways' },
            this.#role.element,
            carefulButton({
              label: t('lobby.leave'),
              holdLabel: t('draw.leaveAgain'),
              againLabel: t('draw.leaveAgain'),
              icon: 'leave',
              onConfirm: () => this.#ui.session.leave(),
            }),
          ),
        ),
      ),
      { radius: 22, double: true, filled: true },
    );
  }

  /** Whom quick play has left alone is told when the game begins by itself. */
  #tick(): void {
    const startsAt = this.#ui.session.store.view?.startsAt ?? null;
    this.#startsIn.hidden = startsAt === null;
    this.#starting.hidden = this.#start.hidden && startsAt === null;
    if (startsAt === null) return;
    const seconds = Math.max(0, Math.ceil(this.#ui.clock.until(startsAt) / 1000));
    setText(this.#startsIn, tCount('lobby.startsIn', seconds));
  }

  async #begin(): Promise<void> {
    const failure = await this.#ui.session.start();
    this.#error.textContent = failure === null ? '' : t(`error.${failure.code}`);
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
      else if (failure.code === 'name-taken') profile.setTaken(t('error.name-taken'));
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
