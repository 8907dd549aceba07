import { z } from 'zod';

/** What is measured: of each curve what was asked for, and what came out of it. */

const howMany = z.int().min(0);
/** null is what could not be measured, such as latencies where no guess came. */
const perhaps = z.number().nullable();

const playersPoint = z.strictObject({
  players: howMany,
  seconds: howMany,
  /** Cores that the server kept busy. */
  serverCores: perhaps,
  /** From sending the newest ink in a guess to hearing the guess. */
  p50Ms: perhaps,
  p99Ms: perhaps,
  /** Of the server's event loop, in the worst second. */
  lagP99Ms: perhaps,
  /** Of the crowd's own timers: what the players themselves add to the latencies. */
  crowdLagP99Ms: perhaps,
  errors: howMany,
});

const roomsPoint = z.strictObject({
  /** Of eight players each. */
  rooms: howMany,
  /** The server's memory with everybody connected and nobody in a room. */
  connectedMegabytes: z.number(),
  /** And with everybody in the lobby of a room. */
  seatedMegabytes: z.number(),
});

const wordsPoint = z.strictObject({
  words: howMany,
  /** Of the epoch. */
  pictures: howMany,
  /** Of the network, which learn as one. */
  copies: howMany,
  epochSeconds: z.number(),
  guessMs: z.number(),
});

const drawingsPoint = z.strictObject({
  recipe: z.string(),
  drawings: howMany,
  copies: howMany,
  epochSeconds: z.number(),
});

export const pointsSchema = z.strictObject({
  players: z.array(playersPoint),
  rooms: z.array(roomsPoint),
  words: z.array(wordsPoint),
  drawings: z.array(drawingsPoint),
});

export type Points = z.infer<typeof pointsSchema>;
export type CurveName = keyof Points;
export const CURVE_NAMES = ['players', 'rooms', 'words', 'drawings'] as const satisfies readonly CurveName[];

export type PlayersPoint = z.infer<typeof playersPoint>;
export type RoomsPoint = z.infer<typeof roomsPoint>;
export type WordsPoint = z.infer<typeof wordsPoint>;
export type DrawingsPoint = z.infer<typeof drawingsPoint>;

export type PlayersAsked = Pick<PlayersPoint, 'players' | 'seconds'>;
export type RoomsAsked = Pick<RoomsPoint, 'rooms'>;
export type WordsAsked = Pick<WordsPoint, 'words' | 'pictures' | 'copies'>;
export type DrawingsAsked = Pick<DrawingsPoint, 'recipe' | 'drawings' | 'copies'>;

/** The points that were asked for, in the order of the question; those that are not there yet are left out. */
export function answersTo<Asked extends object, Answer extends Asked>(
  asked: readonly Asked[],
  points: readonly Answer[],
): Answer[] {
  return asked.flatMap((one) => points.find((point) => isAnswer(point, one)) ?? []);
}

/** Whether a point was measured for just this question. */
export function isAnswer<Asked extends object>(point: Asked, asked: Asked): boolean {
  return Object.entries(asked).every(([name, value]) => point[name as keyof Asked] === value);
}
