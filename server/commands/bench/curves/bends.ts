import type { Point } from '../../../training/evaluation/report/chart.ts';
import { MOST_LATENCY_MS, ROOM_SIZE } from '../play/play.ts';
import { digits } from './digits.ts';
import { fitLine, fitPower, furthest } from './fit.ts';
import type { DrawingsPoint, PlayersPoint, RoomsPoint, WordsPoint } from './points.ts';

/** What each curve says, in sentences computed from its points; these are in the order of what is counted. */

const KILOBYTES_PER_MEGABYTE = 1_000;
/** A loop that is later than this keeps everybody waiting. */
const MOST_LAG_MS = 50;
/** Speeds that differ by less are the same. */
const SAME_SPEED = 0.9;

export function playersBend(points: readonly PlayersPoint[]): string {
  const inTime = ({ p99Ms }: PlayersPoint) => p99Ms !== null && p99Ms <= MOST_LATENCY_MS;
  const late = points.findIndex((point) => !inTime(point));
  return [latencyBend(points, late), coresBend(points, late), lagBend(points)].join(' ');
}

function latencyBend(points: readonly PlayersPoint[], late: number): string {
  const limit = `${MOST_LATENCY_MS} ms`;
  if (late < 0)
    return `The 99th percentile of stroke to guess stays within ${limit} up to ${last(points).players} players, the most that were tried.`;
  const { players, p99Ms } = points[late]!;
  const found = p99Ms === null ? 'no guess came' : `${digits(p99Ms)} ms`;
  if (late === 0)
    return `The 99th percentile of stroke to guess is beyond ${limit} with ${players} players already, the fewest that were tried (${found}).`;
  return `The 99th percentile of stroke to guess passes ${limit} between ${points[late - 1]!.players} and ${players} players (${found} at ${players}).`;
}

/** How many cores a player takes where everybody is served in time: later on, looks are put off. */
function coresBend(points: readonly PlayersPoint[], late: number): string {
  const known = points.filter(({ serverCores }) => serverCores !== null);
  if (known.length === 0) return '';
  const busiest = known.reduce((most, one) => (one.serverCores! > most.serverCores! ? one : most));
  const most = `The server takes ${busiest.serverCores!.toFixed(2)} cores at most (with ${busiest.players} players).`;
  const before = (late < 0 ? points : points.slice(0, late)).filter(
    ({ serverCores }) => serverCores !== null,
  );
  const line = fitLine(before.map(({ players, serverCores }): Point => [players, serverCores!]));
  if (line === null) return most;
  return `${most} As long as guesses are in time a player takes ${digits(100 * line.slope)} % of a core.`;
}

function lagBend(points: readonly PlayersPoint[]): string {
  const slow = points.find(({ lagP99Ms }) => lagP99Ms === null || lagP99Ms > MOST_LAG_MS);
  const limit = `${MOST_LAG_MS} ms`;
  return slow
    ? `The event loop's lag is first over ${limit} with ${slow.players} players.`
    : `The event loop's lag stays within ${limit}.`;
}

export function roomsBend(points: readonly RoomsPoint[]): string {
  const seated = points.map(({ rooms, seatedMegabytes }): Point => [rooms, seatedMegabytes]);
  const connected = points.map(({ rooms, connectedMegabytes }): Point => [
    ROOM_SIZE * rooms,
    connectedMegabytes,
  ]);
  const [room, player] = [fitLine(seated), fitLine(connected)];
  if (room === null || player === null) return 'One number of rooms makes no line.';
  const kilobytes = digits(KILOBYTES_PER_MEGABYTE * player.slope);
  return `A room of eight in its lobby takes ${digits(room.slope)} MB, its players' connections included, and a connected player ${kilobytes} KB (least squares). No measured number is further than ${furthest(seated, room).toFixed(1)} MB from that line, which begins at ${digits(room.intercept)} MB.`;
}

export function wordsBend(points: readonly WordsPoint[]): string {
  const epochs = points.map(({ words, epochSeconds }): Point => [words, epochSeconds]);
  const [power, line] = [fitPower(epochs), fitLine(epochs)];
  if (power === null || line === null) return 'One number of words makes no line.';
  const [few, many] = [points[0]!, last(points)];
  const ratio = (most: number, least: number) => `${digits(most / least)} times`;
  const doubled =
    line.slope > 0 && line.intercept > 0
      ? ` By the straight line through the points, words cost as much as all the rest from ${digits(line.intercept / line.slope)} words on.`
      : '';
  return `${ratio(many.words, few.words)} the words take ${ratio(many.epochSeconds, few.epochSeconds)} the time to learn (it grows by the words to the power of ${power.exponent.toFixed(2)}) and ${ratio(many.guessMs, few.guessMs)} the time to guess.${doubled}`;
}

export function drawingsBend(points: readonly DrawingsPoint[]): string {
  return recipesIn(points)
    .map((recipe) =>
      drawingsOf(
        recipe,
        points.filter((point) => point.recipe === recipe),
      ),
    )
    .join(' ');
}

export function recipesIn(points: readonly DrawingsPoint[]): string[] {
  return [...new Set(points.map(({ recipe }) => recipe))];
}

function drawingsOf(recipe: string, points: readonly DrawingsPoint[]): string {
  const speedOf = ({ drawings, epochSeconds }: DrawingsPoint) => drawings / epochSeconds;
  const speed = `${digits(Math.round(speedOf(last(points))))} a second`;
  const power = fitPower(points.map(({ drawings, epochSeconds }): Point => [drawings, epochSeconds]));
  if (power === null) return `${recipe}: ${speed}.`;
  const level = points.find((point) => speedOf(point) >= SAME_SPEED * speedOf(last(points)))!;
  return `${recipe}: the time of an epoch grows by the drawings to the power of ${power.exponent.toFixed(2)}, and from ${digits(level.drawings)} on it learns as fast as with the most, ${speed}.`;
}

function last<Item>(items: readonly Item[]): Item {
  return items.at(-1)!;
}
