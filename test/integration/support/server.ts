import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../../server/config.ts';
import { startServer, type InklingServer, type Parts } from '../../../server/main.ts';
import { systemClock } from '../../../server/rooms/clock.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../shared/game/index.ts';
import { FakeClock } from '../../unit/rooms/fake-clock.ts';
import { stubRecogniser, type StubRecogniser } from '../../unit/rooms/stub-recogniser.ts';

export const WORDS = ['sun', 'cloud', 'ladder', 'umbrella', 'cup', 'scissors', 'pants', 'table'];
export const SETTINGS: Settings = { ...DEFAULT_SETTINGS, rounds: 2, difficulty: 'any' };

/** Rounds wait for the test; what is due at once happens at once, as sockets need it. */
export class RoundClock extends FakeClock {
  override after(delayMs: number, action: () => void): () => void {
    return delayMs <= 0 ? systemClock.after(0, action) : super.after(delayMs, action);
  }
}

export interface TestServer extends InklingServer {
  readonly url: string;
  readonly dataDir: string;
  readonly clock: FakeClock;
  readonly recogniser: StubRecogniser;
}

/** A real server on a free port with a real store; only the time of its rounds and the network are the test's. */
export async function openServer(
  environment: Readonly<Record<string, string>> = {},
  parts: Partial<Parts> = {},
): Promise<TestServer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-test-'));
  const clock = new RoundClock();
  const recogniser = stubRecogniser(WORDS);
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, ...environment });
  const log = pino({ level: 'silent' });
  const server = await startServer(config, { clock, recogniser, settings: SETTINGS, log, ...parts });
  return {
    ...server,
    clock,
    recogniser,
    dataDir,
    url: `http://127.0.0.1:${server.port}`,
    close: async () => {
      await server.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
