import { t } from './t.ts';

/** A friendly name for somebody who has not told theirs. */
export function suggestName(random: () => number = Math.random): string {
  const pick = (list: string) => {
    const words = list.split(',');
    return words[Math.floor(random() * words.length)] ?? '';
  };
  return t('name.pattern', { adjective: pick(t('name.adjectives')), noun: pick(t('name.nouns')) });
}
