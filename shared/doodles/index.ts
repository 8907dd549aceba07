/** What computer players draw, and how. The drawings are made in scripts/doodles/. */
import doodles from './doodles.json' with { type: 'json' };
import type { Doodle } from './doodle.ts';

/** Drawings made for Inkling, one or more of each of their words. */
export const DOODLES: Readonly<Record<string, readonly Doodle[]>> = doodles;

export { type Doodle, DOODLE_SIDE, doodleToDrawing, drawingToDoodle } from './doodle.ts';
export { type PerformedStroke, performDoodle } from './perform.ts';
