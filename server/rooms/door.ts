import type { RoomListing } from '../../shared/protocol/index.ts';
import type { NewRoom, QuickWish } from './directory.ts';
import { RequestError } from './errors.ts';
import type { JoinRequest } from './options.ts';
import type { Room } from './room.ts';

/** Everything that is asked of a room in a player's name. */
export const ROOM_REQUESTS = [
  'join',
  'comeBack',
  'leave',
  'disconnect',
  'command',
  'addBot',
  'removeBot',
  'changeSettings',
  'wishToGive',
  'draw',
  'guess',
  'chat',
  'react',
  'explain',
  'sync',
  'drawings',
  'finishedGame',
] as const satisfies readonly (keyof Room)[];
export type RoomRequest = (typeof ROOM_REQUESTS)[number];

export type MaybePromise<T> = T | Promise<T>;

/** The way to a room, wherever it is: what is here answers at once, what is elsewhere later. */
export type RoomDoor = { readonly code: string } & {
  readonly [M in RoomRequest]: (...asked: Parameters<Room[M]>) => MaybePromise<Awaited<ReturnType<Room[M]>>>;
};

/** Where people ask for rooms. Refusals are thrown, or rejected. */
export interface Reception {
  create(first: JoinRequest, wishes: NewRoom): MaybePromise<RoomDoor>;
  find(code: string): MaybePromise<RoomDoor>;
  quick(player: JoinRequest, wish: QuickWish): MaybePromise<RoomDoor>;
  list(): MaybePromise<RoomListing[]>;
  /** The name of the node that has this room, where that is another one and has a name. */
  homeOf?(code: string): string | undefined;
}

/** Goes on with what is here at once, or with what comes later when it has come: what is at once stays at once, in order. */
export function andThen<T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Does something that nobody waits for. A room that is over, or moves, finds out by itself who is there. */
export function leaveQuietly(act: () => MaybePromise<unknown>, onBroken: (error: unknown) => void): void {
  const complain = (error: unknown) => {
    if (!(error instanceof RequestError)) onBroken(error);
  };
  try {
    Promise.resolve(act()).catch(complain);
  } catch (error) {
    complain(error);
  }
}
