import { describe, expect, it } from 'vitest';
import { ZenGame } from '../../../client/zen/zen-game.ts';
import { toZenChoice, type ZenChoice } from '../../../client/zen/zen-choice.ts';
import { ALL_WORDS, confusable, EASY_WORDS } from '../../../shared/categories/deck.ts';
import { packWords } from '../../../shared/categories/packs.ts';
import { GUESS_INTERVAL_MS } from '../../../shared/protocol/index.ts';
import { FakeClock } from '../rooms/fake-clock.ts';
import { stubRecogniser } from '../rooms/stub-recogniser.ts';

const EASY: ZenChoice = { difficulty: 'easy', pack: null };

function open(choice: ZenChoice = EASY) {
  const clock = new FakeClock();
  const recogniser = stubRecogniser(ALL_WORDS);
  let seed = 1;
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const errors: unknown[] = [];
  const game = new ZenGame({ recogniser, clock, random, onError: (error) => errors.push(error) }, choice);
  const draw = (x = 10) => {
    game.drawing.penDown({ x, y: 10, timeMs: 0 });
    game.drawing.penMove({ x: x + 200, y: 300, timeMs: 20 });
    game.drawing.penUp();
  };
  /** Time enough for as many looks as it takes to be sure. */
  const looks = () => clock.advance(5 * GUESS_INTERVAL_MS);
  return { game, clock, recogniser, errors, draw, looks };
}

describe('Zen', () => {
  it('is judged as in a room: by the threshold, held for as many looks as the model wants', async () => {
    const { game, recogniser, draw, looks } = open();
    draw();
    recogniser.probability = recogniser.judgeRule.threshold - 0.01;
    await looks();
    expect(game.guess?.warmth).toBeGreaterThan(0.9);
    expect(game.isRecognised).toBe(false);
    recogniser.probability = recogniser.judgeRule.threshold;
    draw(50);
    await looks();
    expect(game.guess?.warmth).toBe(1);
    expect(game.isRecognised).toBe(true);
  });

  it('has no clock: nothing ends by itself', async () => {
    const { game, clock, draw } = open();
    const { word } = game;
    draw();
    await clock.advance(24 * 3_600_000);
    expect(game.word).toBe(word);
    expect(game.drawing.picture.strokes).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it('keeps what was drawn, recognised or not, and nothing of an empty sheet', async () => {
    const { game, recogniser, draw, looks } = open();
    const [first, second] = [game.word, (game.next(), game.word)];
    expect(game.finished).toEqual([]);
    draw();
    game.next();
    recogniser.probability = 1;
    const third = game.word;
    draw();
    await looks();
    game.next();
    expect(game.finished.map(({ word, isRecognised }) => [word, isRecognised])).toEqual([
      [second, false],
      [third, true],
    ]);
    expect(game.isRecognised).toBe(false);
    expect(game.drawing.isEmpty).toBe(true);
    expect(new Set([first, second, third]).size).toBe(3);
  });

  it('never ends, and no two words of a deck are alike', () => {
    const { game } = open();
    const words = Array.from({ length: 60 }, () => (game.next(), game.word));
    for (const word of words) expect(EASY_WORDS).toContain(word);
    for (let at = 1; at < 20; at += 1) expect(confusable(words[at]!, words[at - 1]!)).toBe(false);
    expect(new Set(words.slice(0, 19)).size).toBe(19);
  });

  it('takes other words at once when others are chosen, from the smallest pack, too', () => {
    const { game, draw } = open();
    draw();
    game.choose({ difficulty: 'any', pack: 'music' });
    expect(game.finished).toHaveLength(1);
    for (let step = 0; step < 30; step += 1) {
      expect(packWords('music')).toContain(game.word);
      game.next();
    }
  });

  it('goes on where the network fails, and looks no more when it is left', async () => {
    const { game, recogniser, errors, draw, looks, clock } = open();
    recogniser.failing = true;
    draw();
    await looks();
    expect(errors.length).toBeGreaterThan(0);
    recogniser.failing = false;
    recogniser.probability = 1;
    await looks();
    expect(game.isRecognised).toBe(true);
    game.next();
    draw();
    game.stop();
    const { length } = recogniser.asked;
    await clock.advance(10_000);
    expect(recogniser.asked).toHaveLength(length);
  });
});

describe('a choice of words', () => {
  it('is what was picked, and the beginning where that is not known', () => {
    expect(toZenChoice('hard', 'animals')).toEqual({ difficulty: 'hard', pack: 'animals' });
    expect(toZenChoice('any', '')).toEqual({ difficulty: 'any', pack: null });
    expect(toZenChoice(undefined, 'no pack')).toEqual(EASY);
  });
});
