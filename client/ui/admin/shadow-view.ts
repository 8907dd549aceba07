import type {
  ReliabilityBin,
  ShadowContest,
  ShadowOverview,
  ShadowSide,
} from '../../../shared/protocol/index.ts';
import { formatNumber, t } from '../../i18n/t.ts';
import { h, svg } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';

const SECOND_MS = 1_000;
/** The chart of reliability, in its own units. */
const CHART_SIDE = 100;
const DOT_RADIUS = 2.5;

/** Versions that guess along unheard, each beside the champion of its time. */
export function shadowView({ running, contests }: ShadowOverview): HTMLElement {
  const now =
    running === null
      ? t('admin.shadowOff')
      : t('admin.shadowOn', { version: running.version, percent: Math.round(100 * running.share) });
  return inkFrame(
    h(
      'section',
      { class: 'card admin-shadow' },
      h('h2', { class: 'card-title' }, t('admin.shadow')),
      h('p', {}, now),
      ...contests.map(contestView),
    ),
    { radius: 22, filled: true },
  );
}

function contestView(contest: ShadowContest): HTMLElement {
  const { champion, challenger, looks, agreements, bothRecognised, leadMs } = contest;
  const sides = [champion, challenger];
  const row = (name: string, figureOf: (side: ShadowSide) => string) =>
    h(
      'tr',
      { class: 'board-row' },
      h('th', { scope: 'row', class: 'board-name' }, name),
      ...sides.map((side) => h('td', { class: 'board-number' }, figureOf(side))),
    );
  const head = (role: string, version: string) =>
    h(
      'th',
      { scope: 'col', class: 'board-number' },
      role,
      h('span', { class: 'admin-shadow-name' }, version),
    );
  const lead =
    bothRecognised === 0
      ? []
      : [
          h(
            'p',
            {},
            t(leadMs >= 0 ? 'admin.shadowEarlier' : 'admin.shadowLater', {
              count: bothRecognised,
              seconds: seconds(Math.abs(leadMs) / bothRecognised),
            }),
          ),
        ];
  return h(
    'article',
    { class: 'admin-contest' },
    h(
      'table',
      { class: 'board' },
      h('caption', { class: 'part-title' }, t('admin.shadowDrawings', { count: contest.drawings })),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('td', {}),
          head(t('admin.champion'), contest.championVersion),
          head(t('admin.challenger'), contest.challengerVersion),
        ),
      ),
      h(
        'tbody',
        {},
        row(t('admin.recognised'), ({ recognised }) => percent(recognised, contest.drawings)),
        row(t('admin.shadowTime'), ({ recognised, recognisedMs }) =>
          recognised === 0 ? '–' : t('admin.seconds', { seconds: seconds(recognisedMs / recognised) }),
        ),
        row(t('admin.top1'), ({ bins }) => percent(total(bins, 'hits'), total(bins, 'looks'))),
        row(t('admin.confidence'), ({ bins }) => percent(total(bins, 'confidence'), total(bins, 'looks'))),
        row(t('admin.calibrationError'), ({ bins }) => percent(calibrationGap(bins), total(bins, 'looks'))),
      ),
    ),
    h(
      'div',
      { class: 'admin-contest-more' },
      reliability(contest),
      h(
        'div',
        {},
        h('p', {}, t('admin.shadowSame', { percent: share(agreements, looks), count: looks })),
        ...lead,
      ),
    ),
  );
}

/** How often each was right at each confidence; on the diagonal it is as right as it is sure. */
function reliability({ champion, challenger }: ShadowContest): HTMLElement {
  const series = ({ bins }: ShadowSide, name: string) => {
    const points = bins
      .filter(({ looks }) => looks > 0)
      .map(({ looks, hits, confidence }) => ({
        x: (CHART_SIDE * confidence) / looks,
        y: CHART_SIDE - (CHART_SIDE * hits) / looks,
      }));
    return [
      svg('polyline', { class: name, points: points.map(({ x, y }) => `${x},${y}`).join(' ') }),
      ...points.map(({ x, y }) => svg('circle', { class: name, cx: x, cy: y, r: DOT_RADIUS })),
    ];
  };
  return h(
    'figure',
    { class: 'admin-reliability' },
    svg(
      'svg',
      {
        viewBox: `-4 -4 ${CHART_SIDE + 8} ${CHART_SIDE + 8}`,
        role: 'img',
        'aria-label': t('admin.reliability'),
      },
      svg('path', {
        class: 'admin-diagonal',
        d: `M0 0V${CHART_SIDE}H${CHART_SIDE}M0 ${CHART_SIDE}L${CHART_SIDE} 0`,
      }),
      ...series(champion, 'admin-line admin-line--champion'),
      ...series(challenger, 'admin-line admin-line--challenger'),
    ),
    h(
      'figcaption',
      { class: 'hint' },
      t('admin.reliability'),
      h('span', { class: 'admin-key admin-key--champion' }, t('admin.champion')),
      h('span', { class: 'admin-key admin-key--challenger' }, t('admin.challenger')),
    ),
  );
}

/** Looks times the expected calibration error. */
function calibrationGap(bins: readonly ReliabilityBin[]): number {
  return bins.reduce((sum, { hits, confidence }) => sum + Math.abs(hits - confidence), 0);
}

function total(bins: readonly ReliabilityBin[], of: keyof ReliabilityBin): number {
  return bins.reduce((sum, bin) => sum + bin[of], 0);
}

function share(count: number, of: number): number {
  return of === 0 ? 0 : Math.round((1000 * count) / of) / 10;
}

function percent(count: number, of: number): string {
  return of === 0 ? '–' : t('leaderboard.percent', { percent: share(count, of) });
}

function seconds(ms: number): string {
  return formatNumber(Math.round((10 * ms) / SECOND_MS) / 10);
}
