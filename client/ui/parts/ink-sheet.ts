import type { SheetId } from '../../../shared/game/index.ts';
import type { InkSlot, InkSlots } from '../../drawing/slots.ts';
import { h } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';

/** A framed square in the page in which the canvas behind shows paper and ink. */
export class InkSheet {
  readonly element: HTMLElement;
  readonly #remove: () => void;

  constructor(
    slots: InkSlots,
    options: {
      label: string;
      /** Which drawing of the round it is, where it is always the same one. */
      id?: SheetId;
      className?: string;
      line?: number;
    } & Pick<InkSlot, 'strokes' | 'playback'> &
      Partial<Pick<InkSlot, 'warmth' | 'runInMs'>>,
  ) {
    const { label, id, className = '', line = 1.8, ...ink } = options;
    this.element = inkFrame(h('div', { class: `sheet ${className}`, role: 'img', 'aria-label': label }), {
      radius: 14,
      radiusShare: 0.12,
      line,
      wobble: 0.8,
    });
    if (id !== undefined) this.element.dataset['sheet'] = id;
    this.#remove = slots.add({ element: this.element, paper: true, ...ink });
  }

  setLabel(label: string): void {
    if (this.element.getAttribute('aria-label') !== label) this.element.setAttribute('aria-label', label);
  }

  dispose(): void {
    this.#remove();
  }
}
