/** Calls back whenever the page may have slept: it is shown again, thawed, taken out of the browser's cache, or back on a network. */
export function onWake(wake: () => void): void {
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) wake();
  });
  document.addEventListener('resume', wake);
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) wake();
  });
  window.addEventListener('online', wake);
}
