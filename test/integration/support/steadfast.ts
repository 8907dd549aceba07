import type { GameView } from '../../../shared/game/index.ts';
import { KEEP_INTERVAL_MS } from '../../../server/rooms/keeping.ts';
import { stroke } from '../../unit/rooms/house.ts';
import { Player } from './player.ts';

const RETRY_MS = 50;
const GIVE_UP_MS = 60_000;

/** A few people in one room who play on whatever happens to the server, as browsers do. */
export class SteadfastTable {
  readonly #urlNow: () => string;
  #people: Player[] = [];
  code = '';
  /** Doodles of which somebody was told that they are kept. */
  keptDoodles = 0;

  /** @param urlNow where the server is now; it may be another address every time */
  constructor(urlNow: () => string) {
    this.#urlNow = urlNow;
  }

  get ids(): string[] {
    return this.#people.map(({ id }) => id);
  }

  async sitDown(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const player = await this.#connect(null);
      if (this.code === '') this.code = (await player.create(name)).view.code;
      else await player.join(this.code, name);
      this.#people.push(player);
    }
  }

  /** Everybody comes back to the seat that they had. */
  async comeBack(): Promise<void> {
    const before = this.#people;
    this.#countKept();
    for (const player of before) player.close();
    this.#people = await Promise.all(before.map(async ({ token }) => this.#return(token)));
  }

  /** The game as everybody sees it, with the revision of every drawing. */
  async look(): Promise<{ game: GameView; revisions: Map<string, number> }> {
    const { view, drawings } = await this.#people[0]!.ask('room:sync', {});
    return { game: view.game, revisions: new Map(drawings.map((one) => [one.sheet, one.revision])) };
  }

  /** What is known to be kept: an answer after the interval is given by a server that has kept what was before. */
  async lookWhatIsKept(): ReturnType<SteadfastTable['look']> {
    const seen = await this.look();
    await wait(KEEP_INTERVAL_MS + RETRY_MS);
    await this.look();
    return seen;
  }

  /** Begins a game where none is running. */
  async play(): Promise<void> {
    const { game } = await this.look();
    if (game.phase === 'lobby' || game.phase === 'final') await this.#people[0]!.send('game:start', {});
  }

  /** Everybody adds to their drawing, if there is one to draw. */
  async draw(): Promise<void> {
    const { game, revisions } = await this.look();
    if (game.phase !== 'drawing' || !game.round) return;
    const round = game.round.id;
    await Promise.all(
      this.#people.map((player) =>
        player.sendInk({
          round,
          sheet: player.id,
          revision: revisions.get(player.id) ?? 0,
          ops: [stroke(4)],
        }),
      ),
    );
  }

  /** Waits until the game is so. */
  async until(isSo: (game: GameView) => boolean): Promise<GameView> {
    const deadline = Date.now() + GIVE_UP_MS;
    // The server says whenever something changes; asking again and again would be too fast.
    const host = this.#people[0]!;
    for (let game = (await this.look()).game; ; game = host.latestView?.game ?? game) {
      if (isSo(game)) return game;
      if (Date.now() > deadline) throw new Error(`The game has not come there: ${JSON.stringify(game)}`);
      await wait(RETRY_MS);
    }
  }

  /** Waits until the server has ended all connections. */
  async areCut(): Promise<void> {
    while (this.#people.some((player) => player.isConnected)) await wait(RETRY_MS);
  }

  close(): void {
    this.#countKept();
    for (const player of this.#people) player.close();
  }

  #countKept(): void {
    for (const { heard } of this.#people) {
      this.keptDoodles += heard.filter(({ event }) => event === 'drawing:kept').length;
    }
  }

  async #connect(token: string | null): Promise<Player> {
    const player = await Player.connect(this.#urlNow(), token);
    await player.ask('player:giving', { gives: true, pen: 'mouse' });
    return player;
  }

  async #return(token: string): Promise<Player> {
    const deadline = Date.now() + GIVE_UP_MS;
    for (;;) {
      const player = new Player(this.#urlNow());
      try {
        await player.startSession(token);
        await player.ask('player:giving', { gives: true, pen: 'mouse' });
        await player.join(this.code, 'whoever');
        return player;
      } catch (error) {
        player.close();
        if (Date.now() > deadline) throw error;
        await wait(RETRY_MS);
      }
    }
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
