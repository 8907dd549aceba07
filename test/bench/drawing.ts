/** How fast drawings become simple, and pictures. Alone: `node --import tsx test/bench/drawing.ts`. */
import { pathToFileURL } from 'node:url';
import { copier } from '../../server/commands/bench/micro/copier.ts';
import {
  IMAGE_PIXELS,
  cutAtInk,
  drawingToImage,
  pointCount,
  rasterize,
  simplify,
} from '../../shared/drawing/index.ts';
import type { Drawing } from '../../shared/drawing/index.ts';
import { TYPICAL_DOODLES } from '../fixtures/drawing/doodles.ts';

const WARM_UP_MS = 300;
const MEASURE_MS = 1000;
const MICROSECONDS_PER_SECOND = 1e6;

/** Drawings a second of one core's own time, which a busy machine disturbs less than the clock on the wall. */
function drawingsPerSecond(work: (drawing: Drawing) => unknown): number {
  takeRounds(work, WARM_UP_MS);
  const before = process.cpuUsage();
  const drawings = takeRounds(work, MEASURE_MS);
  const { user, system } = process.cpuUsage(before);
  return (drawings / (user + system)) * MICROSECONDS_PER_SECOND;
}

/** Works through all typical doodles, again and again, for so many milliseconds; returns how many that were. */
function takeRounds(work: (drawing: Drawing) => unknown, durationMs: number): number {
  const until = performance.now() + durationMs;
  let drawings = 0;
  while (performance.now() < until) {
    for (const doodle of TYPICAL_DOODLES) work(doodle);
    drawings += TYPICAL_DOODLES.length;
  }
  return drawings;
}

/** Prints drawings a second on one core, and how many times slower that is than copying the data. */
export async function run(): Promise<void> {
  const count = TYPICAL_DOODLES.length;
  const strokes = TYPICAL_DOODLES.reduce((sum, doodle) => sum + doodle.length, 0) / count;
  const points = TYPICAL_DOODLES.reduce((sum, doodle) => sum + pointCount(doodle), 0) / count;
  console.log(
    `drawing: ${count} doodles, ${strokes.toFixed(1)} strokes and ${points.toFixed(0)} points on average`,
  );

  const out = new Uint8Array(IMAGE_PIXELS);
  const limit = drawingsPerSecond(copier(TYPICAL_DOODLES));
  print('copy only', limit, limit);
  print(
    'rasterize',
    drawingsPerSecond((drawing) => rasterize(drawing, { out })),
    limit,
  );
  print('simplify', drawingsPerSecond(simplify), limit);
  print(
    'drawingToImage',
    drawingsPerSecond((drawing) => drawingToImage(drawing, out)),
    limit,
  );
  print(
    'cutAtInk',
    drawingsPerSecond((drawing) => cutAtInk(drawing, 0.5)),
    limit,
  );
  return Promise.resolve();
}

function print(name: string, perSecond: number, limit: number): void {
  const ratio = (limit / perSecond).toFixed(1);
  console.log(
    `  ${name.padEnd(16)}${Math.round(perSecond).toLocaleString('en').padStart(12)} drawings/s  ${ratio.padStart(6)} x copy`,
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await run();
