import type { PlayerId } from '../../shared/game/index.ts';
import type { RoomRequest } from '../rooms/door.ts';
import type { Room } from '../rooms/room.ts';

/** Asks a room that is here. @throws what the room throws */
export function call(room: Room, method: RoomRequest, args: readonly unknown[]): unknown {
  return (room[method] as (...given: readonly unknown[]) => unknown).apply(room, [...args]);
}

/** Whether somebody takes a seat by this. */
export function isComing(method: RoomRequest): boolean {
  return method === 'join' || method === 'comeBack';
}

/** In whose name something is asked. */
export function playerIn([first]: readonly unknown[]): PlayerId {
  return typeof first === 'string' ? first : (first as { playerId: PlayerId }).playerId;
}

/** Without what is undefined at its end, which JSON would make null. */
export function trimmed(args: readonly unknown[]): readonly unknown[] {
  return args.slice(0, args.findLastIndex((arg) => arg !== undefined) + 1);
}
