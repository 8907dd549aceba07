import type { Points } from '../../../server/commands/bench/curves/points.ts';

/** What a bench of the cost curves might have found at `fullSizes(2)`, with memory and times that follow a law exactly. */
export function madeUpPoints(): Points {
  const latencies: [players: number, p50Ms: number, p99Ms: number][] = [
    [8, 10, 60],
    [32, 10, 90],
    [96, 11, 140],
    [160, 40, 300],
    [240, 90, 500],
    [320, 125, 672],
    [480, 900, 2_000],
    [640, 4_900, 6_300],
  ];
  return {
    players: latencies.map(([players, p50Ms, p99Ms]) => ({
      players,
      seconds: 12,
      serverCores: Math.min(1.3, 0.1 + players / 200),
      p50Ms,
      p99Ms,
      lagP99Ms: 10 + players / 2,
      crowdLagP99Ms: 5,
      errors: 0,
    })),
    rooms: [0, 10, 25, 50, 100, 200].map((rooms) => ({
      rooms,
      connectedMegabytes: 200 + 0.2 * rooms,
      seatedMegabytes: 200 + 0.5 * rooms,
    })),
    words: [10, 20, 50, 100, 200, 345].map((words) => ({
      words,
      pictures: 4_096,
      copies: 2,
      epochSeconds: 6 + 0.01 * words,
      guessMs: 3 + 0.003 * words,
    })),
    drawings: [
      ...[1_000, 3_000, 10_000, 30_000, 100_000, 200_000].map((drawings) => ({
        recipe: 'seed',
        drawings,
        copies: 2,
        epochSeconds: drawings / 2_000,
      })),
      ...[1_000, 3_000, 10_000].map((drawings) => ({
        recipe: 'live-345',
        drawings,
        copies: 2,
        epochSeconds: 1 + drawings / 700,
      })),
    ],
  };
}
