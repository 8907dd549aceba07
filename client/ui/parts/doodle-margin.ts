import { DOODLES } from '../../drawing/doodles.ts';
import type { InkSlots } from '../../drawing/slots.ts';
import { h } from '../dom.ts';

/** How long a doodle takes to draw itself. */
const DOODLE_MS = 1_600;

/** Doodles in the margins of a screen; the style sheet says where. */
export class DoodleMargin {
  readonly element = h('div', { class: 'doodles', 'aria-hidden': 'true' });
  readonly #removals: (() => void)[];

  constructor(slots: InkSlots) {
    this.#removals = DOODLES.map((strokes, index) => {
      const place = h('div', { class: `doodle doodle--${index + 1}` });
      this.element.append(place);
      return slots.add({
        element: place,
        strokes: () => strokes,
        paper: false,
        playback: 'run-in',
        runInMs: DOODLE_MS,
      });
    });
  }

  dispose(): void {
    for (const remove of this.#removals) remove();
  }
}
