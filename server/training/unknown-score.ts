import type { LayersModel } from '@tensorflow/tfjs-layers';
import { rasterize, type Drawing } from '../../shared/drawing/index.ts';
import { unlikeness } from '../../shared/recognition/unlikeness.ts';
import type { Engine } from '../recognition/engine/engine.ts';
import { areaUnderRoc } from './metrics.ts';
import { predictLogits } from './predict.ts';
import { createRandom } from './random.ts';
import { drawUnknownOf, UNKNOWN_KINDS, type UnknownKind } from './unknown/index.ts';

/** Made-up drawings of each kind that `unknown` is measured by. */
const DRAWINGS_PER_KIND = 700;

/** How well `unknown` tells drawings of no word from doodles: areas under the ROC curve, 0.5 for guessing, 1 for always. */
export interface UnknownScore {
  /** Of all kinds together. */
  readonly all: number;
  readonly byKind: Readonly<Record<UnknownKind, number>>;
}

/**
 * Measures `unlikeness` by made-up drawings whose scribbles, characters and symbols were never trained on.
 *
 * @param doodles finished drawings of words; strokes, as bitmaps could be told by how they were rendered
 * @param words outputs before that of `unknown`
 */
export function scoreUnknown(
  engine: Engine,
  model: LayersModel,
  doodles: readonly Drawing[],
  words: number,
): UnknownScore {
  const outputs = words + 1;
  const unknownOf = (drawings: readonly Drawing[]) => {
    const logits = predictLogits(
      engine,
      model,
      drawings.map((drawing) => rasterize(drawing)),
    );
    return drawings.map((_, row) => unlikeness(logits.subarray(row * outputs, (row + 1) * outputs), words));
  };
  const known = unknownOf(doodles);
  const seen = UNKNOWN_KINDS.map((kind) =>
    unknownOf(
      Array.from({ length: DRAWINGS_PER_KIND }, (_, n) =>
        drawUnknownOf(kind, createRandom('unknown', kind, n), 'validation'),
      ),
    ),
  );
  const byKind = UNKNOWN_KINDS.map((kind, index) => [kind, areaUnderRoc(seen[index]!, known)] as const);
  return {
    all: areaUnderRoc(seen.flat(), known),
    byKind: Object.fromEntries(byKind) as Record<UnknownKind, number>,
  };
}
