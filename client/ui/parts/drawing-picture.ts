import type { LiveStroke } from '../../../shared/protocol/index.ts';
import { CANVAS_SIDE_UNITS } from '../../../shared/protocol/index.ts';
import { inkLines } from '../../replay/ink-lines.ts';
import { pathData } from '../../replay/picture.ts';
import { h, svg } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';

/**
 * A finished drawing in the page, silent to screen readers: the words are beside it. It is SVG and not on the game's canvas, for
 * there may be a hundred of them, in dialogs and on pages that scroll.
 */
export function drawingPicture(strokes: readonly LiveStroke[]): HTMLElement {
  const ink = inkLines(strokes).map((line) =>
    svg('path', { d: pathData(line), 'stroke-width': Math.round(line.width) }),
  );
  const picture = svg(
    'svg',
    {
      class: 'picture-ink',
      viewBox: `0 0 ${CANVAS_SIDE_UNITS} ${CANVAS_SIDE_UNITS}`,
      'aria-hidden': 'true',
      focusable: 'false',
    },
    ...ink,
  );
  return inkFrame(h('div', { class: 'picture' }, picture), {
    radius: 14,
    radiusShare: 0.12,
    line: 1.8,
    wobble: 0.8,
    filled: true,
  });
}
