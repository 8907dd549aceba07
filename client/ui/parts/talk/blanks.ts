import { formatList, formatNumber, t, tCount } from '../../../i18n/t.ts';
import { h } from '../../dom.ts';

/** From so many letters on the blanks are written smaller. */
export const LONG_LETTERS = 11;

/** A word that is still to be found: one blank a letter. */
export function blanks(letterCounts: readonly number[]): HTMLElement {
  const words = letterCounts.map((count) =>
    h('span', { class: 'blank-word' }, ...Array.from({ length: count }, () => h('span', { class: 'blank' }))),
  );
  return h('span', { class: 'blanks', 'aria-hidden': 'true' }, ...words);
}

/** The same in words. */
export function blanksText(letterCounts: readonly number[]): string {
  const [only] = letterCounts;
  if (letterCounts.length === 1 && only !== undefined) return tCount('talk.secretLetters', only);
  return t('talk.secretWords', { lengths: formatList(letterCounts.map(formatNumber)) });
}

export function letterTotal(letterCounts: readonly number[]): number {
  return letterCounts.reduce((sum, count) => sum + count, 0);
}
