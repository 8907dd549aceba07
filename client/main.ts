import { InkSlots } from './drawing/slots.ts';
import { Language } from './i18n/language.ts';
import { firstSignOfLife } from './first-sign-of-life.ts';
import { nextTask } from './next-task.ts';
import { reportErrors } from './net/error-reports.ts';
import { Explanations } from './net/explanations.ts';
import { Giving } from './net/giving.ts';
import {
  codeHiddenMemory,
  givingMemory,
  profileMemory,
  seatMemory,
  soundMemory,
  tokenMemory,
} from './net/memory.ts';
import { Portal } from './net/portal.ts';
import { Router } from './net/route.ts';
import { roomCodeOf } from './net/room-url.ts';
import { RoomSession } from './net/room-session.ts';
import { Talk } from './net/talk.ts';
import { ServerClock } from './net/server-clock.ts';
import { Updates } from './net/updates.ts';
import { onWake } from './net/wake.ts';
import type { SceneName } from './scenes/scene-name.ts';
import type { Stage } from './scenes/stage.ts';
import { thisBrowser } from './sound/browser.ts';
import { SoundDirector } from './sound/director.ts';
import { Sound } from './sound/index.ts';
import { App } from './ui/app.ts';
import { Announcer } from './ui/parts/announcer.ts';
import { prefersReducedMotion, Theme } from './ui/theme.ts';
import type { Ui } from './ui/ui.ts';
import { ZenDoor } from './zen/zen-door.ts';

/** The composition root of the browser's side: the only file that wires things together. */
reportErrors();
const host = document.getElementById('app')!;
const signOfLife = firstSignOfLife();
const theme = new Theme();
await nextTask();
const language = await Language.open();
await nextTask();
const slots = new InkSlots();

// A seat belongs to its address: opening another room's link, or the start, does not lead back into the old room. Who
// hides the code has a seat at an address without one.
const address = roomCodeOf(window.location.pathname);
if (seatMemory.get() !== address && (address !== null || !codeHiddenMemory.get())) seatMemory.set(null);

const portal = new Portal(tokenMemory);
const clock = new ServerClock(() => performance.now());
const session = new RoomSession(portal, clock, { seat: seatMemory, profile: profileMemory });
onWake(() => {
  void portal.wake();
  void session.wake();
});
const sound = new Sound(thisBrowser(prefersReducedMotion), soundMemory);
new SoundDirector({ sound, session, clock, language: () => language.tag });

let stage: Stage | null = null;
let scene: SceneName = 'boot';
const talk = new Talk(portal, session, () => performance.now());
const isCoarse = window.matchMedia('(pointer: coarse)').matches;
const giving = new Giving(portal, givingMemory, isCoarse ? 'touch' : 'mouse');
window.addEventListener('pointerdown', ({ pointerType }) => giving.usePen(pointerType), { capture: true });
const announcer = new Announcer();
const router = new Router();
const updates = new Updates();
const ui: Ui = {
  session,
  explanations: new Explanations(portal),
  giving,
  portal,
  router,
  clock,
  slots,
  theme,
  language,
  announcer,
  sound,
  talk,
  zen: new ZenDoor(),
  updates,
  isOutdated: false,
  hasInk: true,
  isCutOff: false,
};
await nextTask();
const app = new App(ui, host, (name) => {
  scene = name;
  stage?.show(name);
});
await nextTask();
app.refresh();
await nextTask();
await connect();

// The first words are here first. Ink needs Phaser, which is large: it comes when a screen has a place for ink, or somebody is
// there who will soon want one, as the other screens do. What the page keeps for later comes after that.
await Promise.race([slots.firstAdded, signOfLife]);
void app.prepare();
const { openStage } = await import('./scenes/stage.ts');
stage = openStage({ host, slots, theme });
stage?.show(scene);
if (stage === null) {
  ui.hasInk = false;
  app.refresh();
}
void updates.keep();

/** What connects comes after the words, as who reads them first does not miss it, and before Phaser, which would keep it waiting. */
async function connect(): Promise<void> {
  try {
    const { io } = await import('socket.io-client');
    await nextTask();
    portal.connect(
      io({
        autoConnect: false,
        transports: ['websocket', 'polling'],
        tryAllTransports: true,
        reconnectionDelay: 300,
        reconnectionDelayMax: 2_000,
      }),
    );
  } catch (error) {
    // It went with the version of the page that this one is.
    reportError(error);
    ui.isOutdated = true;
    app.refresh();
  }
}
