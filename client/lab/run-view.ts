import { IMAGE_SIDE_PIXELS } from '../../shared/drawing/index.ts';
import type { LabRun, LabSample } from '../../shared/protocol/index.ts';
import { formatNumber, t, tCount, wordName } from '../i18n/t.ts';
import { h } from '../ui/dom.ts';
import type { Theme } from '../ui/theme.ts';
import { accuracyChart, lossChart } from './curves.ts';
import { panel } from './panel.ts';
import { layOutTiles, paintTiles } from './tiles.ts';

const WHITE = 255;

/** Whether nothing of a run will change any more. */
export function isOver({ state }: LabRun): boolean {
  return state === 'done' || state === 'stopped' || state === 'failed';
}

/** "The article’s LeNet, 10 words". */
export function nameOfRun({ id, choices }: LabRun): string {
  return t('lab.runName', {
    number: formatNumber(id),
    network: t(`lab.network.${choices.architecture}`),
    words: tCount('lab.wordCount', choices.words.length),
  });
}

/** How a run is getting on, in words. */
export function storyOfRun({ state, place, step, choices, curve }: LabRun): string {
  switch (state) {
    case 'waiting':
      return tCount('lab.waiting', place ?? 0);
    case 'training':
      return t('lab.training', {
        epoch: formatNumber(step?.epoch ?? curve.length + 1),
        epochs: formatNumber(choices.epochs),
      });
    default:
      return t(`lab.state.${state}`);
  }
}

/** Curves, confusion and samples of one run, as they come. */
export class RunView {
  readonly element: HTMLElement;
  readonly #theme: Theme;
  readonly #curves = h('div', { class: 'lab-charts' });
  readonly #confusion = h('div', { class: 'lab-confusion' });
  readonly #samples = h('ul', { class: 'lab-samples' });
  #shown: LabRun | null = null;

  constructor(theme: Theme) {
    this.#theme = theme;
    this.element = h(
      'div',
      { class: 'lab-panels' },
      panel('curves', t('lab.curvesTitle'), t('lab.curvesText'), this.#curves),
      panel('confusion', t('lab.confusionTitle'), t('lab.confusionText'), this.#confusion),
      panel('samples', t('lab.samplesTitle'), t('lab.samplesText'), this.#samples),
    );
  }

  /** Draws anew only what is new. */
  show(run: LabRun, isAnew = false): void {
    const before = isAnew || this.#shown?.id !== run.id ? null : this.#shown;
    this.#shown = run;
    if (before?.curve !== run.curve) this.#showCurves(run);
    if (before?.confusion !== run.confusion) this.#showConfusion(run);
    if (before?.samples !== run.samples) this.#showSamples(run);
  }

  #showCurves({ curve, choices }: LabRun): void {
    this.#curves.replaceChildren(
      figure(t('lab.accuracy'), accuracyChart([curve], choices.epochs)),
      figure(t('lab.loss'), lossChart([curve], choices.epochs)),
      h('p', { class: 'lab-note' }, t('lab.dashed')),
    );
  }

  #showConfusion({ confusion, choices }: LabRun): void {
    if (confusion.length === 0) {
      this.#confusion.replaceChildren(h('p', { class: 'lab-note' }, t('lab.noEpoch')));
      return;
    }
    const names = choices.words.map(wordName);
    const table = h(
      'table',
      { class: 'lab-matrix' },
      h('caption', { class: 'visually-hidden' }, t('lab.confusionTitle')),
      h(
        'thead',
        {},
        h('tr', {}, h('td', {}), ...names.map((name) => h('th', { scope: 'col' }, h('span', {}, name)))),
      ),
      h(
        'tbody',
        {},
        ...confusion.map((row, label) => {
          const total = row.reduce((sum, count) => sum + count, 0);
          return h(
            'tr',
            {},
            h('th', { scope: 'row' }, names[label]),
            ...row.map((count, guess) => cell(count, total, guess === label)),
          );
        }),
      ),
    );
    const scroller = h(
      'div',
      { class: 'lab-scroller', tabindex: 0, role: 'region', 'aria-label': t('lab.confusionTitle') },
      table,
    );
    this.#confusion.replaceChildren(scroller);
  }

  #showSamples({ samples, choices }: LabRun): void {
    if (samples.length === 0) {
      this.#samples.replaceChildren(h('li', { class: 'lab-note' }, t('lab.noSamples')));
      return;
    }
    this.#samples.replaceChildren(...samples.map((sample) => this.#sample(sample, choices.words)));
  }

  #sample({ label, picture, guess }: LabSample, words: readonly string[]): HTMLElement {
    const canvas = h('canvas', { 'aria-hidden': 'true' });
    const grey = Float32Array.from(atob(picture), (letter) => letter.charCodeAt(0) / WHITE);
    paintTiles(canvas, grey, layOutTiles(1, IMAGE_SIDE_PIXELS, 1), this.#theme.palette().ink);
    const isRight = guess?.label === label;
    const name = wordName(words[label]!);
    const taken = guess === null ? '…' : wordName(words[guess.label]!);
    const percent = Math.round(100 * (guess?.confidence ?? 0));
    return h(
      'li',
      { class: `lab-sample${guess === null ? '' : isRight ? ' is-right' : ' is-wrong'}` },
      canvas,
      h('span', { class: 'lab-sample-word' }, name),
      h(
        'span',
        { class: 'lab-sample-guess' },
        guess === null ? taken : t(isRight ? 'lab.sampleRight' : 'lab.sampleWrong', { word: taken, percent }),
      ),
    );
  }
}

function cell(count: number, total: number, isRight: boolean): HTMLElement {
  const element = h(
    'td',
    { class: isRight ? 'is-right' : 'is-wrong' },
    count === 0 ? '' : formatNumber(count),
  );
  element.style.setProperty('--share', String(total === 0 ? 0 : count / total));
  return element;
}

export function figure(title: string, content: Element): HTMLElement {
  const element = h('figure', { class: 'lab-figure' }, h('figcaption', {}, title));
  element.append(content);
  return element;
}
