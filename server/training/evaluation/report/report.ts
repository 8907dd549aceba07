import type { ModelCard } from '../../../../shared/recognition/card.ts';
import type { Choice } from '../choice.ts';
import type { Figures } from '../figures.ts';
import type { Tally } from '../tally.ts';
import type { Album } from './album.ts';
import type { Markup } from './markup.ts';
import type { FirstLayer, Frame } from './network-views.ts';
import type { Projection } from './projection.ts';
import type { Judged } from '../evaluate.ts';

/** All that a report shows, computed; the sections only draw it. */
export interface ReportContent {
  readonly card: ModelCard;
  readonly choice: Choice;
  readonly figures: Figures;
  readonly tally: Tally;
  readonly album: Album;
  /** A drawing with strokes as it grew, and what the network said; null where no strokes are known. */
  readonly story: { readonly judged: Judged; readonly frames: readonly Frame[] } | null;
  /** Where the album's points are: by their pixels, and by the activations before the logits. */
  readonly maps: { readonly inputs: Projection; readonly embedding: Projection };
  readonly firstLayer: (FirstLayer & { readonly of: Judged }) | null;
}

/** A part of the page. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** What to see in it, in a sentence or two. */
  readonly lead: Markup;
  readonly body: Markup;
}
