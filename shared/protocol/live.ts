import { ALL_WORDS } from '../categories/deck.ts';
import type { SheetId } from '../game/state.ts';
import type { DrawingOp } from './drawing-op.ts';
import type { Guess } from './guess.ts';
import { decodeOps, encodeOps } from './ink-code.ts';

/**
 * What is new on the sheets of a round, as it travels several times a second. Sheets are named by their place in the round,
 * which stays the same as long as the round; words by their number in the data set's list, and those that are not in it by
 * themselves; shares are whole percent.
 */

/** Operations on a drawing as others hear of them. */
export interface InkMessage {
  readonly sheet: SheetId;
  /** The round's id. */
  readonly round: number;
  /** The number of the first one. */
  readonly revision: number;
  readonly ops: readonly DrawingOp[];
}

export interface LiveGuess {
  readonly sheet: SheetId;
  /** The round's id. */
  readonly round: number;
  /** Of the drawing that was looked at: it has so many of its operations. */
  readonly revision: number;
  /** The best few words, most likely first; where people guess, too, those who do get none that would tell. */
  readonly guesses: readonly Guess[];
  /** How near the judge is to recognising the prompt, 0..1; 1 is recognised. null where that is a secret. */
  readonly warmth: number | null;
}

type WireInk = readonly [place: number, revision: number, ops: string];
type WireGuess = readonly [
  place: number,
  revision: number,
  warmth: number | null,
  ...wordsAndPercents: (number | string)[],
];
export type WireLive = readonly [
  round: number,
  ink: readonly WireInk[],
  guesses: readonly WireGuess[],
  gatherMs?: number,
];
/** `flags` is a sum of DRAW_FLAGS; 0 is left out. */
export type WireDraw = [round: number, sheet: SheetId, revision: number, ops: string, flags?: number];
export const DRAW_FLAGS = { isLifted: 1, onlyRefusals: 2 } as const;

/** What is new on the sheets of a round. */
export interface LiveNews {
  readonly ink: readonly InkMessage[];
  readonly guesses: readonly LiveGuess[];
  /**
   * For how long artists are to gather ink from now on, in milliseconds: a server that is late wants it less often. Only said
   * with ink; undefined there is DRAW_BATCH_MS.
   */
  readonly gatherMs?: number | undefined;
}

/** As much of a round as it takes to read its news. */
export interface LiveRound {
  readonly id: number;
  readonly sheets: readonly { readonly id: SheetId }[];
}

const PERCENT = 100;
const NUMBER_OF_WORD = new Map(ALL_WORDS.map((word, number) => [word, number]));

/** An artist's operations for the server. */
export function encodeDraw(drawn: {
  readonly round: number;
  readonly sheet: SheetId;
  readonly revision: number;
  readonly ops: readonly DrawingOp[];
  /** Whether the pen was lifted after them. */
  readonly isLifted?: true | undefined;
  /** Whether only a refusal is to be answered: that the ink was taken its artist hears with everybody, by `live`. */
  readonly onlyRefusals?: true | undefined;
}): WireDraw {
  const { round, sheet, revision, ops, isLifted, onlyRefusals } = drawn;
  const code = encodeOps(ops);
  const flags = (isLifted ? DRAW_FLAGS.isLifted : 0) + (onlyRefusals ? DRAW_FLAGS.onlyRefusals : 0);
  return flags === 0 ? [round, sheet, revision, code] : [round, sheet, revision, code, flags];
}

/** News of this round; what is of another one is left out. */
export function encodeLive(round: LiveRound, { ink, guesses, gatherMs }: LiveNews): WireLive {
  const placeOf = new Map(round.sheets.map(({ id }, place) => [id, place]));
  const isHere = (news: { round: number; sheet: SheetId }) =>
    news.round === round.id && placeOf.has(news.sheet);
  const wire = [
    round.id,
    ink
      .filter(isHere)
      .map(({ sheet, revision, ops }): WireInk => [placeOf.get(sheet)!, revision, encodeOps(ops)]),
    guesses
      .filter(isHere)
      .map((guess): WireGuess => [placeOf.get(guess.sheet)!, guess.revision, ...percentsOf(guess)]),
  ] as const;
  return gatherMs === undefined ? wire : [...wire, gatherMs];
}

/**
 * Reads the news of this round; there are none where they are of another one.
 * @throws InkCodeError where ink is not written as `encodeLive` writes it
 */
export function decodeLive(round: LiveRound | null, [id, ink, guesses, gatherMs]: WireLive): LiveNews {
  if (round?.id !== id) return { ink: [], guesses: [] };
  const sheetAt = (place: number) => round.sheets[place]?.id ?? '';
  return {
    ink: ink.map(([place, revision, ops]) => ({
      round: id,
      sheet: sheetAt(place),
      revision,
      ops: decodeOps(ops),
    })),
    guesses: guesses.map(([place, revision, warmth, ...wordsAndPercents]) => ({
      round: id,
      sheet: sheetAt(place),
      revision,
      warmth: warmth === null ? null : warmth / PERCENT,
      guesses: guessesFrom(wordsAndPercents),
    })),
    gatherMs,
  };
}

/** What of a guess can be told from another one: warmth, words and how likely each is, in whole percent. */
export function percentsOf({
  warmth,
  guesses,
}: Pick<LiveGuess, 'warmth' | 'guesses'>): [warmth: number | null, ...(number | string)[]] {
  return [
    warmth === null ? null : percentBelow(warmth),
    ...guesses.flatMap(({ word, confidence }) => [
      NUMBER_OF_WORD.get(word) ?? word,
      Math.round(PERCENT * confidence),
    ]),
  ];
}

/** All of it means recognised, and almost is not. */
function percentBelow(share: number): number {
  return share >= 1 ? PERCENT : Math.min(PERCENT - 1, Math.round(PERCENT * share));
}

function guessesFrom(wordsAndPercents: readonly (number | string)[]): LiveGuess['guesses'] {
  return Array.from({ length: wordsAndPercents.length / 2 }, (_, index) => {
    const word = wordsAndPercents[2 * index]!;
    return {
      word: typeof word === 'number' ? (ALL_WORDS[word] ?? '') : word,
      confidence: Number(wordsAndPercents[2 * index + 1]) / PERCENT,
    };
  });
}
