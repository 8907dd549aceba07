/** What a word's probability has to hold, and how often. */
export interface WordRule {
  /** Calibrated probability of the word within the deck, 0..1. */
  readonly threshold: number;
  /** How many updates in a row it has to hold. */
  readonly updates: number;
}

/**
 * When a drawing counts as recognised: the prompt's calibrated probability among the words of the deck has to stand at or
 * above a threshold for a few updates in a row, so that one lucky guess on the way wins nothing. The numbers belong to the
 * model version, which was calibrated for them.
 */
export interface JudgeRule extends WordRule {
  /** Thresholds of words that the network takes other drawings for more, or less, easily than most; 0..1. */
  readonly perWord?: Readonly<Record<string, number>> | undefined;
}

/** The rule for one word: its own threshold, else the common one. */
export function ruleFor({ threshold, updates, perWord }: JudgeRule, word: string): WordRule {
  // A word that is called like a property of all objects must not find that.
  const own = perWord && Object.hasOwn(perWord, word) ? perWord[word] : undefined;
  return { threshold: own ?? threshold, updates };
}

export interface JudgeVerdict {
  /** Updates in a row at or above the threshold, this one included. */
  readonly streak: number;
  readonly recognised: boolean;
  /** How near it is, 0..1: 1 is recognised. */
  readonly warmth: number;
}

/** One more look at a drawing. Pure: `streak` is what the verdict before said, 0 at first. */
export function judge(rule: WordRule, streak: number, probability: number): JudgeVerdict {
  const held = probability >= rule.threshold ? streak + 1 : 0;
  const recognised = held >= rule.updates;
  return {
    streak: held,
    recognised,
    warmth: recognised ? 1 : Math.min(0.99, Math.max(0, probability / rule.threshold)),
  };
}
