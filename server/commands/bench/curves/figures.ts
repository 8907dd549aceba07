import type { Point } from '../../../training/evaluation/report/chart.ts';
import { MOST_LATENCY_MS, ROOM_SIZE } from '../play/play.ts';
import { linearAxis, logAxis } from './axis.ts';
import { drawingsBend, playersBend, recipesIn, roomsBend, wordsBend } from './bends.ts';
import { cell, digits } from './digits.ts';
import type { CurveLine, Panel } from './panel.ts';
import { answersTo, type CurveName, type DrawingsPoint, type Points } from './points.ts';
import type { PlayersPoint, RoomsPoint, WordsPoint } from './points.ts';
import type { Sizes } from './sizes.ts';

/** All that is shown of a curve. */
export interface Figure {
  readonly name: CurveName;
  readonly title: string;
  /** How it was measured. */
  readonly lead: string;
  /** What the points say. */
  readonly bend: string;
  readonly panels: readonly Panel[];
  readonly table: { readonly heads: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

/** The curves of which there are points among those asked for. */
export function figuresOf(sizes: Sizes, points: Points): Figure[] {
  const players = answersTo(sizes.players, points.players);
  const rooms = answersTo(sizes.rooms, points.rooms);
  const words = answersTo(sizes.words, points.words);
  const drawings = answersTo(sizes.drawings, points.drawings);
  return [
    ...(players.length > 0 ? [playersFigure(players)] : []),
    ...(rooms.length > 0 ? [roomsFigure(rooms)] : []),
    ...(words.length > 0 ? [wordsFigure(words)] : []),
    ...(drawings.length > 0 ? [drawingsFigure(drawings)] : []),
  ];
}

function playersFigure(points: readonly PlayersPoint[]): Figure {
  const linesOf = (...wanted: [CurveLine['css'], string, (point: PlayersPoint) => number | null][]) =>
    wanted.map(([css, name, value]) => ({
      css,
      name,
      points: known(points, ({ players }) => players, value),
    }));
  const x = { xName: 'players', x: linearAxis(points.map(({ players }) => players)) };
  const times = linesOf(
    ['main', 'stroke to guess, p99', ({ p99Ms }) => p99Ms],
    ['second', 'stroke to guess, p50', ({ p50Ms }) => p50Ms],
    ['third', 'loop lag, p99', ({ lagP99Ms }) => lagP99Ms],
  );
  const cores = linesOf(['main', 'cores', ({ serverCores }) => serverCores]);
  return {
    name: 'players',
    title: 'Players',
    lead: `Real clients in processes of their own draw at a human's pace in rooms of eight, ${points[0]!.seconds} s at a time, and share this machine with the server.`,
    bend: playersBend(points),
    panels: [
      {
        title: 'Players: milliseconds from stroke to guess, and of event-loop lag',
        ...x,
        y: logAxis([MOST_LATENCY_MS, ...heights(times)]),
        lines: times,
        limit: { at: MOST_LATENCY_MS, name: `${MOST_LATENCY_MS} ms` },
      },
      {
        title: 'Players: cores that the server keeps busy',
        ...x,
        y: linearAxis(heights(cores)),
        lines: cores,
      },
    ],
    table: {
      heads: [
        'players',
        'server cores',
        'p50, ms',
        'p99, ms',
        'loop lag p99, ms',
        'own lag of the crowd, ms',
        'errors',
      ],
      rows: points.map((point) => [
        cell(point.players),
        cell(point.serverCores),
        cell(point.p50Ms),
        cell(point.p99Ms),
        cell(point.lagP99Ms),
        cell(point.crowdLagP99Ms),
        cell(point.errors),
      ]),
    },
  };
}

function roomsFigure(points: readonly RoomsPoint[]): Figure {
  const roomsOf = ({ rooms }: RoomsPoint) => rooms;
  const lines: CurveLine[] = [
    { css: 'main', name: 'in their rooms', points: known(points, roomsOf, (one) => one.seatedMegabytes) },
    {
      css: 'second',
      name: 'connected only',
      points: known(points, roomsOf, (one) => one.connectedMegabytes),
    },
  ];
  return {
    name: 'rooms',
    title: 'Rooms',
    lead: 'The memory (RSS) of a server without its garbage: when everybody is connected and nobody in a room, and when all sit in lobbies, eight in each, and do nothing. Each number of rooms has a server of its own, in which one room was opened and left before.',
    bend: roomsBend(points),
    panels: [
      {
        title: "Rooms: the server's memory, MB",
        xName: 'rooms',
        x: linearAxis(points.map(({ rooms }) => rooms)),
        y: linearAxis(heights(lines)),
        lines,
      },
    ],
    table: {
      heads: ['rooms', 'players', 'connected, MB', 'in their rooms, MB'],
      rows: points.map(({ rooms, connectedMegabytes, seatedMegabytes }) => [
        cell(rooms),
        cell(ROOM_SIZE * rooms),
        cell(connectedMegabytes),
        cell(seatedMegabytes),
      ]),
    },
  };
}

function wordsFigure(points: readonly WordsPoint[]): Figure {
  const { pictures, copies } = points[0]!;
  const panel = (title: string, name: string, value: (point: WordsPoint) => number): Panel => {
    const line: CurveLine = { css: 'main', name, points: known(points, ({ words }) => words, value) };
    return {
      title,
      xName: 'words',
      x: linearAxis(points.map(({ words }) => words)),
      y: linearAxis(heights([line])),
      lines: [line],
    };
  };
  return {
    name: 'words',
    title: 'Words',
    lead: `The network that ships with fewer outputs: an epoch of ${digits(pictures)} pictures, drawn and augmented as its recipe says, without a teacher, by ${copiesText(copies)} on WebAssembly; and a guess of eight pictures at once.`,
    bend: wordsBend(points),
    panels: [
      panel(
        `Words: seconds for an epoch of ${digits(pictures)} pictures`,
        'epoch',
        (one) => one.epochSeconds,
      ),
      panel('Words: milliseconds for a guess of 8 pictures', 'guess', (one) => one.guessMs),
    ],
    table: {
      heads: ['words', 'epoch, s', 'guess of 8, ms'],
      rows: points.map(({ words, epochSeconds, guessMs }) => [
        cell(words),
        cell(epochSeconds),
        cell(guessMs),
      ]),
    },
  };
}

function drawingsFigure(points: readonly DrawingsPoint[]): Figure {
  const looks = ['main', 'second', 'third'] as const;
  const lines = recipesIn(points).map((recipe, index): CurveLine => ({
    css: looks[index % looks.length]!,
    name: recipe,
    points: known(
      points.filter((point) => point.recipe === recipe),
      ({ drawings }) => drawings,
      ({ epochSeconds }) => epochSeconds,
    ),
  }));
  return {
    name: 'drawings',
    title: 'Drawings',
    lead: `One epoch, rasterising included, of the article's network on its ten words (seed) and of the one that ships on all (live-345), by ${copiesText(points[0]!.copies)} on WebAssembly. The drawings are Inkling's own doodles as many hands draw them, again and again. Both axes are logarithmic.`,
    bend: drawingsBend(points),
    panels: [
      {
        title: 'Drawings: seconds for one epoch',
        xName: 'drawings',
        x: logAxis(points.map(({ drawings }) => drawings)),
        y: logAxis(heights(lines)),
        lines,
      },
    ],
    table: {
      heads: ['recipe', 'drawings', 'epoch, s', 'drawings a second'],
      rows: points.map(({ recipe, drawings, epochSeconds }) => [
        recipe,
        cell(drawings),
        cell(epochSeconds),
        cell(Math.round(drawings / epochSeconds)),
      ]),
    },
  };
}

/** Where a line goes: what could not be measured has no point. */
function known<Item>(
  items: readonly Item[],
  placeOf: (item: Item) => number,
  heightOf: (item: Item) => number | null,
): Point[] {
  return items.flatMap((item) => {
    const height = heightOf(item);
    return height === null ? [] : [[placeOf(item), height] as const];
  });
}

function heights(lines: readonly CurveLine[]): number[] {
  return lines.flatMap(({ points }) => points.map(([, height]) => height));
}

function copiesText(copies: number): string {
  return copies === 1 ? 'one copy' : `${copies} copies that learn as one`;
}
