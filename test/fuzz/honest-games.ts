import { setTimeout as pause } from 'node:timers/promises';
import { Histogram } from '../../server/commands/bench/play/histogram.ts';
import { emptyNotebook, type BenchPlayer, type Notebook } from '../../server/commands/bench/play/player.ts';
import { drawAlong, everybodyDraws, seatPlayers } from '../../server/commands/bench/play/seating.ts';
import { Referee } from './referee.ts';

const TIMELY = 'draw:ops refused: not-drawing';

/** What honest players waited for in some time. Milliseconds; null where there was nothing. */
export interface HonestFigures {
  readonly guesses: number;
  /** From any ink to the first guess in which it was seen: what a player waits, who draws on while the network looks. */
  readonly wait: Percentiles;
  /** From the newest ink in a guess to that guess: what the server adds. */
  readonly latency: Percentiles;
}

export interface Percentiles {
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
}

/** Real clients that race at a human's pace, each room with a referee. */
export class HonestGames {
  readonly codes: readonly string[];
  readonly #players: readonly BenchPlayer[];
  readonly #referees: readonly Referee[];
  readonly #notebook: Notebook & { latency: Histogram; wait: Histogram };
  readonly #drawing: NodeJS.Timeout;
  readonly #errors: Set<string>;

  private constructor(
    rooms: readonly { code: string; players: readonly BenchPlayer[] }[],
    referees: readonly Referee[],
    notebook: Notebook,
    errors: Set<string>,
  ) {
    this.codes = rooms.map(({ code }) => code);
    this.#players = rooms.flatMap(({ players }) => players);
    this.#referees = referees;
    this.#notebook = notebook;
    this.#errors = errors;
    this.#drawing = drawAlong(this.#players, notebook, new Histogram());
  }

  /** Resolves when everybody draws and referees watch. */
  static async begin(options: {
    url: string;
    games: number;
    playersPerGame: number;
    seed: string;
    /** Over how long the games begin: real ones are not in step. */
    spreadMs: number;
  }): Promise<HonestGames> {
    const { url, games, playersPerGame, seed, spreadMs } = options;
    const errors = new Set<string>();
    // The last ink of a round may come when the round is over: nobody's fault.
    const notebook = emptyNotebook((what) => what !== TIMELY && errors.add(`honest player: ${what}`));
    const rooms = await seatPlayers(
      {
        urls: [url],
        players: games * playersPerGame,
        roomSize: playersPerGame,
        dataDir: null,
        seed,
        hostsDrawPrompts: true,
        spreadMs,
      },
      notebook,
    );
    const referees = await Promise.all(rooms.map(({ code }) => Referee.watch(url, code)));
    const honest = new HonestGames(rooms, referees, notebook, errors);
    await everybodyDraws(honest.#players);
    return honest;
  }

  /** Measures from now until what is given has happened. */
  async measure(until: Promise<unknown>): Promise<HonestFigures> {
    const notebook = this.#notebook;
    [notebook.latency, notebook.wait] = [new Histogram(), new Histogram()];
    notebook.guesses = 0;
    notebook.measuring = true;
    await until;
    notebook.measuring = false;
    const { guesses, latency, wait } = notebook;
    return { guesses, wait: percentilesOf(wait), latency: percentilesOf(latency) };
  }

  get rounds(): number {
    return this.#referees.reduce((sum, { roundsSeen }) => sum + roundsSeen, 0);
  }

  /** Drawings that were recognised in the games that are on. */
  get recognitions(): number {
    return this.#referees.reduce((sum, { recognitionsSeen }) => sum + recognitionsSeen, 0);
  }

  /** Ends all games; returns what was against the rules, and what went wrong for honest players. */
  async end(): Promise<string[]> {
    clearInterval(this.#drawing);
    await pause(100);
    await Promise.all(this.#referees.map((referee) => referee.conclude()));
    for (const player of this.#players) player.close();
    return [...this.#errors, ...this.#referees.flatMap(({ violations }) => [...violations])];
  }
}

function percentilesOf(histogram: Histogram): Percentiles {
  return { p50Ms: histogram.percentile(0.5), p99Ms: histogram.percentile(0.99) };
}
