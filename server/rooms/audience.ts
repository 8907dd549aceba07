import type { PlayerId } from '../../shared/game/index.ts';
import type { ClosedReason, ServerToClientEvents } from '../../shared/protocol/index.ts';

export type RoomEvent = keyof ServerToClientEvents;
export type RoomMessage<E extends RoomEvent> = Parameters<ServerToClientEvents[E]>[0];

/**
 * Those who hear a room: whoever has a seat there and is connected, wherever that may be. A room speaks to it and never
 * knows how its words travel.
 */
export interface Audience {
  toAll<E extends RoomEvent>(event: E, message: RoomMessage<E>): void;
  /** To these and nobody else; to nobody where there are none. */
  toSome<E extends RoomEvent>(playerIds: readonly PlayerId[], event: E, message: RoomMessage<E>): void;
  /** Tells a player why, and takes the seat away. */
  dismiss(playerId: PlayerId, reason: ClosedReason): void;
}
