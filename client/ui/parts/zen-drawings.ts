import type { InkSlots } from '../../drawing/slots.ts';
import { t, tCount, wordName } from '../../i18n/t.ts';
import type { FinishedDrawing } from '../../zen/zen-game.ts';
import { h, KeyedList, setText } from '../dom.ts';
import { icon } from '../icons.ts';
import { InkSheet } from './ink-sheet.ts';

/** Each drawing takes a texture: the latest so many are shown. */
const MOST_SHOWN = 12;

/** What was drawn in this session, the latest first. */
export class ZenDrawings {
  readonly element: HTMLElement;
  readonly #note = h('p', { class: 'hint' });
  readonly #list: KeyedList<FinishedDrawing, Finished>;

  constructor(slots: InkSlots) {
    const list = h('ul', { class: 'zen-list' });
    this.#list = new KeyedList(list, (drawing) => new Finished(slots, drawing));
    this.element = h(
      'section',
      { class: 'zen-drawings' },
      h('h2', { class: 'zen-heading' }, t('zen.finished')),
      this.#note,
      list,
    );
    this.update([]);
  }

  update(finished: readonly FinishedDrawing[]): void {
    const recognised = finished.filter(({ isRecognised }) => isRecognised).length;
    setText(this.#note, finished.length === 0 ? t('zen.finishedNone') : tCount('zen.count', recognised));
    this.#list.update(
      finished.slice(-MOST_SHOWN).reverse(),
      ({ id }) => String(id),
      () => undefined,
    );
  }

  dispose(): void {
    this.#list.dispose();
  }
}

class Finished {
  readonly element: HTMLElement;
  readonly #sheet: InkSheet;

  constructor(slots: InkSlots, { word, strokes, isRecognised }: FinishedDrawing) {
    const name = wordName(word);
    this.#sheet = new InkSheet(slots, {
      label: t('zen.drawingOf', { word: name }),
      className: 'sheet--other',
      line: 1.6,
      playback: 'live',
      strokes: () => strokes,
      warmth: () => (isRecognised ? 1 : 0),
    });
    this.element = h(
      'li',
      { class: 'zen-finished' },
      this.#sheet.element,
      h('p', { class: 'zen-finished-word' }, isRecognised && icon('check'), h('span', {}, name)),
    );
  }

  dispose(): void {
    this.#sheet.dispose();
  }
}
