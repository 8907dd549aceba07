import type { GameView, PlayerId } from '../../../shared/game/index.ts';
import { formatList, t, tCount } from '../../i18n/t.ts';
import { ask } from '../../net/ask.ts';
import { h, setText } from '../dom.ts';
import { playerShape } from '../icons.ts';
import { inkFrame } from '../ink-frame.ts';
import { button } from '../parts/buttons.ts';
import { GameDrawings } from '../parts/game-drawings.ts';
import { PlayerBadge } from '../parts/player-badge.ts';
import { ranking, recognisedCount } from '../parts/results.ts';
import { GivingCard } from '../parts/giving/giving-card.ts';
import { ShareCard } from '../parts/share-card.ts';
import type { Screen, Ui } from '../ui.ts';

/** The ranking, the awards, everybody's drawings, and a way to share them. */
export class FinalScreen implements Screen {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #title = h('h1', { class: 'final-title', tabindex: '-1' });
  readonly #summary = h('p', { class: 'final-summary' });
  readonly #drawings: GameDrawings;
  readonly #ranking = h('ol', { class: 'final-ranking' });
  readonly #again = button({
    label: t('final.again'),
    look: 'primary',
    icon: 'pencil',
    onPress: () => void this.#playAgain(),
  });
  readonly #toLobby = button({ label: t('final.toLobby'), onPress: () => void this.#backToLobby() });
  readonly #waiting = h('p', { class: 'waiting' });
  readonly #giving: GivingCard;
  readonly #error = h('p', { class: 'form-error', role: 'alert' });

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#drawings = new GameDrawings(ui, () => this.element);
    this.#giving = new GivingCard(ui);
    this.element = h(
      'main',
      { class: 'screen final' },
      h(
        'header',
        { class: 'final-head' },
        this.#title,
        h('div', { class: 'final-corner', 'data-corner': true }),
        this.#summary,
      ),
      inkFrame(
        h(
          'section',
          { class: 'card final-card' },
          h('h2', { class: 'card-title' }, t('final.ranking')),
          this.#ranking,
          this.#again,
          h(
            'div',
            { class: 'final-actions' },
            this.#toLobby,
            this.#waiting,
            this.#error,
            button({ label: t('final.leave'), icon: 'leave', onPress: () => ui.session.leave() }),
          ),
        ),
        { radius: 22, double: true, filled: true },
      ),
      this.#drawings.element,
      new ShareCard(ui).element,
      this.#giving.element,
    );
    this.#again.classList.add('stays-in-sight');
    const game = ui.session.store.view?.game;
    if (game) this.#showResult(game);
    this.update();
    ui.announcer.say(this.#title.textContent);
  }

  update(): void {
    const game = this.#ui.session.store.view?.game;
    if (!game) return;
    const isHost = game.hostId === this.#ui.session.me;
    this.#again.hidden = !isHost;
    this.#toLobby.hidden = !isHost;
    this.#waiting.hidden = isHost;
    const host = game.players.find(({ id }) => id === game.hostId)?.name ?? t('player.unknown');
    setText(this.#waiting, t('final.waiting', { host }));
    this.#showRanking(game);
  }

  dispose(): void {
    this.#drawings.dispose();
    this.#giving.dispose();
  }

  async #playAgain(): Promise<void> {
    const failure = await this.#ui.session.start();
    this.#error.textContent = failure === null ? '' : t(`error.${failure.code}`);
  }

  async #backToLobby(): Promise<void> {
    const failure = await ask(this.#ui.portal, 'game:lobby', {});
    this.#error.textContent = failure === null ? '' : t(`error.${failure.code}`);
  }

  #showResult(game: GameView): void {
    const winners = ranking(game.players).filter(({ place }) => place === 1);
    const best = winners[0]?.player;
    if (!best) return;
    const { rounds } = game.settings;
    if (game.players.length === 1) {
      setText(this.#title, t('final.titleAlone'));
      setText(this.#summary, tCount('final.alone', recognisedCount(game, best.id), { rounds }));
    } else if (best.score === 0) setText(this.#title, t('final.titleNobody'));
    else if (winners.length === 1) setText(this.#title, t('final.title', { name: best.name }));
    else
      setText(
        this.#title,
        t('final.titleTie', { names: formatList(winners.map(({ player }) => player.name)) }),
      );
    if (best.score > 0) this.#title.prepend(...winners.map(({ player }) => playerShape(player.color)));
  }

  #showRanking(game: GameView): void {
    this.#ranking.replaceChildren(
      ...ranking(game.players).map(({ player, place }) => this.#rankingRow(game, player.id, place)),
    );
  }

  #rankingRow(game: GameView, id: PlayerId, place: number): HTMLElement {
    const player = game.players.find((one) => one.id === id);
    const badge = new PlayerBadge();
    if (player) badge.show(player);
    const isMe = id === this.#ui.session.me;
    const row = h(
      'li',
      { class: `rank-row rank-row--${place}${isMe ? ' is-me' : ''}` },
      h('span', { class: 'rank-place' }, String(place)),
      badge.element,
      h(
        'span',
        { class: 'rank-facts' },
        t('final.recognisedCount', { count: recognisedCount(game, id), rounds: game.settings.rounds }),
      ),
      h('strong', { class: 'rank-score' }, tCount('final.points', player?.score ?? 0)),
    );
    return row;
  }
}
