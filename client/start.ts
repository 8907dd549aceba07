/** The page begins: its name is painted, from the page's own text, and only then the game is run, which takes longer. */
import './ui/styles/index.ts';

/** A page in the background is never painted, and does not wait for it. */
const PAINT_LIMIT_MS = 100;

async function start(): Promise<void> {
  await new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, PAINT_LIMIT_MS);
  });
  await import('./main.ts');
}

// Not awaited: what the game shares with this module would wait for itself.
void start();
