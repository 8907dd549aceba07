import { IMAGE_SIDE_PIXELS } from '../../../../../shared/drawing/index.ts';
import type { Judged } from '../../evaluate.ts';
import { across, picture, spread, upwards, type Plot, type Point } from '../chart.ts';
import { html, percent, type Markup } from '../markup.ts';
import { inkPng, place } from '../png.ts';
import type { Projection } from '../projection.ts';
import type { ReportContent, Section } from '../report.ts';

const PLOT: Plot = { width: 540, height: 400, left: 12, right: 12, top: 12, bottom: 12 };
const ATLAS_COLUMNS = 44;
const ATLAS_ROWS = 26;
/** Of more words every name would lie on others. */
const MOST_NAMED_WORDS = 14;
/** Least distance between two names in the atlas, across and down, in pixels. */
const FEW_NAMES_APART = [90, 26] as const;
const MANY_NAMES_APART = [200, 84] as const;
/** How far from its place a drawing may go to find a free one, in cells. */
const ATLAS_REACH = 3;
/** 0 keeps distances, 1 gives every drawing as much room. */
const EVENNESS = 0.6;
/** Least height between two names on a small map, in pixels. */
const NAME_GAP = 15;
/** Columns of the sheet of thumbnails. */
export const THUMBNAIL_COLUMNS = 60;

const TILE = IMAGE_SIDE_PIXELS;

/** Where drawings lie by their pixels, and where the network puts them. */
export function mapsSection(content: ReportContent): Section {
  const { album, maps, choice } = content;
  const { points } = album;
  const colours = coloursOf(content);
  const figure = (title: string, where: readonly Point[] | null, note: string): Markup =>
    html`<figure class="card map">
      <figcaption><b>${title}</b> <span>${note}</span></figcaption>
      ${where ? scatter(where, points, colours, choice.words) : html`<p class="note">Too few drawings for a map.</p>`}
    </figure>`;
  const explained = ({ explained: [first, second] }: Projection) =>
    `${percent(first + second, 0)} of the variance`;
  return {
    id: 'maps',
    title: 'How it sorts them',
    lead: html`${points.length} drawings, near each other if they are alike: first by their pixels, then by
    what the network makes of them just before it decides. Colours follow the word's place in the last map, so
    that order there and disorder in the others can be seen. Point at a drawing to see it, and the others of
    its word.`,
    body: html`
      ${atlas(content)}
      <div class="maps">
        ${figure('Pixels, PCA', maps.inputs.pca, explained(maps.inputs))}
        ${figure('Embedding, PCA', maps.embedding.pca, explained(maps.embedding))}
        ${figure('Pixels, UMAP', maps.inputs.umap, 'neighbourhoods')}
        ${figure('Embedding, UMAP', maps.embedding.umap, 'neighbourhoods')}
      </div>
    `,
  };
}

/** All thumbnails in one picture, for whoever points at them. */
export function thumbnailSheet(points: readonly Judged[]): string {
  const width = THUMBNAIL_COLUMNS * TILE;
  const height = Math.max(1, Math.ceil(points.length / THUMBNAIL_COLUMNS)) * TILE;
  const sheet = { ink: new Uint8Array(width * height), width };
  points.forEach(({ picture: tile }, index) => {
    const row = Math.floor(index / THUMBNAIL_COLUMNS);
    place(sheet, tile, TILE, (index % THUMBNAIL_COLUMNS) * TILE, row * TILE);
  });
  return inkPng(sheet.ink, width, height);
}

function scatter(
  where: readonly Point[],
  points: readonly Judged[],
  colours: readonly string[],
  words: readonly string[],
): Markup {
  const [x, y] = scalesFor(where, PLOT);
  const named = words.length <= MOST_NAMED_WORDS ? centres(where, points) : [];
  const heights = spread(
    named.map(([, [, py]]) => y(py)),
    NAME_GAP,
  );
  return picture(
    PLOT,
    'A map of drawings',
    html`<g class="points">
        ${where.map(
          ([px, py], index) =>
            html`<circle
              cx="${x(px)}"
              cy="${y(py)}"
              r="3"
              fill="${colours[points[index]!.label]!}"
              data-i="${index}"
            />`,
        )}
      </g>
      ${named.map(
        ([label, [px]], index) =>
          html`<text class="name" x="${x(px)}" y="${heights[index]!}" text-anchor="middle"
            >${words[label]!}</text
          >`,
      )}`,
  );
}

/** The last map with the drawings themselves instead of points. */
function atlas({ album, maps, choice }: ReportContent): Markup | null {
  const where = maps.embedding.umap;
  if (!where) return null;
  const size = { width: ATLAS_COLUMNS * TILE, height: ATLAS_ROWS * TILE };
  const plot = { ...size, left: 0, right: TILE, top: 0, bottom: TILE };
  const even = evenly(where);
  const [x, y] = scalesFor(even, plot);
  const places = even.map(([px, py]): Point => [x(px), y(py)]);
  const sheet = { ink: new Uint8Array(size.width * size.height), width: size.width };
  const taken = new Set<number>();
  places.forEach(([left, top], index) => {
    const cell = freeCell(Math.round(left / TILE), Math.round(top / TILE), taken);
    if (!cell) return;
    place(sheet, album.points[index]!.picture, TILE, cell.column * TILE, cell.row * TILE);
  });
  const [apartX, apartY] = choice.words.length <= MOST_NAMED_WORDS ? FEW_NAMES_APART : MANY_NAMES_APART;
  const names: { word: string; at: Point }[] = [];
  for (const [label, [left, top]] of centres(places, album.points, true)) {
    const at: Point = [left + TILE / 2, top + TILE / 2];
    const free = names.every(
      ({ at: [ox, oy] }) => Math.abs(ox - at[0]) > apartX || Math.abs(oy - at[1]) > apartY,
    );
    if (free) names.push({ word: choice.words[label]!, at });
  }
  return html`<figure class="card atlas">
    <figcaption>
      <b>The embedding as an atlas</b> <span>the drawings themselves, about where the network puts them</span>
    </figcaption>
    <div class="sheet" style="aspect-ratio:${size.width}/${size.height}">
      <img class="ink" alt="" src="${inkPng(sheet.ink, size.width, size.height)}" />
      ${picture(
        size,
        'Names of words where most of their drawings are',
        html`${names.map(
          ({ word, at: [px, py] }) =>
            html`<text class="name" x="${px}" y="${py}" text-anchor="middle">${word}</text>`,
        )}`,
      )}
    </div>
  </figure>`;
}

/** Pulls crowds apart and empty stretches together, along each axis; who is left of whom stays. Values from 0 to 1. */
function evenly(where: readonly Point[]): Point[] {
  const [xs, ys] = ([0, 1] as const).map((axis) => {
    const order = [...where.keys()].sort((a, b) => where[a]![axis] - where[b]![axis]);
    const lowest = where[order[0]!]![axis];
    const extent = where[order.at(-1)!]![axis] - lowest || 1;
    const values: number[] = [];
    order.forEach((index, rank) => {
      const value = (where[index]![axis] - lowest) / extent;
      values[index] = EVENNESS * (rank / where.length) + (1 - EVENNESS) * value;
    });
    return values;
  });
  return where.map((_, index) => [xs![index]!, ys![index]!]);
}

/** Takes the nearest free cell of the atlas; null where all around are taken. */
function freeCell(column: number, row: number, taken: Set<number>): { column: number; row: number } | null {
  const around = Array.from({ length: 2 * ATLAS_REACH + 1 }, (_, index) => index - ATLAS_REACH);
  const [nearest] = around
    .flatMap((down) =>
      around.map((right) => ({ column: column + right, row: row + down, far: Math.hypot(right, down) })),
    )
    .filter(
      (cell) => cell.column >= 0 && cell.column < ATLAS_COLUMNS && cell.row >= 0 && cell.row < ATLAS_ROWS,
    )
    .filter((cell) => !taken.has(cell.row * ATLAS_COLUMNS + cell.column))
    .sort((a, b) => a.far - b.far);
  if (!nearest) return null;
  taken.add(nearest.row * ATLAS_COLUMNS + nearest.column);
  return nearest;
}

function scalesFor(where: readonly Point[], plot: Plot) {
  const range = (axis: 0 | 1): [number, number] => {
    const values = where.map((point) => point[axis]).sort((a, b) => a - b);
    return [values[0]!, Math.max(values.at(-1)!, values[0]! + 1e-9)];
  };
  return [across(plot, ...range(0)), upwards(plot, ...range(1))] as const;
}

/** The median place of each word's drawings; the words that lie closest together first, if asked for. */
function centres(
  where: readonly Point[],
  points: readonly Judged[],
  closestFirst = false,
): [number, Point][] {
  const byLabel = new Map<number, Point[]>();
  points.forEach(({ label }, index) => byLabel.set(label, [...(byLabel.get(label) ?? []), where[index]!]));
  const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;
  const found = [...byLabel].map(([label, places]) => {
    const centre: Point = [middle(places.map(([x]) => x)), middle(places.map(([, y]) => y))];
    const distance = middle(places.map(([x, y]) => Math.hypot(x - centre[0], y - centre[1])));
    return { label, centre, distance };
  });
  if (closestFirst) found.sort((a, b) => a.distance - b.distance);
  return found.map(({ label, centre }) => [label, centre]);
}

/** Okabe and Ito's colours, which people with any colour vision tell apart, and three more. */
const FEW_COLOURS = [
  '#e69f00',
  '#56b4e9',
  '#009e73',
  '#0072b2',
  '#d55e00',
  '#cc79a7',
  '#8a7bd1',
  '#7f7f7f',
  '#a3792b',
  '#5aa637',
];

/** A colour a word: told apart where there are few, else the hue of its direction from the middle of the embedding. */
function coloursOf({ choice, album, maps }: ReportContent): string[] {
  if (choice.words.length <= FEW_COLOURS.length) return choice.words.map((_, label) => FEW_COLOURS[label]!);
  const where = maps.embedding.umap ?? maps.embedding.pca;
  const middle = centreOf(where);
  const hues = new Map(
    centres(where, album.points).map(([label, [x, y]]) => {
      const turn = Math.atan2(y - middle[1], x - middle[0]) / (2 * Math.PI);
      return [label, Math.round(360 * (turn + 1)) % 360];
    }),
  );
  return choice.words.map((_, label) => `oklch(.66 .14 ${hues.get(label) ?? 0})`);
}

function centreOf(where: readonly Point[]): Point {
  const mean = (axis: 0 | 1) => where.reduce((sum, point) => sum + point[axis], 0) / where.length;
  return [mean(0), mean(1)];
}
