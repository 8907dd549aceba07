import { afterAll, afterEach, beforeAll } from 'vitest';
import { Player } from './player.ts';
import { openServer, type TestServer } from './server.ts';

/** One server for the tests of a file, and players who leave it after each test. */
interface Gathering {
  readonly server: TestServer;
  readonly connect: (token?: string) => Promise<Player>;
  /** Has a player who connected in another way leave with the others. */
  readonly add: (player: Player) => void;
}

/** To be called at the top of a test file. */
export function gather(environment: Readonly<Record<string, string>> = {}): Gathering {
  const players: Player[] = [];
  let server: TestServer;
  beforeAll(async () => {
    server = await openServer(environment);
  });
  afterEach(() => {
    for (const player of players.splice(0)) player.close();
  });
  afterAll(() => server.close());
  return {
    get server() {
      return server;
    },
    async connect(token) {
      const player = await Player.connect(server.url, token);
      players.push(player);
      return player;
    },
    add: (player) => void players.push(player),
  };
}
