/** Lets the browser do what waits (a tap, a frame) before going on: on a slow phone the beginning is long. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
