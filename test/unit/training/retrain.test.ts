import { beforeAll, describe, expect, it } from 'vitest';
import { loadRecipe, picturesPerEpoch, type Recipe } from '../../../server/training/recipe.ts';
import { sortLabels, type LabelledLook } from '../../../server/training/retrain/confident-learning.ts';
import { mixIn, MOST_FROM_PLAYERS, ReplayOpinions } from '../../../server/training/retrain/mix.ts';
import { sideOf } from '../../../server/training/retrain/players.ts';
import { planEpoch } from '../../../server/training/sampling.ts';
import { doodles } from './doodles.ts';

/** What a network said of a doodle: the probability of its own word, and the best other one. */
function look(
  word: string,
  own: number,
  other: string,
  probability: number,
  owner = `of ${word}`,
): LabelledLook {
  const isOwnBest = own >= probability;
  return {
    word,
    owner,
    look: {
      ownProbability: own,
      bestWord: isOwnBest ? word : other,
      bestProbability: Math.max(own, probability),
      unknown: 0,
    },
  };
}

/** Many doodles of which the network is rightly so sure. */
function sure(word: string, own: number, count = 40): LabelledLook[] {
  return Array.from({ length: count }, (_, n) => look(word, own, 'other', 0.05, `${word} ${n}`));
}

describe('confident learning', () => {
  const known = [...sure('cat', 0.8), ...sure('sun', 0.8), ...sure('yak', 0.2)];
  const verdictOn = (...looks: LabelledLook[]) => sortLabels([...known, ...looks]).slice(known.length);

  it('believes what the network believes, and what it is only unsure of', () => {
    expect(new Set(sortLabels(known))).toEqual(new Set(['accept']));
    expect(verdictOn(look('cat', 0.1, 'sun', 0.5, 'somebody'))).toEqual(['accept']);
  });

  it('puts aside what is confidently another word, and asks where its own has a chance', () => {
    expect(verdictOn(look('cat', 0.001, 'sun', 0.9, 'somebody'))).toEqual(['quarantine']);
    expect(verdictOn(look('cat', 0.08, 'sun', 0.85, 'somebody'))).toEqual(['ask']);
  });

  it('measures each word by how sure the network is of that word', () => {
    // 0.5 is much for a yak and little for a sun.
    expect(verdictOn(look('cat', 0.001, 'yak', 0.5, 'somebody'))).toEqual(['quarantine']);
    expect(verdictOn(look('cat', 0.001, 'sun', 0.5, 'somebody'))).toEqual(['accept']);
  });

  it('does not believe the rest of who is so often confidently wrong, but where the network agrees', () => {
    const wrong = Array.from({ length: 6 }, () => look('cat', 0.001, 'sun', 0.9, 'troll'));
    const unsure = look('yak', 0.01, 'cat', 0.4, 'troll');
    const right = look('cat', 0.9, 'sun', 0.05, 'troll');
    expect(verdictOn(...wrong, unsure, right).slice(-2)).toEqual(['ask', 'accept']);
    expect(verdictOn({ ...unsure, owner: 'somebody' })).toEqual(['accept']);
  });

  it('forgives one bad drawing', () => {
    const one = look('cat', 0.001, 'sun', 0.9, 'somebody');
    expect(verdictOn(one, look('yak', 0.01, 'cat', 0.4, 'somebody'))).toEqual(['quarantine', 'accept']);
  });
});

describe('mixing', () => {
  const words = doodles(8, 'mixing');
  let recipe: Recipe;
  beforeAll(async () => {
    const live = await loadRecipe('live-345');
    recipe = {
      ...live,
      words: words.map(({ word }) => word),
      distillation: null,
      sampling: { ...live.sampling, picturesPerWord: 42 },
    };
  });

  it('gives players at most a quarter of each word, and words as many pictures as before', () => {
    const players = [doodles(100, 'many')[0]!.strokes, [], doodles(1, 'one')[2]!.strokes];
    const base = planEpoch(words, recipe, 3);
    const mixed = mixIn(base, players, recipe, 3);
    expect(mixed).toHaveLength(picturesPerEpoch(recipe));
    const labels = (plan: typeof base) => plan.map(({ label }) => label).sort();
    expect(labels(mixed)).toEqual(labels(base));
    const fromPlayers = words.map(
      (_, label) => mixed.filter(({ sources }) => sources === players[label]).length,
    );
    // A word with a single doodle sees it three times, not ten.
    expect(fromPlayers).toEqual([Math.floor(42 * MOST_FROM_PLAYERS), 0, 3]);
  });

  it('shows every doodle of a word before any comes again, across epochs', () => {
    const players = [doodles(15, 'many')[0]!.strokes, [], []];
    const seen = [0, 1, 2].flatMap((epoch) =>
      mixIn(planEpoch(words, recipe, epoch), players, recipe, epoch)
        .filter(({ sources }) => sources === players[0])
        .map(({ index }) => index),
    );
    expect(seen).toHaveLength(30);
    expect(new Set(seen).size).toBe(15);
  });

  it('asks the champion about base data only', () => {
    const players = [doodles(15, 'many')[0]!.strokes, [], []];
    const base = {
      words: 3,
      read: (_: unknown, out: Float32Array, offset: number) => void out.fill(0.3, offset),
    };
    const opinions = new ReplayOpinions(base, players);
    for (const pick of mixIn(planEpoch(words, recipe, 0), players, recipe, 0)) {
      if (pick.label === words.length) continue;
      const out = new Float32Array(3);
      opinions.read(pick, out, 0);
      expect(out[pick.label]).toBeCloseTo(pick.sources === players[0] ? 1 : 0.3, 5);
    }
  });
});

describe('players', () => {
  it('are on one side for good, a quarter of them to judge by', () => {
    const sides = Array.from({ length: 4_000 }, (_, n) => sideOf(`player ${n}`));
    const share = (side: string) => sides.filter((other) => other === side).length / sides.length;
    expect(share('judge')).toBeCloseTo(0.25, 1);
    expect(share('choose')).toBeCloseTo(0.1, 1);
    expect(sideOf('player 7')).toBe(sides[7]);
  });
});
