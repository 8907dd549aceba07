import type { FinishedDrawing } from '../../../shared/protocol/index.ts';
import { formatList, formatSeconds, t, wordName, wordThing } from '../../i18n/t.ts';
import { h } from '../dom.ts';
import { drawingPicture } from './drawing-picture.ts';
import { PlayerBadge } from './player-badge.ts';

/** The names of those who drew it. */
export function artistNames({ artists }: FinishedDrawing): string {
  return artists.length === 0 ? t('player.unknown') : formatList(artists.map(({ name }) => name));
}

/** What became of it: "recognised after 4.2 s", or what the network took it for. */
export function verdictOn({ recognition, lastGuess, word }: FinishedDrawing): string {
  if (recognition) return t('after.recognised', { seconds: formatSeconds(recognition.elapsedMs) });
  if (lastGuess === null || lastGuess.word === word) return t('after.missed');
  return t('after.takenFor', { thing: wordThing(lastGuess.word) });
}

/** A drawing that opens when it is pressed, with its artists and what became of it. */
export function drawingCard(drawing: FinishedDrawing, onOpen: () => void): HTMLElement {
  const badges = drawing.artists.map((artist) => {
    const badge = new PlayerBadge();
    badge.show(artist);
    return badge.element;
  });
  const label = t('after.open', { word: wordName(drawing.word), names: artistNames(drawing) });
  return h(
    'figure',
    { class: `drawing-card${drawing.recognition ? ' is-recognised' : ''}` },
    h(
      'button',
      { type: 'button', class: 'picture-button', 'aria-label': label, title: label, onclick: onOpen },
      drawingPicture(drawing.strokes),
    ),
    h(
      'figcaption',
      { class: 'drawing-caption' },
      h('span', { class: 'drawing-artists' }, ...badges),
      h('span', { class: 'drawing-verdict' }, verdictOn(drawing)),
    ),
  );
}
