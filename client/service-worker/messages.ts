/** The page tells a new version that waits to take over. */
export const SKIP_WAITING = 'skip-waiting';
