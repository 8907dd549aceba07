import type { InkSlots } from '../drawing/slots.ts';
import type { RoomSession } from '../net/room-session.ts';
import type { Portal } from '../net/portal.ts';
import type { ServerClock } from '../net/server-clock.ts';
import type { Announcer } from './parts/announcer.ts';
import type { Theme } from './theme.ts';

/** What every screen works with. */
export interface Ui {
  readonly session: RoomSession;
  readonly portal: Portal;
  readonly clock: ServerClock;
  readonly slots: InkSlots;
  readonly theme: Theme;
  readonly announcer: Announcer;
}

/** One screen of words and buttons. It lives from `dispose`less birth to `dispose`, and `update` shows what is so now. */
export interface Screen {
  readonly element: HTMLElement;
  /** Something in the room or in my membership changed. */
  update(): void;
  dispose(): void;
}
