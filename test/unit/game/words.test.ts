import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../server/training/random.ts';
import { ALL_WORDS, confusable, DECK_SIZE, EASY_WORDS, HARD_WORDS } from '../../../shared/categories/deck.ts';
import { createGame, DEFAULT_SETTINGS, type Deck, type Settings } from '../../../shared/game/index.ts';
import { packWords } from '../../../shared/categories/packs.ts';
import { dealDeck, judgedWords, wordPool, wordsNeeded } from '../../../shared/game/words.ts';

const settings = (change: Partial<Settings>): Settings => ({ ...DEFAULT_SETTINGS, ...change });
const game = (change: Partial<Settings>, known: readonly string[] = ALL_WORDS) =>
  createGame(settings(change), known);

function expectNoConfusables({ prompts, fillers }: Deck): void {
  const all = [...prompts, ...fillers];
  expect(new Set(all).size).toBe(all.length);
  for (const [index, word] of all.entries()) {
    for (const other of all.slice(0, index)) expect(confusable(word, other)).toBe(false);
  }
}

describe('what a game may be about', () => {
  it('is the words of a difficulty that the network knows', () => {
    expect(wordPool(settings({ difficulty: 'hard' }), ALL_WORDS)).toEqual(HARD_WORDS);
    expect(wordPool(settings({ difficulty: 'any' }), ['sun', 'ladder'])).toEqual(['sun', 'ladder']);
  });

  it('is the host’s own words alone, where there are some and no pack', () => {
    const own = { customWords: ['Ladder', 'SUN', 'sun ', 'our teacher'] };
    expect(wordPool(settings(own), ALL_WORDS)).toEqual(['ladder', 'sun']);
    expect(wordPool(settings({ ...own, mode: 'guess' }), ALL_WORDS)).toEqual([
      'ladder',
      'sun',
      'our teacher',
    ]);
  });

  it('knows the host’s words in the room’s language', () => {
    const lore = { drawable: [], names: { fr: { sun: 'soleil', ladder: 'échelle' } } };
    const own = settings({ language: 'fr', customWords: ['Le Soleil', 'echelle', 'cloud', 'sel'] });
    expect(wordPool(own, ALL_WORDS, lore)).toEqual(['sun', 'ladder', 'cloud']);
  });

  it('is the packs’ words and the host’s, where there are both', () => {
    const both = settings({ mode: 'guess', packs: ['animals'], customWords: ['our teacher'] });
    const animals = packWords('animals');
    const easyAnimals = EASY_WORDS.filter((word) => animals.includes(word));
    expect(wordPool(both, EASY_WORDS)).toEqual(['our teacher', ...easyAnimals]);
  });
});

describe('the words of a game', () => {
  it('are as many as the rounds take and a skip more, filled up for the judge, no two of them confusable', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const deck = dealDeck(game({}), 6, createRandom(seed));
      expect(deck.prompts).toHaveLength(7);
      expect([...deck.prompts, ...deck.fillers]).toHaveLength(DECK_SIZE);
      expectNoConfusables(deck);
    }
  });

  it('are twice as many for two prompts a round', () => {
    expect(wordsNeeded(settings({ mode: 'duel', rounds: 20 }))).toBe(40);
    expect(wordsNeeded(settings({ mode: 'duel', rounds: 20 }), 20)).toBe(2);
    const deck = dealDeck(game({ mode: 'duel', difficulty: 'any' }), 40, createRandom(1));
    expect(deck.prompts).toHaveLength(42);
    expectNoConfusables(deck);
  });

  it('are those that bots can draw where there are bots, as far as they go', () => {
    const lore = { drawable: ['sun', 'ladder', 'cloud', 'hammer'], names: {} };
    const state = createGame(settings({ difficulty: 'any' }), ALL_WORDS, lore);
    const bot = { id: 'bot', name: 'Bot', color: 0, score: 0, disconnectedAt: null, role: 'player' } as const;
    const withBot = { ...state, players: [{ ...bot, bot: { skill: 1 }, idleRounds: 0, turns: 0 }] };
    const { prompts } = dealDeck(withBot, 6, createRandom(2));
    expect(prompts).toHaveLength(7);
    expect([...prompts.slice(0, 4)].sort()).toEqual([...lore.drawable].sort());
    expect(dealDeck(state, 6, createRandom(2)).prompts.slice(0, 4)).not.toEqual(prompts.slice(0, 4));
    expectNoConfusables(dealDeck(withBot, 6, createRandom(2)));
  });

  it('go on from what a game has had, without it and what is like it', () => {
    const used = ['cup', 'sun', 'ladder'];
    const deck = dealDeck(game({ difficulty: 'any' }), 10, createRandom(3), used);
    expect(deck.prompts.slice(0, 3)).toEqual(used);
    expect(deck.next).toBe(3);
    expectNoConfusables(deck);
  });
});

describe('the judge', () => {
  it('chooses among as many words as it was calibrated for, all known, the prompt among them', () => {
    const state = game({ mode: 'duel', difficulty: 'any' });
    const dealt = { ...state, deck: dealDeck(state, 40, createRandom(5)) };
    for (const prompt of dealt.deck.prompts) {
      const words = judgedWords(dealt, prompt);
      expect(words).toHaveLength(DECK_SIZE);
      expect(words).toContain(prompt);
    }
  });

  it('knows nothing of words that the network does not know', () => {
    const state = game({ mode: 'guess', customWords: ['our teacher'] });
    const dealt = { ...state, deck: dealDeck(state, 1, createRandom(5)) };
    expect(dealt.deck.prompts).toEqual(['our teacher']);
    expect(judgedWords(dealt, 'our teacher')).not.toContain('our teacher');
    expect(judgedWords(dealt, 'our teacher')).toHaveLength(DECK_SIZE);
  });
});
