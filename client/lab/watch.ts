import { simplify, IMAGE_PIXELS, IMAGE_SIDE_PIXELS, type Drawing } from '../../shared/drawing/index.ts';
import { drawingToDoodle } from '../../shared/doodles/index.ts';
import { halved, mapFileSchema, MAP_FILE, type MapFile } from '../../shared/lab/map.ts';
import type { ExplainedStroke, Guess } from '../../shared/protocol/index.ts';
import { calibrate } from '../../shared/recognition/calibration.ts';
import type { ModelCard } from '../../shared/recognition/card.ts';
import { lookAt, VerdictReader } from '../../shared/recognition/look.ts';
import { t } from '../i18n/t.ts';
import { h } from '../ui/dom.ts';
import { tintedDrawing } from '../ui/parts/explain/inked.ts';
import { neighbourList } from '../ui/parts/explain/explanation-view.ts';
import { strokeStory } from '../ui/parts/explain/story.ts';
import { ConfidenceBars } from '../ui/parts/guess-theatre.ts';
import type { Ui } from '../ui/ui.ts';
import { fetchModel } from '../zen/model.ts';
import { DoodleNeighbours } from './doodle-neighbours.ts';
import { FocusView } from './focus-view.ts';
import { LabNetwork, type Insight } from './lab-network.ts';
import { LabSheet } from './lab-sheet.ts';
import { LayersView, redOf } from './layers-view.ts';
import { MapView } from './map-view.ts';
import { panel } from './panel.ts';
import { layOutTiles, paintTiles } from './tiles.ts';

/** When the pen has rested for so long, what takes more than one look is worked out. */
const REST_MS = 220;
const NEIGHBOURS_SHOWN = 4;
/** Of so many strokes at the most it is asked what each is worth: the first ones. */
const MAX_STROKES_ASKED = 16;
const FILTERS_ASPECT = 2.4;
const EMPTY = new Uint8Array(IMAGE_PIXELS);

/** "Draw, and watch": fetches the network that guesses, and opens it. @throws where it cannot be had or cannot run */
export async function openWatch(ui: Ui): Promise<Watch> {
  const { card, artifacts } = await fetchModel();
  const [network, map] = await Promise.all([LabNetwork.open(artifacts), fetchMap(card.version)]);
  return new Watch(ui, network, card, map);
}

/** null where nobody has made a map for this version. */
async function fetchMap(version: string): Promise<MapFile | null> {
  const answer = await fetch(`/models/${encodeURIComponent(version)}/${MAP_FILE}`);
  return answer.ok ? mapFileSchema.parse(await answer.json()) : null;
}

class Watch {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #network: LabNetwork;
  readonly #card: ModelCard;
  readonly #reader: VerdictReader;
  readonly #sheet: LabSheet;
  readonly #bars = new ConfidenceBars();
  readonly #picture = h('canvas', { class: 'lab-picture', role: 'img', 'aria-label': t('lab.picture') });
  readonly #filters = h('canvas', { class: 'lab-filters', role: 'img', 'aria-label': t('lab.filtersTitle') });
  readonly #layers: LayersView;
  readonly #focus: FocusView;
  readonly #strokes = h('div', { class: 'lab-strokes' });
  readonly #near = h('div', { class: 'lab-near' });
  readonly #map: MapView | null;
  readonly #neighbours = new DoodleNeighbours();
  readonly #endings: (() => void)[] = [];
  #frame = 0;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(ui: Ui, network: LabNetwork, card: ModelCard, map: MapFile | null) {
    this.#ui = ui;
    this.#network = network;
    this.#card = card;
    this.#reader = new VerdictReader(card);
    this.#sheet = new LabSheet(ui);
    this.#layers = new LayersView(network.layers, ui.theme);
    this.#focus = new FocusView(ui.theme, () => this.#look());
    this.#map = map && new MapView(map, card.words);
    this.element = h(
      'div',
      { class: 'lab-watch' },
      h('div', { class: 'lab-side' }, this.#sheet.element, this.#bars.element, this.#sheet.tools),
      h(
        'div',
        { class: 'lab-panels' },
        panel('picture', t('lab.pictureTitle'), t('lab.pictureText'), this.#picture),
        panel('filters', t('lab.filtersTitle'), t('lab.filtersText'), this.#filters),
        panel('layers', t('lab.layersTitle'), t('lab.layersText'), this.#layers.element),
        panel('focus', t('lab.focusTitle'), t('lab.focusText'), this.#focus.element),
        panel('strokes', t('lab.strokesTitle'), t('lab.strokesText'), this.#strokes),
        panel(
          'map',
          t('lab.mapTitle'),
          t('lab.mapText'),
          this.#map?.element ?? h('p', { class: 'lab-note' }, t('lab.mapMissing')),
        ),
        panel('near', t('lab.nearTitle'), t('lab.nearText'), this.#near),
        panel('decision', t('lab.decisionTitle'), t('lab.decisionText')),
      ),
    );
    this.#endings.push(
      this.#sheet.drawing.changed.subscribe(() => this.#schedule()),
      ui.theme.changed.subscribe(() => this.#schedule()),
    );
    this.#schedule();
    void this.#neighbours
      .prepare(network, () => new Promise((resolve) => setTimeout(resolve, 0)))
      .then(() => this.#schedule());
  }

  dispose(): void {
    this.#isClosed = true;
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#resting);
    for (const end of this.#endings) end();
    this.#sheet.dispose();
  }

  get #drawing(): Drawing {
    return this.#sheet.drawing.picture.strokes;
  }

  #schedule(): void {
    if (this.#isClosed) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#look());
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#think(), REST_MS);
  }

  /** One look, as often as the screen can show it. */
  #look(): void {
    const isEmpty = this.#drawing.length === 0;
    const look = isEmpty ? { image: EMPTY, ink: 0 } : lookAt(this.#drawing);
    const insight = this.#network.look(look.image);
    const guesses = isEmpty ? [] : this.#reader.read(insight.logits, look, []).guesses;
    const { ink } = this.#ui.theme.palette();
    paintTiles(this.#picture, look.image, layOutTiles(1, IMAGE_SIDE_PIXELS, 1), ink);
    this.#paintFilters();
    this.#layers.show(insight);
    this.#bars.show(isEmpty ? undefined : { sheet: 'lab', round: 1, revision: 0, guesses, warmth: null }, '');
    this.#showFocus(look.image, insight, guesses);
    const values = { inputs: halved(look.image), embedding: insight.embedding };
    this.#map?.show(
      isEmpty ? null : values,
      guesses.map(({ word }) => this.#card.words.indexOf(word)),
    );
  }

  #paintFilters(): void {
    const { filters } = this.#network;
    if (filters === null) return;
    const { side, kernels } = filters;
    // As a layer gives its maps: all channels of a place together.
    const values = Float32Array.from(
      { length: kernels.length * side * side },
      (_, at) => kernels[at % kernels.length]![Math.floor(at / kernels.length)]!,
    );
    const layout = layOutTiles(kernels.length, side, FILTERS_ASPECT);
    paintTiles(this.#filters, values, layout, this.#ui.theme.palette().ink, redOf(this.element));
  }

  #showFocus(image: Uint8Array, insight: Insight, guesses: readonly Guess[]): void {
    const words = guesses.map(({ word }) => word);
    const word = this.#focus.wordAmong(words);
    const heat = word === null ? null : this.#network.whereItLooks(insight, this.#card.words.indexOf(word));
    this.#focus.show(image, heat, words);
  }

  /** Many looks, when the pen rests. */
  #think(): void {
    const seen = simplify(this.#drawing);
    if (seen.length === 0) {
      const nothing = () => h('p', { class: 'lab-note' }, t('lab.drawFirst'));
      this.#strokes.replaceChildren(nothing());
      this.#near.replaceChildren(nothing());
      return;
    }
    const asked = seen.slice(0, MAX_STROKES_ASKED);
    const looks = [seen, ...asked.map((_, left) => seen.filter((__, index) => index !== left))].map(lookAt);
    const insights = this.#network.lookAtAll(looks.map(({ image }) => image));
    const surenesses = looks.map((look, index) =>
      calibrate(insights[index]!.logits, this.#card.words.length, look.ink, this.#card.calibration),
    );
    const atEnd = this.#reader.read(insights[0]!.logits, looks[0]!, []).guesses;
    const word = atEnd[0]!.word;
    const place = this.#card.words.indexOf(word);
    const sure = surenesses[0]![place]!;
    const strokes = drawingToDoodle(seen).map((points, index): ExplainedStroke => {
      const without = seen.length === 1 ? 0 : (surenesses[index + 1]?.[place] ?? null);
      return { points, effect: without === null ? null : sure - without };
    });
    const explanation = { word, curve: [], recognisedAt: null, atEnd, strokes, neighbours: [] };
    this.#strokes.replaceChildren(
      tintedDrawing(strokes, t('explain.strokesPicture')),
      h('p', { class: 'lab-text' }, strokeStory(explanation)),
    );
    const near = this.#neighbours.nearest(insights[0]!.embedding, NEIGHBOURS_SHOWN);
    this.#near.replaceChildren(...(near.length > 0 ? [neighbourList(near)] : []));
  }
}
