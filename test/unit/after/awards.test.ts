import { describe, expect, it } from 'vitest';
import { awardsOf } from '../../../client/replay/awards.ts';
import type { FinishedDrawing } from '../../../shared/protocol/index.ts';

function drawing(artist: string, change: Partial<FinishedDrawing>): FinishedDrawing {
  return {
    round: 1,
    word: 'sun',
    artists: [{ name: artist, color: 0 }],
    strokes: [],
    recognition: null,
    lastGuess: null,
    ...change,
  };
}

function awarded(...drawings: FinishedDrawing[]): Record<string, string> {
  return Object.fromEntries(awardsOf(drawings).map(({ name, drawing }) => [name, drawing.artists[0]!.name]));
}

describe('awards', () => {
  it('go to the shortest line, to the quickest, and to the one that was surest taken for something else', () => {
    const quick = drawing('Ada', { recognition: { elapsedMs: 2_000, inkUnits: 3_000 } });
    const short = drawing('Bob', { recognition: { elapsedMs: 9_000, inkUnits: 800 } });
    const unsure = drawing('Eve', { lastGuess: { word: 'spider', confidence: 0.3 } });
    const sure = drawing('Mia', { lastGuess: { word: 'clock', confidence: 0.8 } });
    expect(awarded(quick, short, unsure, sure)).toEqual({
      best: 'Bob',
      fastest: 'Ada',
      misunderstood: 'Mia',
    });
  });

  it('are not given for nothing', () => {
    expect(awarded()).toEqual({});
    const known = { word: 'spider', confidence: 0.9 };
    // Recognised in spite of it: not misunderstood.
    const recognised = drawing('Ada', { recognition: { elapsedMs: 1, inkUnits: 1 }, lastGuess: known });
    expect(awarded(recognised)).toEqual({ best: 'Ada', fastest: 'Ada' });
    // Nearly there, or never looked at: not misunderstood either.
    expect(
      awarded(drawing('Bob', { lastGuess: { word: 'sun', confidence: 0.9 } }), drawing('Eve', {})),
    ).toEqual({});
  });

  it('of equals the earlier one wins', () => {
    const recognition = { elapsedMs: 2_000, inkUnits: 3_000 };
    expect(awarded(drawing('Ada', { recognition }), drawing('Bob', { recognition }))).toMatchObject({
      best: 'Ada',
      fastest: 'Ada',
    });
  });
});
