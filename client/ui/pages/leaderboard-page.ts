import {
  LEADERBOARD_PERIODS,
  type LeaderboardPeriod,
  type LeaderboardRow,
} from '../../../shared/protocol/index.ts';
import { formatNumber, t } from '../../i18n/t.ts';
import { api } from '../../net/api.ts';
import { h } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';
import { consentSwitch } from '../parts/consent-switch.ts';
import { PlayerBadge } from '../parts/player-badge.ts';
import type { Screen, Ui } from '../ui.ts';
import { loadingNote, pageFrame, pageNotice, showFetched, toStart } from './page.ts';

/** Who has most points, of a day, a week, all time. */
export class LeaderboardPage implements Screen {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #table = h('div', { class: 'board-place', 'aria-live': 'polite' }, loadingNote());
  readonly #periods: ReadonlyMap<LeaderboardPeriod, HTMLButtonElement>;
  #period: LeaderboardPeriod = 'week';

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#periods = new Map(
      LEADERBOARD_PERIODS.map((period) => [
        period,
        h(
          'button',
          { type: 'button', class: 'rate', onclick: () => void this.#show(period) },
          t(`leaderboard.${period}`),
        ),
      ]),
    );
    document.title = `${t('leaderboard.title')} · ${t('app.name')}`;
    this.element = pageFrame(
      ui,
      'leaderboard',
      h(
        'div',
        { class: 'page-content' },
        h(
          'header',
          { class: 'page-intro' },
          h('h1', { class: 'page-title', tabindex: '-1' }, t('leaderboard.title')),
          h('p', { class: 'page-text' }, t('leaderboard.text')),
        ),
        h(
          'div',
          { class: 'rates periods', role: 'group', 'aria-label': t('leaderboard.period') },
          ...this.#periods.values(),
        ),
        this.#table,
        consentSwitch(ui, 'leaderboard'),
      ),
    );
    void this.#show(this.#period);
  }

  update(): void {
    // Nothing in here depends on a room.
  }

  dispose(): void {
    // Nothing is held.
  }

  async #show(period: LeaderboardPeriod): Promise<void> {
    this.#period = period;
    for (const [one, button] of this.#periods) button.setAttribute('aria-pressed', String(one === period));
    const fetched = await api.leaderboard(period);
    if (period !== this.#period) return;
    showFetched(this.#table, fetched, {
      here: ({ rows }) => (rows.length === 0 ? this.#empty() : [boardOf(rows, this.#ui.portal.playerId)]),
      missing: () => pageNotice(t('pages.failed'), '', toStart(this.#ui)),
      again: () => void this.#show(period),
    });
  }

  #empty(): readonly HTMLElement[] {
    return [h('p', { class: 'page-note' }, t('leaderboard.empty')), toStart(this.#ui)];
  }
}

function boardOf(rows: readonly LeaderboardRow[], me: string | null): HTMLElement {
  const head = h(
    'tr',
    {},
    h(
      'th',
      { scope: 'col', class: 'board-rank' },
      h('span', { class: 'visually-hidden' }, t('leaderboard.rank')),
    ),
    h('th', { scope: 'col' }, t('leaderboard.player')),
    h('th', { scope: 'col', class: 'board-number' }, t('leaderboard.points')),
    h('th', { scope: 'col', class: 'board-number' }, t('leaderboard.games')),
    h('th', { scope: 'col', class: 'board-number' }, t('leaderboard.recognised')),
  );
  return inkFrame(
    h(
      'div',
      { class: 'card board-card' },
      h(
        'table',
        { class: 'board' },
        h('thead', {}, head),
        h('tbody', {}, ...rows.map((row) => rowOf(row, row.playerId === me))),
      ),
    ),
    { radius: 22, double: true, filled: true },
  );
}

function rowOf({ rank, name, color, points, games, recognised }: LeaderboardRow, isMe: boolean): HTMLElement {
  const badge = new PlayerBadge();
  badge.show({ name, color });
  return h(
    'tr',
    { class: `board-row${isMe ? ' is-me' : ''}${rank === 1 ? ' is-first' : ''}` },
    h('td', { class: 'board-rank' }, h('span', { class: 'rank-place' }, formatNumber(rank))),
    h(
      'th',
      { scope: 'row', class: 'board-name' },
      badge.element,
      isMe && h('span', { class: 'tag' }, t('player.you')),
    ),
    h('td', { class: 'board-number board-points' }, formatNumber(points)),
    h('td', { class: 'board-number' }, formatNumber(games)),
    h('td', { class: 'board-number' }, t('leaderboard.percent', { percent: Math.round(100 * recognised) })),
  );
}
