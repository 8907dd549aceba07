const SIGNS = ['pointerdown', 'pointermove', 'touchstart', 'keydown', 'focusin', 'scroll'] as const;

/**
 * Resolves when somebody does something on the page for the first time. What is heavy and not needed before waits for it, so
 * that the words are there at once, also on a slow phone.
 */
export function firstSignOfLife(): Promise<void> {
  return new Promise((resolve) => {
    const ending = new AbortController();
    const live = () => {
      ending.abort();
      resolve();
    };
    for (const sign of SIGNS) {
      window.addEventListener(sign, live, { signal: ending.signal, capture: true, passive: true });
    }
  });
}
