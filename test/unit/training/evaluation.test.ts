import { describe, expect, it } from 'vitest';
import type { ModelCard } from '../../../shared/recognition/card.ts';
import {
  chooseAmong,
  EvaluationError,
  logitsOf,
  probabilitiesOf,
} from '../../../server/training/evaluation/choice.ts';
import { figuresOf } from '../../../server/training/evaluation/figures.ts';
import { Tally, type Glance } from '../../../server/training/evaluation/tally.ts';
import { deckDealer, firstCall } from '../../../server/training/judging.ts';
import { createRandom } from '../../../server/training/random.ts';
import { INK_STEPS } from '../../../server/training/validation.ts';
import { calibrate, softmax } from '../../../shared/recognition/calibration.ts';
import { ALL_WORDS, confusable, playableWords } from '../../../shared/categories/deck.ts';

const WORDS = ['cat', 'dog', 'bee'];
const RULE = { threshold: 0.6, updates: 2 };
const card = { version: 'tiny-1', parameters: 10, bytes: 99, words: WORDS } as unknown as ModelCard;

/** The same logits at every look; the deck is all words, the right one first. */
function still(label: number, logits: readonly number[]): Glance[] {
  const deck = [logits[label]!, ...logits.filter((_, word) => word !== label)];
  const glance = {
    logits: Float32Array.from(logits),
    probabilities: softmax(logits, 1),
    deckProbabilities: softmax(deck, 1),
  };
  return Array.from({ length: INK_STEPS }, () => glance);
}

/** The words of that deck. */
function deckFor(label: number): string[] {
  return [WORDS[label]!, ...WORDS.filter((_, word) => word !== label)];
}

describe('figures', () => {
  it('count finished drawings, recognised ones apart, and what was taken for what', () => {
    const tally = new Tally(WORDS.length, RULE);
    tally.addFinished(0, Float32Array.of(3, 1, 0), true);
    tally.addFinished(0, Float32Array.of(1, 3, 0), null);
    tally.addFinished(0, Float32Array.of(1, 3, 0), false);
    tally.addFinished(2, Float32Array.of(1, 0, 0), null);
    const figures = figuresOf(card, WORDS, tally, 1_000);
    expect(figures).toMatchObject({
      model: 'tiny-1',
      parameters: 10,
      bytes: 99,
      words: 3,
      drawings: 4,
      top1: 1 / 4,
      top3: 1,
      macroTop1: 1 / 6,
      recognizedOnly: { drawings: 1, top1: 1, top3: 1, macroTop1: 1, macroTop3: 1 },
      perWord: { cat: { drawings: 3, top1: 1 / 3, top3: 1 }, bee: { drawings: 1, top1: 0, top3: 1 } },
      confusions: [
        ['cat', 'dog', 2],
        ['bee', 'cat', 1],
      ],
      imagesPerSecond: 1_000,
    });
    expect(Object.keys(figures.perWord)).not.toContain('dog');
  });

  it('say nothing of ink or recognised drawings where nothing is known of them', () => {
    const tally = new Tally(WORDS.length, RULE);
    tally.addFinished(0, Float32Array.of(3, 1, 0), null);
    expect(figuresOf(card, WORDS, tally, 1)).toMatchObject({
      recognizedOnly: null,
      byInk: [],
      firstStable: { medianInk: null, recognizedShare: 0, wrongShare: 0 },
    });
  });

  it('a tie is a miss, and the guess is the other word', () => {
    const tally = new Tally(WORDS.length, RULE);
    expect(tally.addFinished(0, Float32Array.of(1, 1, 0), null)).toBe(1);
    expect(tally.finished.accuracy.top1).toBe(0);
  });

  it('count a wrong fire where the judge would be sure of another word, whatever the ink', () => {
    const tally = new Tally(WORDS.length, RULE);
    tally.addGrowing(0, still(0, [9, 0, 0]), deckFor(0));
    tally.addGrowing(0, still(0, [0, 9, 0]), deckFor(0));
    tally.addGrowing(1, still(1, [1, 1.1, 1]), deckFor(1));
    const { byInk, firstStable } = figuresOf(card, WORDS, tally, 1);
    expect(byInk.map(({ ink }) => ink)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    for (const at of byInk) {
      expect(at).toMatchObject({ drawings: 3, top1: 2 / 3, macroTop1: 3 / 4, wrongFires: 1 / 3 });
      expect(at.meanConfidence).toBeCloseTo((2 * 0.99975 + 0.356) / 3, 3);
    }
    // Sure at the first look, called at the second.
    expect(firstStable).toEqual({ medianInk: 2 / INK_STEPS, recognizedShare: 1 / 3, wrongShare: 1 / 3 });
  });

  it('judge by the threshold of each word', () => {
    const tally = new Tally(WORDS.length, { ...RULE, perWord: { dog: 0.9999 } });
    tally.addGrowing(0, still(0, [0, 9, 0]), deckFor(0));
    const { byInk, firstStable } = figuresOf(card, WORDS, tally, 1);
    expect(byInk[0]!.wrongFires).toBe(0);
    expect(firstStable.wrongShare).toBe(0);
  });

  it('look at drawings of words that no game is about without judging them', () => {
    const tally = new Tally(WORDS.length, RULE);
    tally.addGrowing(0, still(0, [9, 0, 0]), deckFor(0));
    const unjudged = still(1, [9, 0, 0]).map((glance) => ({ ...glance, deckProbabilities: null }));
    tally.addGrowing(1, unjudged, []);
    const { byInk, firstStable } = figuresOf(card, WORDS, tally, 1);
    expect(byInk[0]).toMatchObject({ drawings: 2, top1: 1 / 2, wrongFires: 0 });
    expect(firstStable.recognizedShare).toBe(1);
  });
});

describe('the replayed judge', () => {
  it('calls the first word that holds the threshold for two looks', () => {
    const run = [
      [0.7, 0.3],
      [0.5, 0.5],
      [0.3, 0.7],
      [0.2, 0.8],
    ];
    expect(firstCall(run, RULE, WORDS.slice(0, 2))).toEqual({ word: 1, step: 3 });
    expect(firstCall(run.slice(0, 3), RULE, WORDS.slice(0, 2))).toBeNull();
    const strict = { ...RULE, perWord: { dog: 0.9 } };
    expect(firstCall(run, strict, WORDS.slice(0, 2))).toBeNull();
  });

  it('deals twenty different words of a default game, the right one first', () => {
    const playable = playableWords(ALL_WORDS);
    const deal = deckDealer(ALL_WORDS, createRandom('decks'));
    for (const word of playable) {
      const deck = deal(ALL_WORDS.indexOf(word))!.map((index) => ALL_WORDS[index]!);
      expect(deck[0]).toBe(word);
      expect(new Set(deck).size).toBe(20);
      for (const other of deck) {
        expect(playable).toContain(other);
        for (const third of deck) expect(other !== third && confusable(other, third)).toBe(false);
      }
    }
  });

  it('deals none for a word that no default game is about', () => {
    const deal = deckDealer(ALL_WORDS, createRandom('decks'));
    const hard = ALL_WORDS.findIndex((word) => !playableWords(ALL_WORDS).includes(word));
    expect(deal(hard)).toBeNull();
    expect(deckDealer(WORDS, createRandom('decks'))(1)![0]).toBe(1);
  });
});

describe('the choice of words', () => {
  const calibration = { inkBins: [], temperatures: [2], deckTemperatures: [1] };
  const row = Float32Array.of(1, 2, 3, 4);
  const known = { ...card, unknown: true, calibration };

  it('keeps the logits of the words that were asked for, in their order', () => {
    const choice = chooseAmong(card, ['bee', 'cat']);
    expect(choice.words).toEqual(['bee', 'cat']);
    expect(logitsOf(row, choice)).toEqual(Float32Array.of(3, 1));
  });

  it('among all words, is calibrated as open guesses are', () => {
    const open = calibrate(row, 3, 1, calibration);
    expect([...probabilitiesOf(row, known, chooseAmong(known, undefined), 1)]).toEqual([...open]);
    const asked = chooseAmong(known, ['bee', 'cat', 'dog']);
    expect([...probabilitiesOf(row, known, asked, 1)]).toEqual([open[2], open[0], open[1]]);
  });

  it('among fewer, is calibrated as a deck of these is in play, beside a rarer `unknown`', () => {
    const choice = chooseAmong(known, ['bee', 'cat']);
    const inPlay = [...calibrate(row, 3, 1, calibration, [2, 0])];
    expect([...probabilitiesOf(row, known, choice, 1)]).toEqual(inPlay);
    expect([...probabilitiesOf(row, known, choice, 1, [1, 0])]).toEqual(inPlay.reverse());
  });

  it('refuses words that the model does not know, and a choice of one', () => {
    expect(() => chooseAmong(card, ['cat', 'sun'])).toThrow(/tiny-1 does not know "sun"/u);
    expect(() => chooseAmong(card, ['cat'])).toThrow(EvaluationError);
  });
});
