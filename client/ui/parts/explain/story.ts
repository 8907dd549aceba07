import type { ExplainedStroke, Explanation } from '../../../../shared/protocol/index.ts';
import { formatList, t, tOrdinal, wordThing } from '../../../i18n/t.ts';

/** What an explanation says in sentences. Everything that the pictures show is in them, too. */

/** A stroke with less effect than this is not worth a word: a difference of confidences, 0..1. */
export const WORTH_A_WORD = 0.05;
/** The network knows the word when it is as sure of it as this. */
const KNOWS = 0.5;
/** Below this it cannot tell. */
const CANNOT_TELL = 0.15;
/** A word that leads with this counts as thought of. */
const THOUGHT_OF = 0.08;
const MOST_THOUGHTS = 3;
/** A stroke with this share of the greatest effect did as much. */
const AS_MUCH = 0.85;

export function percentOf(share: number): number {
  return Math.round(share * 100);
}

/** "On the way it thought of a fence. With 62 % of the ink it was sure: of this game's words, only a ladder fits!" */
export function curveStory(explanation: Explanation): string {
  const { word, recognisedAt, atEnd } = explanation;
  const [best] = atEnd;
  const sentences: string[] = [];
  const thoughts = leaders(explanation)
    .filter((thought) => thought !== best?.word && (recognisedAt === null || thought !== word))
    .slice(0, MOST_THOUGHTS);
  if (thoughts.length > 0) {
    sentences.push(t('explain.thoughtOf', { things: formatList(thoughts.map(wordThing)) }));
  }
  if (recognisedAt !== null) {
    sentences.push(t('explain.wasSure', { percent: percentOf(recognisedAt), thing: wordThing(word) }));
  }
  if (!best || best.confidence < CANNOT_TELL) sentences.push(t('explain.endedUnsure'));
  else if (recognisedAt === null || best.word !== word) {
    const { confidence } = best;
    sentences.push(t('explain.endedSure', { thing: wordThing(best.word), percent: percentOf(confidence) }));
  }
  const highest = Math.max(0, ...confidencesOf(explanation, word));
  if (recognisedAt === null && highest < THOUGHT_OF)
    sentences.push(t('explain.neverThought', { thing: wordThing(word) }));
  return sentences.join(' ');
}

/** "The 2nd stroke convinced it: 12 % sure without it, 97 % with it." */
export function strokeStory(explanation: Explanation): string {
  const { word, strokes, recognisedAt } = explanation;
  const sure = sureAtEnd(explanation);
  const knows = sure >= KNOWS;
  if (strokes.length === 1) {
    return t(knows || recognisedAt !== null ? 'explain.oneStroke' : 'explain.oneStrokeMissed');
  }
  const effects = strokes.map(({ effect }) => effect ?? 0);
  const [most, least] = [Math.max(...effects), Math.min(...effects)];
  const percentWithout = (effect: number) => percentOf(Math.max(0, sure - effect));
  const placeOf = (effect: number) => tOrdinal('explain.strokeNumber', effects.indexOf(effect) + 1);
  // Where it was not convinced, the stroke that stood in the way says more.
  if (!knows && -least > Math.max(most, WORTH_A_WORD)) {
    return t('explain.strokeMisled', {
      place: placeOf(least),
      sure: percentOf(sure),
      without: percentWithout(least),
    });
  }
  if (most < WORTH_A_WORD) {
    return knows ? t('explain.strokeNone') : t('explain.strokeNever', { thing: wordThing(word) });
  }
  const decisive = effects.flatMap((effect, index) => (effect >= AS_MUCH * most ? [index] : []));
  if (decisive.length > 1) {
    const weakest = Math.min(...decisive.map((index) => effects[index]!));
    return t('explain.strokesTogether', {
      places: formatList(decisive.map((index) => tOrdinal('explain.strokeNumber', index + 1))),
      sure: percentOf(sure),
      without: percentWithout(weakest),
    });
  }
  return t('explain.stroke', {
    place: placeOf(most),
    sure: percentOf(sure),
    without: percentWithout(most),
  });
}

/** How much a stroke counts in the picture, -1..1: 1 is the one that counts most. */
export function weightOf({ effect }: ExplainedStroke, strokes: readonly ExplainedStroke[]): number {
  const most = Math.max(...strokes.map((stroke) => Math.abs(stroke.effect ?? 0)));
  return effect === null || Math.abs(effect) < WORTH_A_WORD ? 0 : effect / most;
}

/** The confidences in a word, look by look. */
export function confidencesOf({ curve }: Explanation, word: string): number[] {
  return curve.map(({ guesses }) => guesses.find((guess) => guess.word === word)?.confidence ?? 0);
}

/** The words that led, in the order in which they first did. */
function leaders({ curve }: Explanation): string[] {
  const led = curve.flatMap(({ guesses }) => {
    const best = guesses.reduce((one, other) => (other.confidence > one.confidence ? other : one), {
      word: '',
      confidence: 0,
    });
    return best.confidence < THOUGHT_OF ? [] : [best.word];
  });
  return [...new Set(led)];
}

function sureAtEnd(explanation: Explanation): number {
  const { word, atEnd } = explanation;
  return (
    confidencesOf(explanation, word).at(-1) ?? atEnd.find((guess) => guess.word === word)?.confidence ?? 0
  );
}
