import type rough from 'roughjs';

type Generator = ReturnType<typeof rough.generator>;
export type Look = NonNullable<Parameters<Generator['path']>[1]>;

let generator: Generator | null = null;

/** Resolves when the pen's hand is there. It is fetched after the words; without it lines are ruled, which is no harm. */
export const penReady: Promise<void> = import('roughjs').then(
  ({ default: library }) => {
    generator = library.generator();
  },
  // It went with the version of the page that this one is.
  () => new Promise<never>(() => undefined),
);

/** The outline that a hasty pen makes of an SVG path. */
export function penPath(path: string, look: Look): string {
  const pen = generator;
  if (pen === null) return path;
  return pen
    .path(path, look)
    .sets.map((set) => pen.opsToPath(set, 1))
    .join(' ');
}
