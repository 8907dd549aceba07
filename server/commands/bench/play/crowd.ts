/** A process full of players. It sits them down, lets them draw, and tells its parent what they met with. */
import { setTimeout as pause } from 'node:timers/promises';
import { Histogram } from './histogram.ts';
import type { CrowdNews, CrowdOrder, CrowdResult, CrowdSecond, CrowdSetup } from './messages.ts';
import { emptyNotebook, type BenchPlayer, type Notebook } from './player.ts';
import { drawAlong, everybodyDraws, seatPlayers } from './seating.ts';

const SECOND_MS = 1_000;

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
  const notebook = emptyNotebook((what) => (errors[what] = (errors[what] ?? 0) + 1));
  const rooms = await seatPlayers(setup, notebook, (count) => say({ type: 'seated', players: count }));
  const players = rooms.flatMap((room) => room.players);
  const lag = new Histogram();
  const drawing = drawAlong(players, notebook, lag);
  await everybodyDraws(players);
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
