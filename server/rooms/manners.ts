import type { SettingsChange } from '../../shared/game/index.ts';
import { RequestError } from './errors.ts';
import type { RoomOptions } from './options.ts';

/** What is nothing to put stars into is refused instead, where rude words are in it. */

type Manners = Pick<RoomOptions, 'cleanText'>;

/** @throws RequestError `rude-name` */
export function requireFriendlyName(name: string, { cleanText }: Manners): void {
  if (cleanText(name) === name) return;
  throw new RequestError('rude-name', 'Others would not like to read that name: choose another one.');
}

/** @throws RequestError `rude-words`, which names them */
export function requireFriendlyWords({ customWords = [] }: SettingsChange, { cleanText }: Manners): void {
  const words = customWords.filter((word) => cleanText(word) !== word);
  if (words.length === 0) return;
  const message = `Others would not like to draw these words: ${words.join(', ')}. Take them out.`;
  throw new RequestError('rude-words', message, { words });
}
