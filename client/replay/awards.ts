import type { FinishedDrawing } from '../../shared/protocol/index.ts';

/** What a game's drawings are praised for. */

export type AwardName = 'best' | 'fastest' | 'misunderstood';

export interface Award<D extends FinishedDrawing = FinishedDrawing> {
  readonly name: AwardName;
  readonly drawing: D;
}

/**
 * The best doodle is the one that the network knew by the shortest line; the fastest the one that it knew soonest; the most
 * misunderstood, among those that it never knew, the one about which it ended up surest of something else. Each is left out
 * where there is none; of equals the earlier one wins.
 */
export function awardsOf<D extends FinishedDrawing>(drawings: readonly D[]): Award<D>[] {
  const recognised = drawings.filter(({ recognition }) => recognition !== null);
  const awards: readonly [AwardName, D | undefined][] = [
    ['best', leastBy(recognised, ({ recognition }) => recognition!.inkUnits)],
    ['fastest', leastBy(recognised, ({ recognition }) => recognition!.elapsedMs)],
    ['misunderstood', leastBy(drawings.filter(isMisunderstood), ({ lastGuess }) => -lastGuess!.confidence)],
  ];
  return awards.flatMap(([name, drawing]) => (drawing ? [{ name, drawing }] : []));
}

function isMisunderstood({ recognition, lastGuess, word }: FinishedDrawing): boolean {
  return recognition === null && lastGuess !== null && lastGuess.word !== word;
}

function leastBy<T>(items: readonly T[], value: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (best, item) => (best === undefined || value(item) < value(best) ? item : best),
    undefined,
  );
}
