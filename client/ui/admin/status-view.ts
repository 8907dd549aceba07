import type { ServerStatus } from '../../../shared/protocol/status.ts';
import { formatMoment, formatNumber, t } from '../../i18n/t.ts';
import { h } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';
import type { AdminApi } from './admin-api.ts';

const SECOND_MS = 1_000;
const REFRESH_MS = 2 * SECOND_MS;
const BYTES_PER_MEGABYTE = 1_000_000;

/** How the server does right now, for as long as the page is open. */
export class StatusView {
  readonly element: HTMLElement;
  readonly #api: AdminApi;
  readonly #facts = h('dl', { class: 'admin-facts' });
  readonly #errors = h('ol', { class: 'admin-errors' });
  readonly #timer: number;

  constructor(api: AdminApi, first: ServerStatus) {
    this.#api = api;
    this.element = inkFrame(
      h(
        'section',
        { class: 'card admin-status' },
        h('h2', { class: 'card-title' }, t('admin.now')),
        this.#facts,
        h('h3', {}, t('admin.errors')),
        this.#errors,
      ),
      { radius: 22, filled: true },
    );
    this.#show(first);
    this.#timer = window.setInterval(() => void this.#refresh(), REFRESH_MS);
  }

  dispose(): void {
    window.clearInterval(this.#timer);
  }

  /** What could not be fetched leaves what was there. */
  async #refresh(): Promise<void> {
    if (document.hidden) return;
    const status = await this.#api.status().catch(() => null);
    if (status) this.#show(status);
  }

  #show(status: ServerStatus): void {
    const { p99Ms, memory, errors } = status;
    this.#facts.replaceChildren(
      fact(t('admin.rooms'), formatNumber(status.rooms)),
      fact(t('admin.players'), formatNumber(status.players)),
      fact(t('admin.guessRate'), formatNumber(Math.round(status.guessesPerSecond))),
      fact(
        t('admin.p99'),
        p99Ms === null ? '–' : t('admin.seconds', { seconds: formatNumber(Math.round(p99Ms) / SECOND_MS) }),
      ),
      fact(t('admin.queueDepth'), formatNumber(status.waiting)),
      fact(
        t('admin.guessEvery'),
        t('admin.seconds', { seconds: formatNumber(Math.round(status.guessIntervalMs) / SECOND_MS) }),
      ),
      fact(t('admin.memory'), t('admin.megabytes', { count: Math.round(memory / BYTES_PER_MEGABYTE) })),
      fact(t('admin.version'), status.modelVersion),
    );
    this.#errors.replaceChildren(
      ...(errors.length === 0 ? [h('li', { class: 'hint' }, t('admin.noErrors'))] : []),
      ...errors.map(({ at, message }) => {
        const date = new Date(at);
        return h('li', {}, h('time', { datetime: date.toISOString() }, formatMoment(date)), ` ${message}`);
      }),
    );
  }
}

function fact(name: string, value: string): HTMLElement {
  return h('div', { class: 'admin-fact' }, h('dt', {}, name), h('dd', {}, value));
}
