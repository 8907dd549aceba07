import type { InkSlot, InkSlots } from '../../drawing/slots.ts';
import { h } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';

/** A framed square in the page in which the canvas behind shows paper and ink. */
export class InkSheet {
  readonly element: HTMLElement;
  readonly #remove: () => void;

  constructor(
    slots: InkSlots,
    options: { label: string; className?: string; line?: number } & Pick<InkSlot, 'strokes' | 'playback'> &
      Partial<Pick<InkSlot, 'warmth' | 'runInMs'>>,
  ) {
    const { label, className = '', line = 1.8, ...ink } = options;
    this.element = inkFrame(h('div', { class: `sheet ${className}`, role: 'img', 'aria-label': label }), {
      radius: 14,
      radiusShare: 0.12,
      line,
      wobble: 0.8,
    });
    this.#remove = slots.add({ element: this.element, paper: true, ...ink });
  }

  setLabel(label: string): void {
    if (this.element.getAttribute('aria-label') !== label) this.element.setAttribute('aria-label', label);
  }

  dispose(): void {
    this.#remove();
  }
}
