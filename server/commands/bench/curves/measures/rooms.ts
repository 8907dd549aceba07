import { setTimeout as pause } from 'node:timers/promises';
import type { Curve } from '../fill.ts';
import type { RoomsAsked, RoomsPoint } from '../points.ts';
import { ROOM_SIZE } from '../../play/play.ts';
import { BenchPlayer, emptyNotebook } from '../../play/player.ts';
import { ServerProcess } from '../../play/server-process.ts';

/** Rooms that are filled at once. */
const AT_ONCE = 4;
const BYTES_PER_MEGABYTE = 1e6;
/** What was sent has been heard by then. */
const CALM_MS = 1_500;
/** A collection, and the system has got back what it freed. */
const COLLECTING_MS = 1_000;
const COLLECTIONS = 2;
const GARBAGE_MODULE = new URL('./garbage-on-signal.mjs', import.meta.url);

/** What rooms cost in memory in which nobody draws: each number at a server of its own. */
export function roomsCurve(asked: readonly RoomsAsked[]): Curve<RoomsAsked, RoomsPoint> {
  return {
    label: 'Rooms',
    unit: 'steps',
    asked,
    // Everybody connects, then everybody sits down.
    workOf: ({ rooms }) => 2 * ROOM_SIZE * rooms,
    measure,
  };
}

async function measure({ rooms }: RoomsAsked, onWork: (done: number) => void): Promise<RoomsPoint> {
  const complaints: string[] = [];
  const notebook = emptyNotebook((what) => complaints.push(what));
  const server = await ServerProcess.start({
    kind: 'inkling',
    nodeFlags: ['--expose-gc', '--import', GARBAGE_MODULE.href],
  });
  const companies: BenchPlayer[][] = Array.from({ length: rooms }, () => []);
  let done = 0;
  const step = () => onWork((done += 1));
  const connect = async () => {
    const player = new BenchPlayer(server.url, { notebook, repertoire: [], random: Math.random });
    await player.arrive();
    return player;
  };
  try {
    // What is opened once is no room's own.
    const first = await connect();
    await first.open('Player 0');
    await first.leave();
    first.close();
    await someAtOnce(companies, async (company) => {
      while (company.length < ROOM_SIZE) {
        company.push(await connect());
        step();
      }
    });
    const connectedMegabytes = await memoryOf(server);
    await someAtOnce(companies, async ([host, ...others]) => {
      const code = await host!.open('Player 0', { maxPlayers: ROOM_SIZE });
      step();
      for (const [index, other] of others.entries()) {
        await other.join(code, `Player ${index + 1}`);
        step();
      }
    });
    const seatedMegabytes = await memoryOf(server);
    if (complaints.length > 0) throw new Error(`Not everybody stayed in ${rooms} rooms: ${complaints[0]!}.`);
    return { rooms, connectedMegabytes, seatedMegabytes };
  } finally {
    for (const player of companies.flat()) player.close();
    await server.stop();
  }
}

/** Megabytes of the process, without garbage. */
async function memoryOf(server: ServerProcess): Promise<number> {
  await pause(CALM_MS);
  for (let collection = 0; collection < COLLECTIONS; collection += 1) {
    process.kill(server.pid, 'SIGUSR2');
    await pause(COLLECTING_MS);
  }
  const { rssBytes } = await server.sample();
  return rssBytes / BYTES_PER_MEGABYTE;
}

async function someAtOnce<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
