import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Upper edges of the stroke-to-guess histogram in seconds: fine where a guess feels immediate, coarse where it is late. */
const LATENCY_BUCKETS_SECONDS = [0.005, 0.01, 0.02, 0.035, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5];
const SECOND_MS = 1_000;

export interface Metrics {
  readonly registry: Registry;
  /** One drawing has been looked at, so long after its newest ink had arrived. */
  guessed(strokeToGuessMs: number): void;
  guessFailed(): void;
  gameEnded(): void;
  refused(code: string): void;
}

/** What can be asked at any time, read whenever Prometheus comes by. */
export interface MetricsSources {
  readonly rooms: () => number;
  readonly players: () => number;
  readonly waitingGuesses: () => number;
  /** Milliseconds from one look at a drawing to the next. */
  readonly guessIntervalMs: () => number;
  /** Milliseconds for which ink and guesses are gathered for a room. */
  readonly newsIntervalMs: () => number;
  /** How many things do not work though games go on. */
  readonly degraded: () => number;
}

/** What Prometheus may know; the event loop's lag and the process's memory are among prom-client's defaults. */
export function createMetrics(sources: MetricsSources): Metrics {
  const { rooms, players, waitingGuesses, guessIntervalMs, newsIntervalMs, degraded } = sources;
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  gauge('inkling_rooms', 'Rooms that are open.', rooms);
  gauge('inkling_players', 'Players who are connected and have a seat.', players);
  gauge('inkling_degraded', 'Things that do not work though games go on: see /readyz.', degraded);
  gauge('inkling_guesses_waiting', 'Pictures that wait for the network.', waitingGuesses);
  gauge(
    'inkling_guess_interval_seconds',
    'From one look at a drawing to the next: it grows for all when answers come late.',
    () => guessIntervalMs() / SECOND_MS,
  );
  gauge(
    'inkling_news_interval_seconds',
    'For how long ink and guesses are gathered for a room: it grows for all when this process falls behind.',
    () => newsIntervalMs() / SECOND_MS,
  );
  const guesses = new Counter({ name: 'inkling_guesses_total', help: 'Drawings looked at.', registers });
  const failures = new Counter({
    name: 'inkling_guess_failures_total',
    help: 'Looks that failed.',
    registers,
  });
  const games = new Counter({ name: 'inkling_games_total', help: 'Games played to the end.', registers });
  const refusals = new Counter({
    name: 'inkling_refused_requests_total',
    help: 'Requests that were refused, by error code.',
    labelNames: ['code'],
    registers,
  });
  const latency = new Histogram({
    name: 'inkling_stroke_to_guess_seconds',
    help: 'From the arrival of the newest ink to the guess on it.',
    buckets: LATENCY_BUCKETS_SECONDS,
    registers,
  });
  return {
    registry,
    guessed(strokeToGuessMs) {
      guesses.inc();
      latency.observe(strokeToGuessMs / SECOND_MS);
    },
    guessFailed: () => failures.inc(),
    gameEnded: () => games.inc(),
    refused: (code) => refusals.inc({ code }),
  };
}
