import type { LayersModel } from '@tensorflow/tfjs-layers';
import { halved } from '../../../../shared/lab/map.ts';
import type { ModelCard } from '../../../../shared/recognition/card.ts';
import type { Engine } from '../../../recognition/engine/engine.ts';
import type { Choice } from '../choice.ts';
import type { Evaluation, Judged } from '../evaluate.ts';
import type { Album } from './album.ts';
import { embeddingsOf, firstLayerOf, framesOf, type Frame } from './network-views.ts';
import { renderPage } from './page.ts';
import { project } from './projection.ts';
import type { ReportContent } from './report.ts';

export interface ReportOptions {
  readonly engine: Engine;
  readonly model: LayersModel;
  readonly card: ModelCard;
  readonly choice: Choice;
  readonly evaluation: Evaluation;
  /** What was kept of the drawings while they were evaluated. */
  readonly album: Album;
  /** Before each step that takes a while. */
  readonly onStep?: (step: string) => Promise<void>;
}

/** Looks into the network and makes the report: one HTML page, as text. */
export async function makeReport(options: ReportOptions): Promise<string> {
  const { engine, model, card, choice, evaluation, album, onStep } = options;
  const { points } = album;
  const pictures = points.map(({ picture }) => picture);
  await onStep?.('mapping pixels');
  const inputs = project(
    pictures.map((picture) => halved(picture)),
    'inputs',
  );
  await onStep?.('mapping the embedding');
  const embedding = project(embeddingsOf(engine, model, pictures), 'embedding');
  await onStep?.('drawing');
  const story = tellStory(options);
  const subject = story?.judged ?? album.best[0] ?? points[0]!;
  const firstLayer = firstLayerOf(engine, model, subject.picture);
  const content: ReportContent = {
    card,
    choice,
    ...evaluation,
    album,
    story,
    maps: { inputs, embedding },
    firstLayer: firstLayer && { ...firstLayer, of: subject },
  };
  return renderPage(content);
}

const STORY_INKS = [0.2, 0.4, 0.6, 0.8, 1];
const STORY_CANDIDATES = 60;

/** Of the drawings that it knows well in the end, the one on which it changes its mind most, and is then right early. */
function tellStory({ engine, model, card, choice, album }: ReportOptions): ReportContent['story'] {
  const candidates = album.best.filter(({ drawing }) => drawing !== null).slice(0, STORY_CANDIDATES);
  const stories = candidates.map((judged) => ({
    judged,
    frames: framesOf(engine, model, card, choice, judged.drawing!, STORY_INKS),
  }));
  return stories.sort((a, b) => interest(b) - interest(a))[0] ?? null;
}

function interest({ judged, frames }: { judged: Judged; frames: readonly Frame[] }): number {
  const opinions = new Set(frames.map(({ guess }) => guess)).size;
  const right = frames.filter(({ guess }) => guess === judged.label).length;
  // Three opinions of which the last two are right is a story; five are a coin.
  return Math.min(opinions, 3) + Math.min(right, 2) + judged.drawing!.length / 100;
}
