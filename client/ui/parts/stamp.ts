import { formatNumber, formatSeconds, t, tPlace } from '../../i18n/t.ts';
import { h } from '../dom.ts';
import { icon } from '../icons.ts';
import { inkFrame } from '../ink-frame.ts';
import type { Moment } from './successes.ts';

/** How long the stamp stands large before it makes room for the drawing. */
const LARGE_MS = 1_800;

/** The stamp that lands on a drawing when the network is sure. */
export class Stamp {
  readonly element = h('div', { class: 'stamp', hidden: true, 'aria-hidden': 'true' });
  #settling: ReturnType<typeof setTimeout> | null = null;

  show({ place, points, elapsedMs }: Moment, { title, hint }: { title: string; hint: string | null }): void {
    const box = inkFrame(
      h(
        'div',
        { class: 'stamp-box' },
        h('p', { class: 'stamp-title' }, icon('check'), title),
        h(
          'p',
          { class: 'stamp-facts' },
          h('span', {}, tPlace(place)),
          h('span', {}, t('reveal.time', { seconds: formatSeconds(elapsedMs) })),
          h('strong', {}, t('recognised.points', { points: formatNumber(points) })),
        ),
        hint !== null && h('p', { class: 'stamp-hint' }, hint),
      ),
      { radius: 12, double: true, filled: true, line: 2.4, wobble: 1.4 },
    );
    this.element.replaceChildren(box);
    this.element.hidden = false;
    this.#settling = setTimeout(() => this.element.classList.add('is-settled'), LARGE_MS);
  }

  hide(): void {
    if (this.#settling !== null) clearTimeout(this.#settling);
    this.element.classList.remove('is-settled');
    this.element.hidden = true;
    this.element.replaceChildren();
  }
}
