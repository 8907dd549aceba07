/** One node of the game as a process of its own: the whole server, with short games and a network that is the test's. */
import { pino } from 'pino';
import { readConfig } from '../../../server/config.ts';
import { startServer } from '../../../server/main.ts';
import { stubRecogniser } from '../../unit/rooms/stub-recogniser.ts';
import { SETTINGS, WORDS } from './server.ts';

const config = readConfig(process.env);
const recogniser = stubRecogniser(WORDS);
// Every drawing that is looked at twice is recognised: points come.
recogniser.probability = 0.9;
const drawingMs = Number(process.env['NODE_DRAWING_MS'] ?? 6_000);
const rounds = Number(process.env['NODE_ROUNDS'] ?? 3);
const settings = { ...SETTINGS, rounds, countdownMs: 300, drawingMs, revealMs: 400 };
const server = await startServer(config, { recogniser, settings, log: pino({ level: config.logLevel }) });
process.send?.({ port: server.port });
process.on('SIGTERM', () => {
  void server.close().then(() => process.exit(0));
});
