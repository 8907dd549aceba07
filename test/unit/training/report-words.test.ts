import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confusionSection } from '../../../server/training/evaluation/report/sections/confusions.ts';
import {
  extremesSection,
  samplesSection,
  wordsSection,
} from '../../../server/training/evaluation/report/sections/words.ts';
import { readable, reportOf, type Sitting } from './evaluated.ts';

const WORDS = ['cat', 'dog', 'bee'];

/** So many words by number. */
function words(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `word ${n}`);
}

/** A drawing so often. */
function times(count: number, sitting: Sitting): Sitting[] {
  return Array.from({ length: count }, () => sitting);
}

describe('what it mixes up', () => {
  it('says so where it mixes up nothing', () => {
    const { lead, body } = confusionSection(reportOf(WORDS, [{ label: 0 }, { label: 1 }]));
    expect(readable(lead)).toBe('It took no drawing for anything else.');
    expect(body.text).not.toContain('taken for <mark>');
  });

  it('shows the commonest mistakes first, at most two of a word, of how many drawings', () => {
    const mistakes = [
      ...times(3, { label: 0, guess: 1 }),
      ...times(2, { label: 0, guess: 2 }),
      { label: 0, guess: 3 },
      { label: 1, guess: 0 },
      { label: 0 },
    ];
    const { lead, body } = confusionSection(reportOf([...WORDS, 'sun'], mistakes));
    expect(readable(lead)).toContain('the commonest mistakes');
    const pairs = readable(body).split('0 % ')[0]!;
    expect(pairs).toContain('cat taken for dog 3 of 7 cat taken for bee 2 of 7 dog taken for cat 1 of 1');
    expect(pairs).not.toContain('cat taken for sun');
  });

  it('has a matrix of a few words, in which a mistake that is most of its row is light on dark', () => {
    const { text } = confusionSection(
      reportOf(WORDS, [...times(9, { label: 0 }), { label: 0, guess: 1 }]),
    ).body;
    expect(text).toContain('cat taken for cat: 9 of 10');
    expect(text).toContain('cat taken for dog: 1 of 10');
    // Of the others nothing was drawn.
    expect(text).not.toContain('dog taken for');
    expect(text).not.toContain('cat taken for bee');
    expect(text).not.toContain('on-ink');
    expect(confusionSection(reportOf(WORDS, times(1, { label: 0, guess: 1 }))).body.text).toContain('on-ink');
  });

  it('has none of more words than anybody can read', () => {
    const isMatrix = (count: number) =>
      confusionSection(reportOf(words(count), [{ label: 0 }])).body.text.includes('Confusion matrix');
    expect([isMatrix(24), isMatrix(25)]).toEqual([true, false]);
  });

  it('has darker cells for larger shares, whatever the counts', () => {
    const opacity = (text: string, css: string) =>
      Number(new RegExp(`cell ${css}"[^>]*fill-opacity:(\\S+)"`, 'u').exec(text)?.[1] ?? 0);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (right, wrong) => {
        const sittings = [...times(right, { label: 0 }), ...times(wrong, { label: 0, guess: 1 })];
        const { text } = confusionSection(reportOf(WORDS, sittings)).body;
        expect(Math.sign(opacity(text, 'hit') - opacity(text, 'miss'))).toBe(Math.sign(right - wrong) || 0);
      }),
      { numRuns: 20 },
    );
  });
});

describe('word by word', () => {
  it('goes from the word that it knows best to the one that it knows least', () => {
    const { lead, body } = wordsSection(
      reportOf(WORDS, [
        ...times(10, { label: 0, guess: 1 }),
        ...times(10, { label: 1 }),
        ...times(9, { label: 2 }),
        { label: 2, guess: 0 },
      ]),
    );
    expect(readable(lead)).toContain('It knows dog best and cat least.');
    expect(readable(lead)).not.toContain('Faded');
    expect(readable(body)).toBe('dog 100 bee 90 cat 0');
  });

  it('ranks words that are as often right by their first three guesses', () => {
    const content = reportOf(WORDS, [{ label: 0 }, { label: 1 }]);
    const perWord = { cat: { drawings: 1, top1: 0, top3: 0 }, dog: { drawings: 1, top1: 0, top3: 1 } };
    const { body } = wordsSection({ ...content, figures: { ...content.figures, perWord } });
    expect(readable(body)).toBe('dog 0 cat 0');
  });

  it('fades words with few drawings, and calls them neither best nor worst', () => {
    const { lead, body } = wordsSection(
      reportOf(WORDS, [
        ...times(10, { label: 0 }),
        ...times(10, { label: 1, guess: 0 }),
        { label: 2, guess: 1 },
      ]),
    );
    expect(readable(lead)).toContain('It knows cat best and dog least.');
    expect(readable(lead)).toContain('Faded words have fewer than 10 drawings here.');
    expect(body.text.match(/<li class="rare"/gu)).toHaveLength(1);
  });

  it('has to go by few drawings where there are no others', () => {
    const { lead } = wordsSection(reportOf(WORDS, [{ label: 0 }, { label: 1, guess: 0 }]));
    expect(readable(lead)).toContain('It knows cat best and dog least.');
  });

  it('has long bars for a short list only', () => {
    const listOf = (count: number) =>
      wordsSection(
        reportOf(
          words(count),
          words(count).map((_, label) => ({ label })),
        ),
      ).body.text;
    expect(listOf(12)).toContain('class="bars few"');
    expect(listOf(13)).toContain('class="bars many"');
  });
});

describe('what people draw', () => {
  const samplesOf = (count: number) => {
    const { text } = samplesSection(reportOf(words(count), times(20, { label: 0 }))).body;
    return text.match(/class="doodle"/gu)!.length;
  };

  it('shows fewer of each word the more words there are', () => {
    expect([12, 13, 40, 41].map(samplesOf)).toEqual([14, 8, 8, 5]);
  });

  it('marks what it takes for something else, and says for what', () => {
    const { body } = samplesSection(reportOf(WORDS, [{ label: 0 }, { label: 0, guess: 1, confidence: 0.5 }]));
    expect(body.text).toMatch(/class="right" title="cat, 90\u00a0%"/u);
    expect(body.text).toMatch(/class="wrong" title="dog, 50\u00a0%"/u);
  });

  it('leaves out words of which nothing was drawn', () => {
    expect(readable(samplesSection(reportOf(WORDS, [{ label: 1 }])).body)).toBe('dog');
  });

  it('shows bitmaps only of words of which there is nothing else', () => {
    const mixed = samplesSection(reportOf(WORDS, [{ label: 0 }, { label: 0, drawing: null }])).body.text;
    expect(mixed).not.toContain('<img');
    const bitmap = samplesSection(reportOf(WORDS, [{ label: 0, drawing: null }])).body.text;
    expect(bitmap).toContain('class="doodle bitmap" alt="" src="data:image/png;base64,');
  });
});

describe('best and worst', () => {
  it('shows the surest right ones, then the surest wrong ones with what it saw', () => {
    const { body } = extremesSection(
      reportOf(WORDS, [
        { label: 0, confidence: 0.6 },
        { label: 1, confidence: 0.8 },
        { label: 2, guess: 0, confidence: 0.7 },
      ]),
    );
    expect(readable(body)).toBe('dog 80 % cat 60 % bee cat 70 %');
    expect(body.text).not.toContain('wrong on none');
  });

  it('says so where it was never wrong', () => {
    const { body } = extremesSection(reportOf(WORDS, [{ label: 0 }]));
    expect(readable(body)).toContain('It was wrong on none.');
  });
});
