import { MAP_METHODS, MapSpace, type MapFile, type MapMethod, type MapPlace } from '../../shared/lab/map.ts';
import { formatNumber, t, wordName } from '../i18n/t.ts';
import { h } from '../ui/dom.ts';
import { Choice } from './panel.ts';

const SPACES = ['embedding', 'inputs'] as const;
type SpaceName = (typeof SPACES)[number];

const SIDE_PIXELS = 760;
const MARGIN_PIXELS = 26;
const POINT_RADIUS = 3;
const MARKED_RADIUS = 7;
const MINE_RADIUS = 13;
/** How many of the last places are kept as a trail. */
const TRAIL_LENGTH = 40;
/** Okabe and Ito's colours, which people with any colour vision tell apart; one for each of the best words. */
const COLORS = ['#d55e00', '#0072b2', '#009e73', '#cc79a7', '#e69f00'];

/** The values of a drawing in the two spaces that there are maps of. */
export type PlacedValues = Readonly<Record<SpaceName, ArrayLike<number>>>;

/** A map of other people's drawings with mine among them. */
export class MapView {
  readonly element: HTMLElement;
  readonly #labels: readonly number[];
  readonly #words: readonly string[];
  readonly #spaces: Readonly<Record<SpaceName, MapSpace>>;
  readonly #canvas = h('canvas', {
    class: 'lab-map',
    width: SIDE_PIXELS,
    height: SIDE_PIXELS,
    role: 'img',
    'aria-label': t('lab.map'),
  });
  readonly #legend = h('ul', { class: 'lab-legend' });
  #space: SpaceName = 'embedding';
  #method: MapMethod = 'umap';
  #values: PlacedValues | null = null;
  #marked: readonly number[] = [];
  #trail: MapPlace[] = [];

  constructor(map: MapFile, words: readonly string[]) {
    this.#labels = map.labels;
    this.#words = words;
    this.#spaces = { inputs: new MapSpace(map.inputs), embedding: new MapSpace(map.embedding) };
    const spaces = new Choice(
      t('lab.mapOf'),
      SPACES.map((value) => ({ value, label: t(`lab.map.${value}`) })),
      (value) => this.#choose(value, this.#method),
    );
    const methods = new Choice(
      t('lab.mapBy'),
      MAP_METHODS.map((value) => ({ value, label: value === 'pca' ? 'PCA' : 'UMAP' })),
      (value) => this.#choose(this.#space, value),
    );
    spaces.show(this.#space);
    methods.show(this.#method);
    this.element = h(
      'div',
      { class: 'lab-map-parts' },
      h('div', { class: 'lab-choices' }, spaces.element, methods.element),
      this.#canvas,
      this.#legend,
      h('p', { class: 'lab-note' }, t('lab.mapNote', { count: formatNumber(map.labels.length) })),
    );
    this.#paint();
  }

  /**
   * @param values null for an empty sheet
   * @param marked the words whose drawings are coloured, by their places among the words
   */
  show(values: PlacedValues | null, marked: readonly number[]): void {
    this.#values = values;
    this.#marked = values === null ? [] : marked.slice(0, COLORS.length);
    if (values === null) this.#trail = [];
    else this.#trail = [...this.#trail, this.#mine(values)].slice(-TRAIL_LENGTH);
    this.#paint();
    const entries = this.#marked.map((word, index) =>
      h(
        'li',
        {},
        h('span', { class: `lab-dot is-${index + 1}`, 'aria-hidden': 'true' }),
        wordName(this.#words[word]!),
      ),
    );
    this.#legend.replaceChildren(...entries);
  }

  #choose(space: SpaceName, method: MapMethod): void {
    this.#space = space;
    this.#method = method;
    this.#trail = this.#values === null ? [] : [this.#mine(this.#values)];
    this.#paint();
  }

  #mine(values: PlacedValues): MapPlace {
    const [x, y] = this.#spaces[this.#space].place(values[this.#space], this.#method);
    // What is unlike everything lies at the border.
    const within = (at: number) => Math.min(1.02, Math.max(-0.02, at));
    return [within(x), within(y)];
  }

  #paint(): void {
    const context = this.#canvas.getContext('2d');
    if (!context) return;
    const style = getComputedStyle(document.documentElement);
    const [ink, faint] = ['--ink', '--ink-soft'].map((name) => style.getPropertyValue(name)) as [
      string,
      string,
    ];
    context.clearRect(0, 0, SIDE_PIXELS, SIDE_PIXELS);
    const places = this.#spaces[this.#space].places(this.#method);
    const dot = (place: MapPlace, radius: number, color: string) => {
      const [x, y] = onCanvas(place);
      context.fillStyle = color;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
    };
    context.globalAlpha = 0.4;
    places.forEach((place) => dot(place, POINT_RADIUS, faint));
    context.globalAlpha = 1;
    for (const [index, word] of [...this.#marked.entries()].reverse()) {
      places.forEach((place, point) => {
        if (this.#labels[point] === word) dot(place, MARKED_RADIUS, COLORS[index]!);
      });
    }
    const mine = this.#trail.at(-1);
    if (!mine) return;
    context.strokeStyle = ink;
    context.lineWidth = 2.5;
    context.globalAlpha = 0.6;
    context.beginPath();
    this.#trail.forEach((place) => context.lineTo(...onCanvas(place)));
    context.stroke();
    context.globalAlpha = 1;
    dot(mine, MINE_RADIUS + 3, ink);
    dot(mine, MINE_RADIUS, style.getPropertyValue('--marker'));
  }
}

function onCanvas([x, y]: MapPlace): [number, number] {
  const size = SIDE_PIXELS - 2 * MARGIN_PIXELS;
  return [MARGIN_PIXELS + x * size, MARGIN_PIXELS + (1 - y) * size];
}
