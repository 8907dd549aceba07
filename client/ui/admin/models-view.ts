import type { ModelsOverview } from '../../../shared/protocol/index.ts';
import { formatDate, formatNumber, t } from '../../i18n/t.ts';
import { h } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';

const BYTES_PER_MEGABYTE = 1_000_000;

/** The versions of the network that this server has, with the figures of their cards. */
export function modelsView({ running, versions }: ModelsOverview): HTMLElement {
  const columns = [
    t('admin.version'),
    t('admin.made'),
    t('admin.wordsKnown'),
    t('admin.size'),
    t('admin.top1'),
    t('admin.top3'),
  ];
  const head = columns.map((name, at) =>
    h('th', { scope: 'col', class: at > 1 ? 'board-number' : null }, name),
  );
  const rows = versions.map(({ version, createdAt, words, bytes, top1, top3 }) => {
    const figures = [
      formatNumber(words),
      t('admin.megabytes', { count: Math.round((10 * bytes) / BYTES_PER_MEGABYTE) / 10 }),
      percent(top1),
      percent(top3),
    ];
    return h(
      'tr',
      { class: 'board-row' },
      h(
        'th',
        { scope: 'row', class: 'board-name' },
        version,
        version === running && h('span', { class: 'tag' }, t('admin.running')),
      ),
      h('td', {}, formatDate(new Date(createdAt))),
      ...figures.map((figure) => h('td', { class: 'board-number' }, figure)),
    );
  });
  return inkFrame(
    h(
      'section',
      { class: 'card admin-models' },
      h('h2', { class: 'card-title', id: 'admin-models-title' }, t('admin.models')),
      h(
        'div',
        { class: 'admin-scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'admin-models-title' },
        h('table', { class: 'board' }, h('thead', {}, h('tr', {}, ...head)), h('tbody', {}, ...rows)),
      ),
    ),
    { radius: 22, filled: true },
  );
}

function percent(share: number): string {
  return t('leaderboard.percent', { percent: Math.round(1000 * share) / 10 });
}
