/** The real server, in which time stands: drawings and reveals last until the test says that they are over. */
import { readConfig } from '../../../server/config.ts';
import { startServer } from '../../../server/main.ts';
import { DEFAULT_SETTINGS, MAX_DRAWING_MS } from '../../../shared/game/index.ts';
import { PatientClock } from './patient-clock.ts';

/** What a test may order: that the clock goes, or that something is over in the room with this code. */
export type Order = 'go' | { readonly code: string; readonly over: LastingPhase };
export type LastingPhase = 'drawing' | 'reveal';

const clock = new PatientClock();
const config = readConfig(process.env);
const server = await startServer(config, {
  clock,
  settings: {
    ...DEFAULT_SETTINGS,
    // As in main.ts: words that were asked for by name are played however hard they are.
    ...(config.words && { difficulty: 'any' }),
    rounds: config.rounds ?? DEFAULT_SETTINGS.rounds,
    countdownMs: 0,
    // Where the clock goes, it is not to be over before the test is.
    drawingMs: MAX_DRAWING_MS,
    revealMs: MAX_DRAWING_MS,
  },
});
process.on('message', (order: Order) => {
  if (order === 'go') clock.go();
  else endPhase(order.code, order.over);
  process.send!('done');
});
process.once('SIGTERM', () => void server.close().then(() => process.exit()));
process.stdout.write(`http://127.0.0.1:${server.port}\n`);

/** Unless it is over already. */
function endPhase(code: string, phase: LastingPhase): void {
  const { name, endsAt } = server.directory.find(code).phase;
  if (name === phase && endsAt !== null) clock.leapTo(endsAt);
}
