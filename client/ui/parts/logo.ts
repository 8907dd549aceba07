import { t } from '../../i18n/t.ts';
import { h, svg } from '../dom.ts';

/** A drop that fell from the pen and splashed: it dots the i. */
const DROP =
  'M20 3c4.800 6.500 9 11.800 9.200 17.600C29.400 26.600 25.300 30 20 30s-9.500-3.600-9.200-9.500C11.100 14.700 15.300 9.500 20 3z';
/** The marker's swipe below the word. */
const SWIPE =
  'M3 17C40 8 82 6 124 8c38 1.800 76 1.200 113-2 3.500-.3 4 3.700.7 4.300-12 2.200-24 3.500-36.500 4.500 11.500-.3 23-.2 34.500.6 3.300.2 3.200 4.400-.2 4.600-46 2.600-92 2-138 2.700-31 .5-62 1.800-92.500 4.800-4.200.4-5.300-6.500-2-10.500z';

/** The name of the game, inked: the screen's heading, or a mark beside another one. */
export function logo(tag: 'h1' | 'p' = 'h1'): HTMLElement {
  return h(
    tag,
    tag === 'h1'
      ? { class: 'logo', 'aria-label': t('app.name'), tabindex: '-1' }
      : { class: 'logo', 'aria-hidden': 'true' },
    h(
      'span',
      { class: 'logo-word', 'aria-hidden': 'true' },
      // The style sheet sets the letters: a mark is no text, and its i has no dot.
      h('span', { 'data-letters': 'Inkl' }),
      h(
        'span',
        { class: 'logo-i', 'data-letters': 'ı' },
        svg('svg', { class: 'logo-drop', viewBox: '8 0 24 32' }, svg('path', { d: DROP })),
      ),
      h('span', { 'data-letters': 'ng' }),
    ),
    svg(
      'svg',
      { class: 'logo-swipe', viewBox: '0 0 242 28', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svg('path', { d: SWIPE }),
    ),
  );
}
