import type { Failure } from '../../net/portal.ts';
import type { RoomSession } from '../../net/room-session.ts';

/**
 * What follows when a room does not let somebody in: a screen that says so, or its door, where a name or a password can be
 * changed. False where neither helps: then whoever asked says what the failure is.
 */
export function turnAway(session: RoomSession, code: string, failure: Failure): boolean {
  switch (failure.code) {
    case 'room-full':
      session.stayOutside(code, 'full');
      return true;
    case 'no-such-room':
      session.stayOutside(code, 'gone');
      return true;
    case 'banned':
      session.stayOutside(code, 'kicked');
      return true;
    case 'name-taken':
    case 'wrong-password':
      session.standAtDoor(code, failure);
      return true;
    default:
      return false;
  }
}
