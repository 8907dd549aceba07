import type { LabRun } from '../../shared/protocol/index.ts';
import { formatNumber, t } from '../i18n/t.ts';
import { h } from '../ui/dom.ts';
import { accuracyChart, lossChart } from './curves.ts';
import { figure, nameOfRun, storyOfRun } from './run-view.ts';

/** As many curves have colours of their own; the newest runs are shown first. */
const MOST_COMPARED = 5;

/** All runs side by side: a table, and the curves of those that are ticked, one over the other. */
export class CompareView {
  readonly element: HTMLElement;
  readonly #onOpen: (id: number) => void;
  readonly #charts = h('div', { class: 'lab-charts' });
  readonly #table = h('div', {
    class: 'lab-scroller',
    tabindex: 0,
    role: 'region',
    'aria-label': t('lab.compareTitle'),
  });
  /** Runs that somebody took out of the picture. */
  readonly #hidden = new Set<number>();
  #runs: readonly LabRun[] = [];
  #key = '';

  /** @param onOpen a run is to be seen in full */
  constructor(onOpen: (id: number) => void) {
    this.#onOpen = onOpen;
    this.element = h('div', { class: 'lab-compare' }, this.#charts, this.#table);
  }

  show(runs: readonly LabRun[]): void {
    this.#runs = runs;
    const key = JSON.stringify(
      runs.map(({ id, state, curve, version }) => [id, state, curve.length, version]),
    );
    if (key === this.#key) return;
    this.#key = key;
    this.#draw();
  }

  #draw(): void {
    const shown = this.#runs
      .filter(({ id, curve }) => curve.length > 0 && !this.#hidden.has(id))
      .slice(0, MOST_COMPARED);
    const epochs = shown.reduce((most, { choices }) => Math.max(most, choices.epochs), 1);
    const curves = shown.map(({ curve }) => curve);
    this.#charts.replaceChildren(
      figure(t('lab.accuracy'), accuracyChart(curves, epochs)),
      figure(t('lab.loss'), lossChart(curves, epochs)),
    );
    const focused = (document.activeElement as HTMLElement | null)?.dataset['run'];
    this.#table.replaceChildren(
      h(
        'table',
        { class: 'board lab-runs' },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ...(['run', 'accuracy', 'loss', 'perWord', 'parameters', 'seconds', 'state'] as const).map(
              (column) => h('th', { scope: 'col' }, t(`lab.column.${column}`)),
            ),
          ),
        ),
        h('tbody', {}, ...this.#runs.map((run) => this.#row(run, shown.indexOf(run)))),
      ),
    );
    if (focused !== undefined) {
      this.#table.querySelector<HTMLElement>(`[data-run="${focused}"]`)?.focus();
    }
  }

  #row(run: LabRun, color: number): HTMLElement {
    const { id, choices, curve, parameters, seconds } = run;
    const last = curve.at(-1);
    const tick = h('input', {
      type: 'checkbox',
      'aria-label': t('lab.compareRun', { run: nameOfRun(run) }),
      'data-run': `tick-${id}`,
      checked: color >= 0,
      disabled: curve.length === 0,
      onchange: () => {
        if (tick.checked) this.#hidden.delete(id);
        else this.#hidden.add(id);
        this.#draw();
      },
    });
    const open = h(
      'button',
      { type: 'button', class: 'explain-open', 'data-run': `open-${id}`, onclick: () => this.#onOpen(id) },
      nameOfRun(run),
    );
    const cells = [
      last === undefined ? '–' : t('explain.sureness', { percent: Math.round(100 * last.accuracy) }),
      last === undefined ? '–' : formatNumber(Math.round(100 * last.validationLoss) / 100),
      `${formatNumber(choices.perWord)} × ${formatNumber(choices.epochs)}`,
      parameters === null ? '–' : formatNumber(parameters),
      formatNumber(seconds),
      storyOfRun(run),
    ];
    return h(
      'tr',
      { class: 'board-row' },
      h(
        'th',
        { scope: 'row', class: 'lab-run-name' },
        tick,
        color >= 0 && h('span', { class: `lab-dot is-${color + 1}`, 'aria-hidden': 'true' }),
        open,
      ),
      ...cells.map((text) => h('td', {}, text)),
    );
  }
}
