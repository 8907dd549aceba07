import type { InkSlots } from '../drawing/slots.ts';
import type { Language } from '../i18n/language.ts';
import type { Giving } from '../net/giving.ts';
import type { Explanations } from '../net/explanations.ts';
import type { RoomSession } from '../net/room-session.ts';
import type { Router } from '../net/route.ts';
import type { Portal } from '../net/portal.ts';
import type { Updates } from '../net/updates.ts';
import type { ServerClock } from '../net/server-clock.ts';
import type { Talk } from '../net/talk.ts';
import type { Sound } from '../sound/index.ts';
import type { ZenDoor } from '../zen/zen-door.ts';
import type { Announcer } from './parts/announcer.ts';
import type { Theme } from './theme.ts';

/** What every screen works with. */
export interface Ui {
  readonly session: RoomSession;
  readonly portal: Portal;
  readonly router: Router;
  readonly explanations: Explanations;
  readonly giving: Giving;
  readonly clock: ServerClock;
  readonly slots: InkSlots;
  readonly theme: Theme;
  readonly language: Language;
  readonly announcer: Announcer;
  readonly sound: Sound;
  readonly talk: Talk;
  readonly zen: ZenDoor;
  readonly updates: Updates;
  /** Whether parts of this page cannot be had any more. */
  isOutdated: boolean;
  /** Whether this browser can show ink; unknown, and believed, until the stage is open. */
  hasInk: boolean;
  /** Whether the connection has been away for so long that a banner is not enough. */
  isCutOff: boolean;
}

/** One screen of words and buttons: made when it is wanted, told to `update`, and told to `dispose` of itself. */
export interface Screen {
  readonly element: HTMLElement;
  /** Something in the room or in my membership changed. */
  update(): void;
  dispose(): void;
}
