import { formatNumber, t } from '../i18n/t.ts';
import { h } from '../ui/dom.ts';
import type { Rgb, Theme } from '../ui/theme.ts';
import type { Insight, LayerShape } from './lab-network.ts';
import { layOutTiles, paintTiles } from './tiles.ts';

/** Width by height of a layer's sheet of maps. */
const ASPECT = 1.6;

/** Every layer's maps as they light up: all of them where there is room, else the one that is chosen. */
export class LayersView {
  readonly element: HTMLElement;
  readonly #theme: Theme;
  readonly #figures: readonly { readonly element: HTMLElement; readonly canvas: HTMLCanvasElement }[];
  readonly #layers: readonly LayerShape[];

  constructor(layers: readonly LayerShape[], theme: Theme) {
    this.#layers = layers;
    this.#theme = theme;
    this.#figures = layers.map((layer, index) => {
      const title = titleOf(layer, index);
      const canvas = h('canvas', { class: 'lab-maps', role: 'img', 'aria-label': title });
      return { canvas, element: h('figure', { class: 'lab-layer' }, h('figcaption', {}, title), canvas) };
    });
    const select = h(
      'select',
      {
        class: 'select lab-layer-select',
        'aria-label': t('lab.layer'),
        onchange: () => this.#choose(Number(select.value)),
      },
      ...layers.map((layer, index) => h('option', { value: index }, titleOf(layer, index))),
    );
    this.element = h('div', { class: 'lab-layers' }, select, ...this.#figures.map(({ element }) => element));
    this.#choose(0);
  }

  show({ activations }: Insight): void {
    const { ink } = this.#theme.palette();
    const red = redOf(this.element);
    this.#layers.forEach(({ side, channels }, index) => {
      const layout = layOutTiles(channels, side, ASPECT);
      paintTiles(this.#figures[index]!.canvas, activations[index]!, layout, ink, red);
    });
  }

  #choose(index: number): void {
    this.#figures.forEach(({ element }, at) => element.classList.toggle('is-chosen', at === index));
  }
}

function titleOf({ kind, side, channels }: LayerShape, index: number): string {
  const number = index + 1;
  const count = formatNumber(channels);
  if (kind === 'convolution') return t('lab.convolution', { number, count, side });
  if (kind === 'pooling') return t('lab.pooling', { number, count, side });
  return t(kind === 'dense' ? 'lab.dense' : 'lab.output', { number, count });
}

/** The palette's red, for what is below zero. */
export function redOf(element: Element): Rgb {
  const hex = getComputedStyle(element).getPropertyValue('--red').trim();
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}
