import { describe, expect, it } from 'vitest';
import { ARTICLE_WORDS } from '../../../shared/categories/deck.ts';
import { inkSection } from '../../../server/training/evaluation/report/sections/ink.ts';
import { judgeSection } from '../../../server/training/evaluation/report/sections/judge.ts';
import { reliabilitySection } from '../../../server/training/evaluation/report/sections/reliability.ts';
import { summary } from '../../../server/training/evaluation/report/sections/summary.ts';
import { INK_STEPS } from '../../../server/training/validation.ts';
import { CARD, judgedAs, LINE, readable, reportOf, type Sitting } from './evaluated.ts';

const WORDS = ['cat', 'dog', 'bee'];
const BITMAPS: readonly Sitting[] = [
  { label: 0, drawing: null },
  { label: 1, guess: 2, drawing: null },
];
/** Known at the first look, from half the ink on, taken for another word, and known too late for the judge. */
const GROWING: readonly Sitting[] = [
  { label: 0 },
  { label: 0, from: INK_STEPS / 2 },
  { label: 1, guess: 0 },
  { label: 2, from: INK_STEPS },
];

describe('the top of a report', () => {
  it('says what was measured, and of growing drawings what they are at half the ink', () => {
    const text = readable(summary(reportOf(WORDS, GROWING)));
    expect(text).toContain('Can it tell 3 doodles apart?');
    expect(text).toContain('tiny-1 looked at 4 drawings of 3 words.');
    expect(text).toContain('75.0 % right at first guess');
    expect(text).toContain('50.0 % right at half the ink');
    expect(text).toContain('of the ink when it calls 50.0 % called right, 25.0 % wrong');
  });

  it('says nothing of ink where only bitmaps are known', () => {
    const text = readable(summary(reportOf(WORDS, BITMAPS)));
    expect(text).toContain('50.0 % right at first guess');
    expect(text).not.toContain('ink');
  });

  it('has a dash for when the judge calls where it never does', () => {
    const text = readable(summary(reportOf(WORDS, [{ label: 0, guess: 1 }])));
    expect(text).toContain('– of the ink when it calls 0.0 % called right, 100.0 % wrong');
  });

  it.each([
    [4_600, '5 KB'],
    [999_999, '1000 KB'],
    [1_000_000, '1.0 MB'],
    [2_345_678, '2.3 MB'],
  ])('writes %d bytes as %s', (bytes, written) => {
    expect(readable(summary(reportOf(WORDS, BITMAPS, { figures: { bytes } })))).toContain(written);
  });

  it('tells a drawing as it grows, with a question mark for what is wrong', () => {
    const frames = [
      { ink: 0.2, guess: 1, confidence: 0.3 },
      { ink: 1, guess: 0, confidence: 0.95 },
    ];
    const { text } = summary(reportOf(WORDS, GROWING, { story: { judged: judgedAs(0, 0), frames } }));
    expect(readable({ text })).toContain('dog? 20 % ink, 30 % sure cat! 100 % ink, 95 % sure');
    expect(text.match(/<li class="right">/gu)).toHaveLength(1);
    expect(readable(summary(reportOf(WORDS, GROWING)))).not.toContain('sure cat');
  });
});

describe('right, by how much is drawn', () => {
  it('reads the figures at half the ink and at the end', () => {
    const { lead, body } = inkSection(reportOf(WORDS, GROWING));
    expect(readable(lead)).toContain('4 drawings whose strokes are known');
    expect(readable(lead)).toContain('right on 50.0 % of them, at the end on 75.0 %');
    expect(body.text).not.toContain('class="strip"');
  });

  it('shows one drawing at each tenth of the ink below the axis', () => {
    const story = { judged: judgedAs(0, 0), frames: [] };
    const { body } = inkSection(reportOf(WORDS, GROWING, { story }));
    const [, strip] = body.text.split('class="strip"');
    expect(strip!.match(/<svg class="doodle"/gu)).toHaveLength(10);
  });

  it('holds the article’s words against DoodleNet on the same words, any others against all of its', () => {
    const rivalOf = (words: readonly string[]) => readable(inkSection(reportOf(words, [{ label: 0 }])).body);
    expect(rivalOf(ARTICLE_WORDS)).toContain('DoodleNet, same words');
    expect(rivalOf([...ARTICLE_WORDS].reverse())).toContain('DoodleNet, same words');
    expect(rivalOf(WORDS)).toContain('DoodleNet, 345 words');
    expect(rivalOf(['cat', ...ARTICLE_WORDS.slice(1)])).toContain('DoodleNet, 345 words');
  });

  it.each([inkSection, reliabilitySection, judgeSection])('nobody can say of bitmaps (%o)', (section) => {
    const { lead, body } = section(reportOf(WORDS, BITMAPS));
    expect(readable(lead)).toContain('No strokes are known of these drawings');
    expect(body.text).toBe('');
  });
});

describe('whether its confidence means anything', () => {
  it('names the share of the ink at which it is furthest off', () => {
    const content = reportOf(WORDS, GROWING);
    const byInk = content.figures.byInk.map((at) => ({ ...at, ece: at.ink === 0.3 ? 0.123 : 0.01 }));
    const { lead } = reliabilitySection({ ...content, figures: { ...content.figures, byInk } });
    expect(readable(lead)).toContain('at most 12.3 %, at 30 % of the ink');
  });

  it('calls it a boast where it is right less often than it says, and modesty where more often', () => {
    const boast = reliabilitySection(reportOf(WORDS, [{ label: 0, guess: 1 }])).body.text;
    expect(boast).toContain('stem boast');
    expect(boast).not.toContain('stem modest');
    const modest = reliabilitySection(reportOf(WORDS, [{ label: 0 }])).body.text;
    expect(modest).toContain('stem modest');
    expect(modest).not.toContain('stem boast');
  });
});

describe('when the judge is sure', () => {
  const leadOf = (...args: Parameters<typeof reportOf>) => readable(judgeSection(reportOf(...args)).lead);

  it('says by what rule, among which words, and how that went', () => {
    const lead = leadOf(WORDS, GROWING);
    expect(lead).toContain('a calibrated probability of 60 % among 3 words of a game');
    expect(lead).toContain('held for 2 looks');
    expect(lead).toContain('50.0 % of the drawings are called right, the median one at 55 % of the ink');
    expect(lead).toContain('25.0 % something that they are not');
  });

  it('is about a deck of twenty where there are more words', () => {
    const many = Array.from({ length: 30 }, (_, n) => `word ${n}`);
    expect(leadOf(many, [{ label: 0 }])).toContain('among 20 words of a game');
  });

  it('is about the words that were asked for', () => {
    const choice = { words: WORDS, outputs: [0, 1, 2], asked: true };
    expect(leadOf(WORDS, GROWING, { choice })).toContain('among the 3 words asked for');
  });

  it('says that the threshold is about so much where each word has its own', () => {
    const card = { ...CARD, judge: { ...CARD.judge, perWord: { cat: 0.7 } } };
    expect(leadOf(WORDS, GROWING, { card })).toContain('probability of about 60 %');
  });

  it('names no median, and draws none, where it calls nothing right', () => {
    const content = reportOf(WORDS, [{ label: 0, guess: 1 }]);
    const { lead, body } = judgeSection(content);
    expect(readable(lead)).toContain('0.0 % of the drawings are called right, and 100.0 % something');
    expect(body.text).not.toContain('half of the right calls');
    expect(judgeSection(reportOf(WORDS, GROWING)).body.text).toContain('half of the right calls');
  });

  it('says so where strokes are known, but of words that no game is about', () => {
    const { lead, body } = judgeSection(reportOf(WORDS, [{ label: 0, unjudged: true }]));
    expect(readable(lead)).not.toContain('No strokes are known');
    expect(readable(lead)).toContain('No game is about any of these words');
    expect(body.text).toBe('');
  });

  it('keeps the names at the ends of its curves apart', () => {
    const heightsOf = (sittings: readonly Sitting[]) => {
      const { text } = judgeSection(reportOf(WORDS, sittings)).body;
      const at = (css: string) =>
        Number(new RegExp(`class="label ${css}" x="\\S+" y="(\\S+)"`, 'u').exec(text)![1]);
      return at('red') - at('main');
    };
    // As many right as wrong: both curves end at the same height.
    expect(Math.abs(heightsOf([{ label: 0 }, { label: 0, guess: 1 }]))).toBeGreaterThan(15);
    expect(heightsOf([{ label: 0 }])).toBeGreaterThan(100);
  });
});

it('a drawing’s strokes are all shown at the end of its story', () => {
  const story = { judged: judgedAs(0, 0, { drawing: [...LINE, { x: [5], y: [5] }] }), frames: [] };
  const { body } = inkSection(reportOf(WORDS, GROWING, { story }));
  expect(body.text).toContain('M5 5h0');
});
