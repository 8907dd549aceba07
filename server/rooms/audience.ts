import type { PlayerId } from '../../shared/game/index.ts';
import type { ServerToClientEvents } from '../../shared/protocol/index.ts';

export type RoomEvent = keyof ServerToClientEvents;
export type RoomMessage<E extends RoomEvent> = Parameters<ServerToClientEvents[E]>[0];

/**
 * Those who hear a room: whoever has a seat there and is connected, wherever that may be. A room speaks to it and never
 * knows how its words travel.
 */
export interface Audience {
  toAll<E extends RoomEvent>(event: E, message: RoomMessage<E>): void;
  toOthers<E extends RoomEvent>(than: PlayerId, event: E, message: RoomMessage<E>): void;
}
