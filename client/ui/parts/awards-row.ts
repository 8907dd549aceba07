import { CANVAS_SIDE_UNITS, type FinishedDrawing } from '../../../shared/protocol/index.ts';
import { formatSeconds, t, wordName, wordThing } from '../../i18n/t.ts';
import { awardsOf, type Award } from '../../replay/awards.ts';
import { h } from '../dom.ts';
import { artistNames } from './drawing-card.ts';
import { drawingPicture } from './drawing-picture.ts';

const TENTH = 0.1;

/** The awards of a game, each with its drawing, which opens when it is pressed; null where there are none. */
export function awardsRow<D extends FinishedDrawing>(
  drawings: readonly D[],
  onOpen: (drawing: D) => void,
): HTMLElement | null {
  const awards = awardsOf(drawings);
  if (awards.length === 0) return null;
  return h(
    'section',
    { class: 'awards', 'aria-label': t('after.awards') },
    ...awards.map((award) => awardCard(award, () => onOpen(award.drawing))),
  );
}

function awardCard({ name, drawing }: Award, onOpen: () => void): HTMLElement {
  const word = wordName(drawing.word);
  const label = t('after.open', { word, names: artistNames(drawing) });
  return h(
    'figure',
    { class: `award award--${name}` },
    h(
      'button',
      { type: 'button', class: 'picture-button', 'aria-label': label, title: label, onclick: onOpen },
      drawingPicture(drawing.strokes),
    ),
    h(
      'figcaption',
      { class: 'award-text' },
      h('h2', { class: 'award-title' }, t(`award.${name}`)),
      h(
        'p',
        { class: 'award-whose' },
        t('after.pair', { first: word, second: t('after.by', { names: artistNames(drawing) }) }),
      ),
      h('p', { class: 'award-why' }, reasonFor(name, drawing)),
    ),
  );
}

function reasonFor(name: Award['name'], { recognition, lastGuess }: FinishedDrawing): string {
  if (name === 'best') {
    const length = Math.max(TENTH, (recognition?.inkUnits ?? 0) / CANVAS_SIDE_UNITS);
    // Seconds and sheets are told alike: one decimal.
    return t('award.bestWhy', { length: formatSeconds(length * 1_000) });
  }
  if (name === 'fastest') {
    return t('award.fastestWhy', { seconds: formatSeconds(recognition?.elapsedMs ?? 0) });
  }
  return t('award.misunderstoodWhy', {
    percent: Math.round(100 * (lastGuess?.confidence ?? 0)),
    thing: wordThing(lastGuess?.word ?? ''),
  });
}
