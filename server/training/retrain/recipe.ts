import { parseRecipe, type Recipe } from '../recipe.ts';
import type { ModelCard } from '../../../shared/recognition/card.ts';

/** A network that knows its words already takes small steps: this share of the learning rate it began with. */
const LEARNING_RATE_SHARE = 0.4;
const WARM_UP_STEPS = 20;
const MOST_EPOCHS = 10;
/** How much the champion's own opinion of base data counts beside the labels: what it knows it should go on knowing. */
const CHAMPION_WEIGHT = 0.3;
const CHAMPION_TEMPERATURE = 2;

/** What may be other than usual, to make it shorter. */
export interface RetrainingChanges extends Partial<
  Pick<Recipe['sampling'], 'picturesPerWord' | 'drawingsPerWord'>
> {
  readonly epochs?: number;
}

/** How a version is trained further: as it was trained, but gently, and with itself as teacher of the base data. */
export function retrainingRecipe(
  { recipe, version }: ModelCard,
  { epochs = MOST_EPOCHS, ...sizes }: RetrainingChanges = {},
): Recipe {
  const { startedFrom: _, ...made } = recipe as Record<string, unknown>;
  const { optimiser, sampling: before, ...base } = parseRecipe(made, `of ${version}`);
  const sampling = { ...before, ...sizes };
  return {
    ...base,
    sampling,
    optimiser: { ...optimiser, learningRate: LEARNING_RATE_SHARE * optimiser.learningRate },
    schedule: { type: 'cosine', warmUpSteps: WARM_UP_STEPS, final: 0.1 },
    distillation: {
      weight: CHAMPION_WEIGHT,
      temperature: CHAMPION_TEMPERATURE,
      picturesPerWord: sampling.picturesPerWord,
    },
    epochs,
  };
}
