import type { Drawing } from '../../../shared/drawing/index.ts';
import { softmax } from '../../../shared/recognition/calibration.ts';
import type { ModelCard } from '../../../shared/recognition/card.ts';
import type { Judged } from '../../../server/training/evaluation/evaluate.ts';
import { figuresOf, type Figures } from '../../../server/training/evaluation/figures.ts';
import { Album } from '../../../server/training/evaluation/report/album.ts';
import type { Point } from '../../../server/training/evaluation/report/chart.ts';
import type { Markup } from '../../../server/training/evaluation/report/markup.ts';
import type { Projection } from '../../../server/training/evaluation/report/projection.ts';
import type { ReportContent } from '../../../server/training/evaluation/report/report.ts';
import { Tally } from '../../../server/training/evaluation/tally.ts';
import { INK_STEPS } from '../../../server/training/validation.ts';

/** A drawing of `label` that a network takes for `guess`, and how sure it is. */
export interface Sitting {
  readonly label: number;
  readonly guess?: number;
  readonly confidence?: number;
  /** null for a bitmap. */
  readonly drawing?: Drawing | null;
  /** The look from which on the network has made up its mind; before it finds all words alike. */
  readonly from?: number;
  /** Whether no game is about the word, so that nobody judges. */
  readonly unjudged?: boolean;
}

export const LINE: Drawing = [{ x: [0, 100], y: [0, 200] }];

export const CARD: ModelCard = {
  version: 'tiny-1',
  createdAt: '2026-01-01T00:00:00.000Z',
  name: 'tiny',
  description: 'A few words and no more.',
  words: ['cat', 'dog', 'bee'],
  unknown: false,
  parameters: 1_234,
  bytes: 5_000,
  input: 'raster-28x28-white-on-black',
  output: 'logits',
  contentHash: 'a'.repeat(64),
  recipe: { name: 'tiny' },
  seed: 1,
  data: {
    sources: [{ name: 'Quick, Draw!', licence: 'CC BY 4.0', drawings: 11_000 }],
    train: 10_000,
    validation: 1_000,
  },
  metrics: { top1: 0.8, top3: 0.9, byInk: [] },
  curves: [],
  calibration: { inkBins: [], temperatures: [1] },
  judge: { threshold: 0.6, updates: 2 },
  engine: 'pencil',
  durationSeconds: 60,
};

/** All that a report shows, counted from these sittings as an evaluation counts; figures may be changed afterwards. */
export function reportOf(
  words: readonly string[],
  sittings: readonly Sitting[],
  { figures = {}, ...changes }: Partial<Omit<ReportContent, 'figures'>> & { figures?: Partial<Figures> } = {},
): ReportContent {
  const card = { ...CARD, words: [...words] };
  const tally = new Tally(words.length, card.judge);
  const album = new Album(words.length);
  for (const sitting of sittings) {
    const { label, guess = label, confidence = 0.9, drawing = LINE, from = 1, unjudged = false } = sitting;
    const sure = words.map((_, word) => (word === guess ? 9 : word === label ? 1 : 0));
    const unsure = words.map(() => 0);
    const deck = [label, ...[...words.keys()].filter((word) => word !== label)];
    const glances = Array.from({ length: INK_STEPS }, (_, step) => {
      const logits = step + 1 >= from ? sure : unsure;
      const ofDeck = softmax(
        deck.map((word) => logits[word]!),
        1,
      );
      return {
        logits: Float32Array.from(logits),
        probabilities: softmax(logits, 1),
        deckProbabilities: unjudged ? null : ofDeck,
      };
    });
    tally.addFinished(label, Float32Array.from(sure), null);
    if (drawing) {
      tally.addGrowing(
        label,
        glances,
        deck.map((word) => words[word]!),
      );
    }
    album.add({ label, guess, confidence, drawing, picture: PICTURE, recognized: null });
  }
  const where = album.points.map(({ label }, index): Point => [label, index]);
  return {
    card,
    choice: { words, outputs: [...words.keys()], asked: false },
    figures: { ...figuresOf(card, words, tally, 1_000), ...figures },
    tally,
    album,
    story: null,
    maps: { inputs: projectionOf(where), embedding: projectionOf(where) },
    firstLayer: null,
    ...changes,
  };
}

/** A bitmap with ink in its first row. */
export const PICTURE = Uint8Array.from({ length: 784 }, (_, pixel) => (pixel < 28 ? 255 : 0));

/** A map of points that somebody laid out by hand. */
export function projectionOf(where: readonly Point[], umap: readonly Point[] | null = null): Projection {
  return { pca: where, explained: [0.5, 0.25], umap, components: [], mean: [], axes: [] };
}

/** A judged drawing for pages that show single ones. */
export function judgedAs(label: number, guess: number, change: Partial<Judged> = {}): Judged {
  return { label, guess, confidence: 0.9, drawing: LINE, picture: PICTURE, recognized: null, ...change };
}

/** What somebody reads of a piece of a page: no tags, no titles, single plain spaces. */
export function readable({ text }: Pick<Markup, 'text'>): string {
  return text
    .replaceAll(/<(style|title|script)\b[\s\S]*?<\/\1>/gu, '')
    .replaceAll(/<[^>]+>/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/ ([,.;])/gu, '$1')
    .trim();
}
