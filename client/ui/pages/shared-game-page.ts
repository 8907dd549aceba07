import type { FinishedDrawing, PublicDrawing, SharedGame } from '../../../shared/protocol/index.ts';
import { formatDate, formatList, t, tCount, wordName } from '../../i18n/t.ts';
import { api } from '../../net/api.ts';
import { h, setText } from '../dom.ts';
import { awardsRow } from '../parts/awards-row.ts';
import { button } from '../parts/buttons.ts';
import { openDrawing } from '../parts/drawing-dialog.ts';
import { artistNames, drawingCard, verdictOn } from '../parts/drawing-card.ts';
import { PlayerBadge } from '../parts/player-badge.ts';
import { ReplayPlayer } from '../parts/replay-player.ts';
import type { Screen, Ui } from '../ui.ts';
import { loadingNote, pageFrame, pageNotice, showFetched, toStart } from './page.ts';

/** How long a finished round stands before the next one plays. */
const PAUSE_MS = 1_800;

/** A game that somebody shares: it plays round by round. */
export class SharedGamePage implements Screen {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #place = h('div', { class: 'page-content' }, loadingNote());
  #theatre: Theatre | null = null;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.element = pageFrame(ui, 'replay', this.#place);
    void this.#load();
  }

  update(): void {
    // Nothing in here depends on a room.
  }

  dispose(): void {
    this.#theatre?.dispose();
  }

  async #load(): Promise<void> {
    const route = this.#ui.router.current;
    const fetched = await api.replay(route.page === 'replay' ? route.id : '');
    showFetched(this.#place, fetched, {
      here: (game) => this.#show(game),
      missing: () => pageNotice(t('shared.missing'), t('shared.missingText'), toStart(this.#ui)),
      again: () => void this.#load(),
    });
  }

  #show(game: SharedGame): readonly HTMLElement[] {
    const { drawings } = game;
    const title = h(
      'h1',
      { class: 'page-title', tabindex: '-1' },
      t('shared.title', { names: namesIn(drawings) }),
    );
    document.title = `${title.textContent} · ${t('app.name')}`;
    const facts = t('shared.facts', {
      rounds: tCount('shared.rounds', game.rounds),
      date: formatDate(new Date(game.createdAt)),
    });
    const head = h('header', { class: 'page-intro' }, title, h('p', { class: 'page-text' }, facts));
    if (drawings.length === 0)
      return [head, h('p', { class: 'page-note' }, t('shared.empty')), toStart(this.#ui)];
    const open = (drawing: PublicDrawing) => openDrawing(this.#ui, this.element, drawing);
    this.#theatre = new Theatre(this.#ui, drawings);
    const all = h(
      'section',
      { class: 'all-drawings', 'aria-labelledby': 'all-drawings-title' },
      h('h2', { class: 'card-title', id: 'all-drawings-title' }, t('after.drawings')),
      h(
        'div',
        { class: 'drawing-grid' },
        ...drawings.map((drawing) =>
          h(
            'div',
            {},
            h('p', { class: 'drawing-word' }, wordName(drawing.word)),
            drawingCard(drawing, () => open(drawing)),
          ),
        ),
      ),
    );
    const withheld =
      game.withheld > 0 ? [h('p', { class: 'page-note' }, tCount('share.withheld', game.withheld))] : [];
    const awards = awardsRow(drawings, open);
    return [head, this.#theatre.element, ...(awards ? [awards] : []), all, ...withheld, toStart(this.#ui)];
  }
}

/** The rounds, one after the other, each with everybody's drawing side by side. */
class Theatre {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #rounds: readonly (readonly PublicDrawing[])[];
  readonly #title = h('h2', { class: 'card-title theatre-title', 'aria-live': 'polite' });
  readonly #count = h('p', { class: 'theatre-count' });
  readonly #stage = h('div', { class: 'theatre-stage' });
  readonly #before = button({ label: t('shared.previous'), onPress: () => this.#go(this.#at - 1) });
  readonly #next = button({ label: t('shared.next'), onPress: () => this.#go(this.#at + 1) });
  #player: ReplayPlayer | null = null;
  #pause: ReturnType<typeof setTimeout> | null = null;
  #at = 0;

  constructor(ui: Ui, drawings: readonly PublicDrawing[]) {
    this.#ui = ui;
    const numbers = [...new Set(drawings.map(({ round }) => round))];
    this.#rounds = numbers.map((number) => drawings.filter(({ round }) => round === number));
    this.element = h(
      'section',
      { class: 'theatre' },
      h('div', { class: 'theatre-head' }, this.#title, this.#count),
      this.#stage,
      h('div', { class: 'theatre-actions' }, this.#before, this.#next),
    );
    this.#go(0);
  }

  dispose(): void {
    if (this.#pause !== null) clearTimeout(this.#pause);
    this.#player?.dispose();
  }

  #go(at: number): void {
    const drawings = this.#rounds[at];
    if (!drawings) return;
    this.dispose();
    this.#at = at;
    const words = [...new Set(drawings.map(({ word }) => wordName(word)))];
    setText(this.#title, formatList(words));
    setText(this.#count, t('shared.roundOf', { number: at + 1, rounds: this.#rounds.length }));
    this.#before.disabled = at === 0;
    this.#next.disabled = at === this.#rounds.length - 1;
    this.#player = new ReplayPlayer({
      theme: this.#ui.theme,
      drawings,
      caption: captionOf,
      onEnd: () => {
        this.#pause = setTimeout(() => this.#go(at + 1), PAUSE_MS);
      },
    });
    this.#stage.replaceChildren(this.#player.element);
  }
}

function captionOf(drawing: FinishedDrawing): HTMLElement {
  const badges = drawing.artists.map((artist) => {
    const badge = new PlayerBadge();
    badge.show(artist);
    return badge.element;
  });
  return h(
    'figcaption',
    { class: 'drawing-caption' },
    h('span', { class: 'drawing-artists' }, ...badges),
    h('span', { class: 'drawing-verdict' }, verdictOn(drawing)),
  );
}

function namesIn(drawings: readonly PublicDrawing[]): string {
  const names = [...new Set(drawings.map(artistNames))];
  return names.length === 0 ? t('shared.another') : formatList(names);
}
