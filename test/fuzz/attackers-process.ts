/** All attackers, in a process of their own, so that what they cost is not part of what honest players measure. */
import { Attacker } from './attacker.ts';
import { attackHttp } from './http-attacker.ts';
import { httpRequests } from './http-requests.ts';
import { Pace } from './pace.ts';
import { packets } from './packets.ts';
import { emptyTally, framesOf, type Tally } from './tally.ts';

const TELL_MS = 250;

export interface AttackOrder {
  readonly url: string;
  readonly seed: number;
  /** Attackers with WebSockets, and as many who send raw HTTP. */
  readonly connections: number;
  /** Frames over WebSockets to send in all, and raw requests of HTTP. */
  readonly packets: number;
  readonly requests: number;
  /** Of frames and of requests each. */
  readonly perSecond: number;
  /** Rooms of honest players. */
  readonly codes: readonly string[];
}

export interface AttackNews {
  readonly isOver: boolean;
  readonly tally: Tally;
}

process.on('message', (order: AttackOrder) => {
  attack(order).then(
    (tally) => tell(true, tally),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
// Whoever started this process ended: so does it.
process.on('disconnect', () => process.exit(0));

async function attack(order: AttackOrder): Promise<Tally> {
  const { url, connections, codes, seed, perSecond } = order;
  const tally = emptyTally();
  const openedCodes: string[] = [];
  const [framePace, requestPace] = [new Pace(perSecond), new Pace(perSecond)];
  const telling = setInterval(() => tell(false, tally), TELL_MS);
  const [frames, requests] = [packets(seed), httpRequests(seed)];
  const lanes = Array.from({ length: connections }, (_, lane) => {
    const attacker = new Attacker({
      url,
      tally,
      openedCodes,
      honestCodes: codes,
      packets: frames,
      isGuest: lane % 2 === 0,
      pace: framePace,
    });
    return Promise.all([
      attacker.attack(() => framesOf(tally) < order.packets),
      attackHttp({ url, tally, requests, pace: requestPace }, () => tally.requests < order.requests),
    ]);
  });
  await Promise.all(lanes);
  clearInterval(telling);
  return tally;
}

function tell(isOver: boolean, tally: Tally): void {
  process.send?.({ isOver, tally } satisfies AttackNews);
}
