import { CANVAS_SIDE_UNITS } from '../../shared/protocol/index.ts';
import type { Tool } from './tool.ts';

const PRIMARY_BUTTON = 0;
/** The other end of a pen that has one. */
const ERASER_BUTTON = 5;

export interface PenOptions {
  /**
   * What the hand holds now; null while it may not draw.
   * @param isEraserEnd whether the pen was turned round
   */
  readonly tool: (isEraserEnd: boolean) => Tool | null;
}

/**
 * Mouse, touch and pen on one square element. One pointer draws at a time; a finger or palm that lands while a pen is
 * near is ignored. Returns what ends it.
 */
export function attachPen(element: HTMLElement, { tool }: PenOptions): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let activePointer: number | null = null;
  /** What the active pointer holds until it is lifted. */
  let held: Tool | null = null;
  /** Whoever draws with a pen rests the hand on the glass: from then on touches are palms. */
  let hasPen = false;
  /** Where the element was when the pen touched it: it does not move under a drawing hand. */
  let box = element.getBoundingClientRect();

  const point = (event: PointerEvent) => ({
    x: ((event.clientX - box.left) / box.width) * CANVAS_SIDE_UNITS,
    y: ((event.clientY - box.top) / box.height) * CANVAS_SIDE_UNITS,
    timeMs: event.timeStamp,
    // Mice and most fingers report a constant.
    pressure: event.pointerType === 'pen' ? event.pressure : undefined,
  });

  const lift = (event: PointerEvent) => {
    if (event.pointerId !== activePointer) return;
    activePointer = null;
    held?.up();
    held = null;
  };

  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.pointerType === 'pen') {
        if (!hasPen) activePointer = null;
        hasPen = true;
      } else if (hasPen && event.pointerType === 'touch') return;
      const isEraserEnd = event.button === ERASER_BUTTON;
      if (activePointer !== null || (event.button !== PRIMARY_BUTTON && !isEraserEnd)) return;
      held = tool(isEraserEnd);
      if (held === null) return;
      event.preventDefault();
      activePointer = event.pointerId;
      element.setPointerCapture(event.pointerId);
      box = element.getBoundingClientRect();
      held.down(point(event));
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerId !== activePointer) return;
      const coalesced = event.getCoalescedEvents();
      // Some browsers leave the list empty for events that scripts or assistive devices make.
      for (const each of coalesced.length > 0 ? coalesced : [event]) held?.move(point(each));
    },
    { signal },
  );
  element.addEventListener('pointerup', lift, { signal });
  element.addEventListener('pointercancel', lift, { signal });
  element.addEventListener('lostpointercapture', lift, { signal });
  // A long press must not open a menu in the middle of a line.
  element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  // Older iOS scrolls in spite of `touch-action: none` unless touches are cancelled, too.
  element.addEventListener('touchstart', (event) => event.preventDefault(), { signal, passive: false });

  return () => ending.abort();
}
