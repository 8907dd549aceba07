/** A process full of players. It sits them down, lets them draw, and tells its parent what they met with. */
import { setTimeout as pause } from 'node:timers/promises';
import { DRAW_BATCH_MS } from '../../../../shared/protocol/index.ts';
import { createRandom } from '../../../training/random.ts';
import { rehearse } from './drawings.ts';
import { Histogram } from './histogram.ts';
import type { CrowdNews, CrowdOrder, CrowdResult, CrowdSecond, CrowdSetup } from './messages.ts';
import { Tally } from './tally.ts';
import { BenchPlayer, type Notebook } from './player.ts';

const SECOND_MS = 1_000;
/** Rooms that are filled at once: a rush at the door is another bench. */
const ROOMS_AT_ONCE = 4;
/** Players send in their turn, so that not all packets come in the same millisecond. */
const PHASES = 10;
/** A round begins this soon after the game, whatever the countdown is. */
const MOST_COUNTDOWN_MS = 60_000;

let measure: () => void = () => undefined;
const told = new Promise<void>((resolve) => (measure = resolve));

process.on('message', (order: CrowdOrder) => {
  if (order.type === 'measure') measure();
  else attend(order.setup).catch((error: unknown) => say({ type: 'failed', message: String(error) }));
});
// Whoever started this process ended: so does it.
process.on('disconnect', () => process.exit(0));

async function attend(setup: CrowdSetup): Promise<void> {
  const errors: Record<string, number> = {};
  const notebook: Notebook = {
    measuring: false,
    guesses: 0,
    packets: 0,
    heard: 0,
    up: new Tally(),
    down: new Tally(),
    latency: new Histogram(),
    wait: new Histogram(),
    secondLatency: new Histogram(),
    error: (what) => (errors[what] = (errors[what] ?? 0) + 1),
  };
  const players = await seat(setup, notebook);
  const lag = new Histogram();
  const drawing = drawAlong(players, notebook, lag);
  const deadline = Date.now() + MOST_COUNTDOWN_MS;
  while (!players.every(({ isDrawing }) => isDrawing)) {
    if (Date.now() > deadline) throw new Error('Not every round began.');
    await pause(100);
  }
  say({ type: 'drawing' });
  await told;

  const before = bytesOf(players);
  const cpu = process.cpuUsage();
  notebook.heard = 0;
  notebook.measuring = true;
  const series = await seconds(setup.seconds, notebook);
  notebook.measuring = false;
  clearInterval(drawing);
  for (const player of players) player.conclude(performance.now());
  const after = bytesOf(players);
  const { user, system } = process.cpuUsage(cpu);
  const result: CrowdResult = {
    players: players.length,
    guesses: notebook.guesses,
    packets: notebook.packets,
    heard: notebook.heard,
    bytesUp: after.up - before.up,
    bytesDown: after.down - before.down,
    up: notebook.up.pack(),
    down: notebook.down.pack(),
    latency: notebook.latency.pack(),
    wait: notebook.wait.pack(),
    lag: lag.pack(),
    series,
    errors,
    cpuSeconds: (user + system) / 1e6,
  };
  say({ type: 'done', result });
  for (const player of players) player.close();
}

/** Brings everybody to their seats and starts the games. */
async function seat(setup: CrowdSetup, notebook: Notebook): Promise<BenchPlayer[]> {
  const { url, players: count, roomSize, seed } = setup;
  const repertoire = await rehearse(setup.dataDir, seed);
  const random = createRandom('crowd', seed);
  const rooms = Array.from({ length: Math.ceil(count / roomSize) }, (_, index) =>
    Array.from(
      { length: Math.min(roomSize, count - index * roomSize) },
      () => () => new BenchPlayer(url, notebook, repertoire, random),
    ),
  );
  const seated: BenchPlayer[] = [];
  const openNext = async (): Promise<void> => {
    for (let makers = rooms.shift(); makers; makers = rooms.shift()) {
      const members = makers.map((make) => make());
      const [host, ...others] = members;
      await host!.arrive();
      const code = await host!.open('Player 0');
      for (const [index, other] of others.entries()) {
        await other.arrive();
        await other.join(code, `Player ${index + 1}`);
      }
      await host!.start();
      seated.push(...members);
      say({ type: 'seated', players: seated.length });
    }
  };
  await Promise.all(Array.from({ length: ROOMS_AT_ONCE }, openNext));
  return seated;
}

/** One timer for all hands: each player's turn comes every DRAW_BATCH_MS. */
function drawAlong(players: readonly BenchPlayer[], notebook: Notebook, lag: Histogram): NodeJS.Timeout {
  const turnMs = DRAW_BATCH_MS / PHASES;
  let turn = 0;
  const startedAt = performance.now();
  return setInterval(() => {
    const now = performance.now();
    // A late timer catches up on the turns that it missed: hands do not wait for anybody's event loop.
    for (; startedAt + turn * turnMs <= now; turn += 1) {
      if (notebook.measuring) lag.add(now - (startedAt + turn * turnMs));
      for (let place = turn % PHASES; place < players.length; place += PHASES) players[place]!.draw(now);
    }
  }, turnMs);
}

async function seconds(count: number, notebook: Notebook): Promise<CrowdSecond[]> {
  const series: CrowdSecond[] = [];
  const startedAt = performance.now();
  let [guesses, packets] = [0, 0];
  for (let second = 1; second <= count; second += 1) {
    await pause(Math.max(0, startedAt + second * SECOND_MS - performance.now()));
    series.push({
      guesses: notebook.guesses - guesses,
      packets: notebook.packets - packets,
      latency: notebook.secondLatency.pack(),
    });
    ({ guesses, packets } = notebook);
    notebook.secondLatency = new Histogram();
  }
  return series;
}

function bytesOf(players: readonly BenchPlayer[]): { up: number; down: number } {
  return players.reduce((sum, { bytes }) => ({ up: sum.up + bytes.up, down: sum.down + bytes.down }), {
    up: 0,
    down: 0,
  });
}

function say(news: CrowdNews): void {
  process.send?.(news);
}
