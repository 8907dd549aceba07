import { t } from '../../../i18n/t.ts';
import { h } from '../../dom.ts';
import { inkFrame } from '../../ink-frame.ts';
import type { Ui } from '../../ui.ts';
import { button } from '../buttons.ts';
import { openExplanation, type DrawingToExplain } from './explain-dialog.ts';
import { shortExplanation } from './explanation-view.ts';

/** How the network saw my drawing, on a card that is there as soon as the pens are down. */
export class MyExplanation {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #content = h('div', { class: 'explain-content' });
  #shown: string | null = null;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.element = inkFrame(
      h(
        'section',
        { class: 'card explain-mine', hidden: true },
        h('h2', { class: 'card-title' }, t('explain.cardTitle')),
        this.#content,
      ),
      { radius: 18, filled: true },
    );
  }

  /** @param drawing null where I have drawn nothing */
  show(drawing: DrawingToExplain | null): void {
    this.element.hidden = drawing === null;
    const key = drawing && `${drawing.room} ${drawing.round} ${drawing.sheet}`;
    if (!drawing || key === this.#shown) return;
    this.#shown = key;
    void this.#load(drawing);
  }

  async #load(drawing: DrawingToExplain): Promise<void> {
    this.#content.replaceChildren(h('p', { class: 'explain-waiting' }, t('explain.waiting')));
    const answer = await this.#ui.explanations.of(drawing);
    // It is a treat: where it cannot be had now, it can be had after the game.
    this.element.hidden = !answer.ok || answer.curve.length === 0;
    if (!answer.ok) return;
    this.#content.replaceChildren(
      shortExplanation(answer),
      button({
        label: t('explain.more'),
        icon: 'eye',
        onPress: () => openExplanation(this.#ui, drawing),
      }),
    );
  }
}
