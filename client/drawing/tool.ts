import type { MyDrawing, PenPoint } from './my-drawing.ts';

export const TOOL_NAMES = ['pen', 'eraser'] as const;
export type ToolName = (typeof TOOL_NAMES)[number];

/** What a hand, or the keyboard's cursor, holds over a drawing: it comes down, moves on, and is lifted. */
export interface Tool {
  down(point: PenPoint): void;
  move(point: PenPoint): void;
  up(): void;
}

export function toolFor(drawing: MyDrawing, name: ToolName): Tool {
  return name === 'eraser' ? eraser(drawing) : pen(drawing);
}

function pen(drawing: MyDrawing): Tool {
  return {
    down: (point) => drawing.penDown(point),
    move: (point) => void drawing.penMove(point),
    up: () => drawing.penUp(),
  };
}

/** Whole strokes vanish when it touches them. */
function eraser(drawing: MyDrawing): Tool {
  let last: PenPoint | null = null;
  const touch = (point: PenPoint) => {
    drawing.erase(last ?? point, point);
    last = point;
  };
  return {
    down: touch,
    move: touch,
    up: () => {
      last = null;
    },
  };
}
