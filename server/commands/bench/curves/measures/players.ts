import type { Curve } from '../fill.ts';
import type { PlayersAsked, PlayersPoint } from '../points.ts';
import { play } from '../../play/play.ts';

const SEED = 'curves';

/** What more players at once cost the server, and what they get. */
export function playersCurve(asked: readonly PlayersAsked[]): Curve<PlayersAsked, PlayersPoint> {
  return {
    label: 'Players',
    unit: 'steps',
    asked,
    workOf: ({ players, seconds }) => players + seconds,
    measure: async ({ players, seconds }, onWork) => {
      const { serverCores, strokeToGuessMs, eventLoopLagMs, crowdLagMs, errors } = await play({
        server: 'inkling',
        players,
        seconds,
        dataDir: null,
        seed: SEED,
        onProgress: (what, done) => onWork(what === 'seated' ? done : players + done),
      });
      return {
        players,
        seconds,
        serverCores: finite(serverCores),
        p50Ms: strokeToGuessMs.p50,
        p99Ms: strokeToGuessMs.p99,
        lagP99Ms: finite(eventLoopLagMs.p99),
        crowdLagP99Ms: crowdLagMs.p99,
        errors: Object.values(errors).reduce((sum, count) => sum + count, 0),
      };
    },
  };
}

/** A server that is too busy does not even say how busy it is. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
