import { nextTask } from '../next-task.ts';
import { svg } from './dom.ts';
import { penPath, penReady } from './rough-pen.ts';

/**
 * Hand-inked outlines around elements of the page, and a marker's fill that never quite meets its outline. The drawing is
 * an SVG behind the element's content that follows its size.
 */

export interface FrameOptions {
  /** Corner radius in pixels. */
  readonly radius?: number;
  /** Corners are at most this share of the shorter side: small frames have smaller ones. */
  readonly radiusShare?: number;
  /** Line width in pixels. */
  readonly line?: number;
  /** How wobbly, 0 is ruled. */
  readonly wobble?: number;
  /** Two strokes over each other, as a hasty pen does. */
  readonly double?: boolean;
  /** Whether there is a filled shape beneath; its colour is the style sheet's (`--fill`). */
  readonly filled?: boolean;
}

let nextSeed = 1;
/** Frames are drawn before the next picture of the page, but for no longer than this: what is left comes after it. */
const DRAW_LIMIT_MS = 6;

const frames = new WeakMap<Element, (width: number, height: number) => void>();
/** The sizes as they are told: to ask an element for its size would have the page laid out again after every frame. */
const newSizes = new Map<Element, ResizeObserverSize>();
const watch = new ResizeObserver((entries) => {
  for (const { target, borderBoxSize } of entries) draw(target, borderBoxSize[0]!);
});
/** What was drawn while there was only a ruler. */
let ruled: Map<Element, ResizeObserverSize> | null = new Map();
void penReady.then(() => {
  const again = ruled!;
  ruled = null;
  for (const [element, size] of again) draw(element, newSizes.get(element) ?? size);
});

function draw(element: Element, size: ResizeObserverSize): void {
  const isDrawing = newSizes.size > 0;
  newSizes.set(element, size);
  if (!isDrawing) void drawFrames();
}

async function drawFrames(): Promise<void> {
  let begun = performance.now();
  for (const element of newSizes.keys()) {
    if (performance.now() - begun > DRAW_LIMIT_MS) {
      await nextTask();
      begun = performance.now();
    }
    const size = newSizes.get(element)!;
    newSizes.delete(element);
    ruled?.set(element, size);
    frames.get(element)?.(Math.round(size.inlineSize), Math.round(size.blockSize));
  }
}

/** Puts a frame around an element, which has to be positioned. Returns the element. */
export function inkFrame<T extends HTMLElement>(element: T, options: FrameOptions = {}): T {
  const { radius = 14, radiusShare = 0.35, line = 2, wobble = 1, double = false, filled = false } = options;
  const seed = nextSeed++;
  const outline = svg('path', { class: 'frame-line', fill: 'none', 'stroke-width': line });
  const fill = svg('path', { class: 'frame-fill' });
  const picture = svg('svg', { class: 'frame', 'aria-hidden': 'true', focusable: 'false' });
  if (filled) picture.append(fill);
  picture.append(outline);
  element.classList.add('framed');
  element.prepend(picture);

  let drawn = '';
  frames.set(element, (width, height) => {
    const size = `${width} ${height}`;
    const drawing = `${size} ${ruled === null}`;
    if (drawing === drawn || width === 0 || height === 0) return;
    drawn = drawing;
    picture.setAttribute('viewBox', `0 0 ${size}`);
    const corner = Math.min(radius, radiusShare * Math.min(width, height));
    const path = roundedRectangle(width, height, line / 2 + wobble, corner);
    const look = { seed, roughness: wobble, bowing: 1, disableMultiStroke: !double, preserveVertices: false };
    outline.setAttribute('d', penPath(path, look));
    fill.setAttribute('d', path);
  });
  watch.observe(element);
  return element;
}

function roundedRectangle(width: number, height: number, inset: number, radius: number): string {
  const right = width - inset;
  const bottom = height - inset;
  const r = Math.max(0, Math.min(radius, width / 2 - inset, height / 2 - inset));
  return [
    `M${inset + r} ${inset}L${right - r} ${inset}Q${right} ${inset} ${right} ${inset + r}`,
    `L${right} ${bottom - r}Q${right} ${bottom} ${right - r} ${bottom}`,
    `L${inset + r} ${bottom}Q${inset} ${bottom} ${inset} ${bottom - r}`,
    `L${inset} ${inset + r}Q${inset} ${inset} ${inset + r} ${inset}Z`,
  ].join('');
}
