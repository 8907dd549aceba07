import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { startServer, type InklingServer } from '../../server/main.ts';
import { Champion } from '../../server/recognition/champion.ts';
import { DEFAULT_SETTINGS, type GameView } from '../../shared/game/index.ts';
import { GUESS_INTERVAL_MS, type LiveGuess } from '../../shared/protocol/index.ts';
import { stubRecogniser, type StubRecogniser } from '../unit/rooms/stub-recogniser.ts';
import { Player } from './support/player.ts';
import { RoundClock, SETTINGS, WORDS } from './support/server.ts';

const ROOMS = 6;
/** What each version says it sees, so that everybody hears whose guess it is. */
const SAYS = { first: WORDS[0]!, second: WORDS[1]! };
type Version = keyof typeof SAYS;

let folder: string;
let server: InklingServer;
let wanted: Version;
let champion: Champion;
let versions: Record<Version, StubRecogniser & { isClosed: boolean }>;
const clock = new RoundClock();

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'inkling-swap-'));
  wanted = 'first';
  const make = (version: Version) => {
    const stub = Object.assign(stubRecogniser(WORDS), { modelVersion: version, isClosed: false });
    stub.guesses = [SAYS[version]];
    stub.close = () => {
      stub.isClosed = true;
      return Promise.resolve();
    };
    return stub;
  };
  versions = { first: make('first'), second: make('second') };
  champion = new Champion(versions.first, {
    wanted: () => Promise.resolve(wanted),
    start: () => Promise.resolve(versions.second),
    after: (delayMs, action) => clock.after(delayMs, action),
    onChange: () => undefined,
    onFailure: (_, error) => {
      throw error;
    },
  });
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder });
  server = await startServer(config, {
    clock,
    recogniser: champion,
    settings: SETTINGS,
    log: pino({ level: 'silent' }),
  });
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** Two players with a sheet each. */
class Table {
  readonly players: readonly [Player, Player];
  readonly #revisions = new Map<Player, number>();

  private constructor(players: readonly [Player, Player]) {
    this.players = players;
  }

  static async open(url: string, n: number): Promise<Table> {
    const host = await Player.connect(url);
    const { view } = await host.create(`Host ${n}`);
    const guest = await Player.connect(url);
    await guest.join(view.code, `Guest ${n}`);
    await host.ask('game:start', {});
    return new Table([host, guest]);
  }

  async game(number: number): Promise<GameView> {
    const { game } = await this.players[0].hears(
      'room:state',
      ({ game: { phase, round } }) => phase === 'drawing' && round?.number === number,
    );
    return game;
  }

  /** Both draw a stroke more, no faster than a hand could. */
  async draw(round: number): Promise<void> {
    for (const player of this.players) {
      const revision = this.#revisions.get(player) ?? 0;
      const ops = [
        { type: 'begin' as const, points: [100, 100 + 9 * revision, 10, 300, 100 + 9 * revision, 10] },
      ];
      await player.draw({ round, sheet: player.id, revision, ops });
      this.#revisions.set(player, revision + 1);
    }
  }

  turnPage(): void {
    this.#revisions.clear();
    for (const player of this.players) player.forget();
  }

  /** What each player has heard the network say of the own sheet. */
  async heard(): Promise<string[][]> {
    return Promise.all(
      this.players.map(async (player) => {
        await player.isUpToDate();
        const guesses = player.heard.filter(({ event }) => event === 'guess');
        return (
          guesses
            .map(({ message }) => message as LiveGuess)
            // An artist hears of a look at once, and again with everybody else.
            .filter(({ sheet, revision }, index, all) => {
              const first = all.findIndex((one) => one.sheet === sheet && one.revision === revision);
              return sheet === player.id && first === index;
            })
            .map(({ guesses: [best] }) => best!.word)
        );
      }),
    );
  }

  close(): void {
    for (const player of this.players) player.close();
  }
}

it('another champion takes over between two guesses: none is dropped, and no round hears two of them', async () => {
  const url = `http://127.0.0.1:${server.port}`;
  const tables = await Promise.all(Array.from({ length: ROOMS }, (_, n) => Table.open(url, n)));
  await clock.advance(DEFAULT_SETTINGS.countdownMs);
  const looks = 6;
  for (let look = 0; look < looks; look += 1) {
    // In the middle of the round, while every sheet is being looked at.
    if (look === 3) {
      versions.first.held = true;
      wanted = 'second';
    }
    for (const table of tables) await table.draw((await table.game(1)).round!.id);
    await clock.advance(GUESS_INTERVAL_MS);
    if (look === 3) {
      await champion.look();
      expect(server.recogniser.modelVersion).toBe('second');
      versions.first.held = false;
      versions.first.release();
      await clock.advance(0);
    }
  }
  // A room that begins now begins with the new one, while the others end with the old one.
  const late = await Table.open(url, ROOMS);
  await clock.advance(DEFAULT_SETTINGS.countdownMs);
  await late.draw((await late.game(1)).round!.id);
  await clock.advance(GUESS_INTERVAL_MS);
  expect(await late.heard()).toEqual([[SAYS.second], [SAYS.second]]);
  for (const table of tables) {
    const all = Array.from({ length: looks }, () => SAYS.first);
    expect(await table.heard()).toEqual([all, all]);
    table.turnPage();
  }
  expect(versions.first.isClosed).toBe(false);

  await clock.advance(DEFAULT_SETTINGS.drawingMs + DEFAULT_SETTINGS.revealMs + DEFAULT_SETTINGS.countdownMs);
  for (const table of tables) await table.draw((await table.game(2)).round!.id);
  await clock.advance(GUESS_INTERVAL_MS);
  for (const table of tables) expect(await table.heard()).toEqual([[SAYS.second], [SAYS.second]]);
  for (const table of [...tables, late]) table.close();
});
