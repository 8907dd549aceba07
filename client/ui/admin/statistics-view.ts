import type { DoodleCount, DoodleStatistics } from '../../../shared/protocol/index.ts';
import { formatDate, formatNumber, t, wordName } from '../../i18n/t.ts';
import { h, svg } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';
import { button } from '../parts/buttons.ts';

/** Words that are told at first. */
const FIRST_WORDS = 12;
/** The chart of days, in its own units. */
const DAY_WIDTH = 10;
const BAR_WIDTH = 7;
const CHART_HEIGHT = 60;

/** How many doodles there are: all, by day, by word, and how many of them were recognised. */
export function statisticsView(statistics: DoodleStatistics): HTMLElement {
  const { doodles, recognised, moderation, words } = statistics;
  const rows = h('tbody', {}, ...wordRows(words.slice(0, FIRST_WORDS), words));
  const all = button({
    label: t('admin.allWords'),
    onPress: () => {
      rows.replaceChildren(...wordRows(words, words));
      all.hidden = true;
    },
  });
  all.hidden = words.length <= FIRST_WORDS;
  return inkFrame(
    h(
      'section',
      { class: 'card admin-statistics' },
      h('h2', { class: 'card-title' }, t('admin.statistics')),
      h(
        'dl',
        { class: 'admin-facts' },
        ...fact(t('admin.given'), formatNumber(doodles)),
        ...fact(t('admin.recognised'), percent(recognised, doodles)),
        ...fact(t('admin.waiting'), formatNumber(moderation.waiting)),
        ...fact(t('admin.accepted'), formatNumber(moderation.accepted)),
        ...fact(t('admin.rejected'), formatNumber(moderation.rejected)),
      ),
      ...(doodles === 0 ? [] : [daysChart(statistics.days), wordTable(rows), all]),
    ),
    { radius: 22, filled: true },
  );
}

function fact(name: string, value: string): HTMLElement[] {
  return [h('div', { class: 'admin-fact' }, h('dt', {}, name), h('dd', {}, value))];
}

/** A bar a day, its lower part recognised. */
function daysChart(days: DoodleStatistics['days']): HTMLElement {
  const most = Math.max(1, ...days.map(({ doodles }) => doodles));
  const height = (count: number) => (CHART_HEIGHT * count) / most;
  const bar = (at: number, count: number, name: string) =>
    svg('rect', {
      class: name,
      x: at * DAY_WIDTH,
      y: CHART_HEIGHT - height(count),
      width: BAR_WIDTH,
      height: height(count),
    });
  const named = days.map(({ day, doodles }) =>
    t('admin.dayValue', { date: formatDate(new Date(day)), count: doodles }),
  );
  const chart = svg(
    'svg',
    {
      class: 'admin-chart',
      viewBox: `0 0 ${days.length * DAY_WIDTH} ${CHART_HEIGHT}`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': named.filter((_, at) => days[at]!.doodles > 0).join('; '),
    },
    ...days.flatMap(({ doodles, recognised }, at) => [
      bar(at, doodles, 'admin-bar'),
      bar(at, recognised, 'admin-bar admin-bar--recognised'),
    ]),
  );
  const ends = [named[0], named.at(-1)].map((name) => h('span', {}, name ?? ''));
  return h(
    'figure',
    {},
    h('figcaption', { class: 'part-title' }, t('admin.days', { count: days.length })),
    chart,
    h('div', { class: 'admin-ends', 'aria-hidden': 'true' }, ...ends),
  );
}

function wordTable(rows: HTMLElement): HTMLElement {
  const head = [t('admin.word'), t('admin.given'), t('admin.recognised')];
  return h(
    'table',
    { class: 'board admin-words' },
    h('caption', { class: 'part-title' }, t('admin.words')),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ...head.map((name, at) => h('th', { scope: 'col', class: at > 0 ? 'board-number' : null }, name)),
      ),
    ),
    rows,
  );
}

function wordRows(words: DoodleStatistics['words'], { 0: most }: DoodleStatistics['words']): HTMLElement[] {
  return words.map((count) => {
    const bar = h('span', { class: 'admin-word-bar', 'aria-hidden': 'true' });
    bar.style.setProperty('--share', String(count.doodles / (most?.doodles ?? 1)));
    bar.style.setProperty('--recognised', String(shareOf(count)));
    return h(
      'tr',
      { class: 'board-row' },
      h('th', { scope: 'row', class: 'board-name' }, wordName(count.word), bar),
      h('td', { class: 'board-number' }, formatNumber(count.doodles)),
      h('td', { class: 'board-number' }, percent(count.recognised, count.doodles)),
    );
  });
}

function shareOf({ doodles, recognised }: DoodleCount): number {
  return doodles === 0 ? 0 : recognised / doodles;
}

function percent(count: number, of: number): string {
  return of === 0 ? '–' : t('leaderboard.percent', { percent: Math.round((100 * count) / of) });
}
