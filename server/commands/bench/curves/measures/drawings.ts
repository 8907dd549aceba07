import { loadRecipe } from '../../../../training/recipe.ts';
import type { Curve } from '../fill.ts';
import type { DrawingsAsked, DrawingsPoint } from '../points.ts';
import { learnEpoch } from './epoch.ts';

/** What more drawings cost in learning. */
export function drawingsCurve(asked: readonly DrawingsAsked[]): Curve<DrawingsAsked, DrawingsPoint> {
  return {
    label: 'Drawings',
    unit: 'pictures',
    asked,
    workOf: ({ drawings }) => drawings,
    measure: async ({ recipe, drawings, copies }, onPictures) => {
      const { model, seconds } = await learnEpoch({
        recipe: await loadRecipe(recipe),
        pictures: drawings,
        copies,
        onPictures,
      });
      model.dispose();
      return { recipe, drawings, copies, epochSeconds: seconds };
    },
  };
}
