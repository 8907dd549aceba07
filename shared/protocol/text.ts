/** Marks that stand on one letter: as many as any living script has, few enough that they stay in their line ("zalgo"). */
const MAX_MARKS = 3;
/**
 * What nobody sees: control characters, those that turn the direction of writing (bidi overrides), zero-width ones, unassigned
 * ones, fillers that look like nothing, and the empty Braille cell.
 */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const PILE_OF_MARKS = new RegExp(`([\\p{Mn}\\p{Me}]{${MAX_MARKS}})[\\p{Mn}\\p{Me}]+`, 'gu');

/** People's text as one line that others can read: nothing unseen, no piles of marks, no space at its ends or twice in a row. */
export function readableLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(UNSEEN, '')
    .replace(PILE_OF_MARKS, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
}
