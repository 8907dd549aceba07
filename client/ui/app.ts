import { t } from '../i18n/t.ts';
import { showInAddressBar } from '../net/room-url.ts';
import { SCENE_NAMES, type SceneName } from '../scenes/scene-name.ts';
import { h, setText } from './dom.ts';
import { keepTyped } from './keep-typed.ts';
import type { LATER_SCREENS } from './later-screens.ts';
import { Corner } from './parts/corner.ts';
import { UpdateBanner } from './parts/update-banner.ts';
import { MenuScreen } from './screens/menu-screen.ts';
import { noticeFor, NoticeScreen } from './screens/notice-screen.ts';
import type { Screen, Ui } from './ui.ts';
import { unfold } from './unfold.ts';

/** How long it is said that some rooms are out of reach: it may last, and the banner stands before buttons on a phone. */
const DEGRADED_TOLD_MS = 10_000;
/** A connection that is away for longer is more than a hiccup. */
const CUT_OFF_MS = 8_000;
/** Whoever is back sooner, at another node say, has missed nothing, and is not told. */
const LOST_TOLD_MS = 700;

type LaterScreens = typeof LATER_SCREENS;
/** What may be seen first. */
const FIRST_SCREENS = { menu: MenuScreen, notice: NoticeScreen };
type ScreenName = keyof typeof FIRST_SCREENS | keyof LaterScreens;

/** Where a reload would disturb nobody. */
const CALM: ReadonlySet<ScreenName> = new Set(['menu', 'lobby', 'final', 'notice']);

/** Chooses the screen for what is so now, and tells the stage which scene belongs to it. */
export class App {
  readonly #ui: Ui;
  readonly #host: HTMLElement;
  readonly #onScene: (name: SceneName) => void;
  readonly #banner = h('p', { class: 'banner', role: 'status', 'aria-live': 'polite', hidden: true });
  readonly #corner: Corner;
  readonly #update: UpdateBanner;
  #fetching: Promise<void> | null = null;
  #later: LaterScreens | null = null;
  #cuttingOff: ReturnType<typeof setTimeout> | null = null;
  /** Runs while the connection is lost and nobody was told. */
  #tellingLost: ReturnType<typeof setTimeout> | null = null;
  #isLostTold = false;
  /** While it is being said that rooms at other nodes of the site are out of reach. */
  #tellingDegraded: ReturnType<typeof setTimeout> | null = null;
  #name: ScreenName | null = null;
  #screen: Screen | null = null;

  constructor(ui: Ui, host: HTMLElement, onScene: (name: SceneName) => void) {
    this.#ui = ui;
    this.#host = host;
    this.#onScene = onScene;
    this.#update = new UpdateBanner(ui.updates);
    host.append(this.#banner, this.#update.element);
    ui.updates.found.subscribe(() => this.#show());
    this.#corner = new Corner(ui, host);
    host.append(ui.announcer.element);
    ui.session.membershipChanged.subscribe((membership) => {
      // A room that I was put out of, or that wants something first, keeps its address: a reload asks again.
      const isAtDoor = membership.kind === 'outside' && membership.refused !== undefined;
      if (membership.kind !== 'put-out' && !isAtDoor) showInAddressBar(ui.session.code);
      this.#show();
    });
    ui.session.store.changed.subscribe(() => this.#show());
    ui.portal.on('site:state', ({ isDegraded }) => this.#tellDegraded(isDegraded));
    ui.portal.stateChanged.subscribe((state) => {
      // The next server says it where it is so.
      if (state === 'lost') this.#tellDegraded(false);
      if (this.#cuttingOff !== null) clearTimeout(this.#cuttingOff);
      this.#cuttingOff = state === 'lost' ? setTimeout(() => this.#cutOff(true), CUT_OFF_MS) : null;
      if (this.#tellingLost !== null) clearTimeout(this.#tellingLost);
      this.#tellingLost = state === 'lost' ? setTimeout(() => this.#tellLost(), LOST_TOLD_MS) : null;
      this.#isLostTold = false;
      this.#cutOff(false);
    });
    ui.language.changed.subscribe(() => this.#translate());
    ui.router.changed.subscribe(({ page }) => {
      // Back from another page into the room in which I still sit.
      if (page === 'play' && ui.session.code !== null) showInAddressBar(ui.session.code);
      this.#show();
    });
    ui.zen.changed.subscribe(() => this.#show());
  }

  /** Looks at what is so, the first time and again. */
  refresh(): void {
    this.#show();
  }

  /** Fetches the screens beyond the first, for when they are wanted. */
  prepare(): Promise<void> {
    this.#fetching ??= this.#fetchLater();
    return this.#fetching;
  }

  async #fetchLater(): Promise<void> {
    try {
      const { LATER_SCREENS, RoomTools } = await import('./later-screens.ts');
      this.#later = LATER_SCREENS;
      this.#corner.furnish(new RoomTools(this.#ui, this.#host));
    } catch (error) {
      // They went with the version of the page that this one is.
      reportError(error);
      this.#ui.isOutdated = true;
    }
    this.#show();
  }

  #screenOf(name: ScreenName): (new (ui: Ui) => Screen) | null {
    if (name === 'menu' || name === 'notice') return FIRST_SCREENS[name];
    if (this.#later === null) void this.prepare();
    return this.#later?.[name] ?? null;
  }

  #tellLost(): void {
    this.#isLostTold = true;
    this.#showBanner();
  }

  #cutOff(isCutOff: boolean): void {
    this.#ui.isCutOff = isCutOff;
    this.#show();
  }

  #show(): void {
    this.#showBanner();
    const name = this.#nameForNow();
    this.#update.update(CALM.has(name));
    if (name === this.#name) {
      this.#screen?.update();
      return;
    }
    // Until it has been fetched, the one before stays.
    const Made = this.#screenOf(name);
    if (Made === null) return;
    const isFirst = this.#name === null;
    this.#open(name, Made);
    if (isFirst) void this.#unfoldFirst();
    window.scrollTo(0, 0);
    // A screen reader starts at the new screen's heading, and the keyboard's order with it.
    if (!isFirst) this.#screen?.element.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  }

  /** The name stays until the words are there. */
  async #unfoldFirst(): Promise<void> {
    if (this.#screen !== null) await unfold(this.#screen.element);
    this.#host.querySelector('.splash')?.remove();
  }

  #open(name: ScreenName, Made: new (ui: Ui) => Screen): void {
    this.#name = name;
    this.#corner.leave();
    this.#screen?.dispose();
    this.#screen?.element.remove();
    this.#onScene(sceneOf(name));
    // Pages say more.
    document.title = t('app.name');
    this.#screen = new Made(this.#ui);
    document.body.dataset['screen'] = name;
    this.#host.append(this.#screen.element);
    this.#corner.settle(this.#screen.element);
  }

  /** Makes the same screen anew in the language that is spoken now. */
  #translate(): void {
    this.#showBanner();
    this.#corner.refill();
    const Made = this.#name === null ? null : this.#screenOf(this.#name);
    if (this.#name === null || this.#screen === null || Made === null) return;
    const putBack = keepTyped(this.#screen.element);
    this.#open(this.#name, Made);
    putBack(this.#screen.element);
    this.#corner.focusLanguage();
  }

  #nameForNow(): ScreenName {
    // A page beside the game is what its address says, whatever is so in a room.
    const { page } = this.#ui.router.current;
    if (page !== 'play') return page;
    // Zen needs no server, whatever is to be said of it.
    if (this.#isInZen()) return 'zen';
    if (noticeFor(this.#ui) !== null) return 'notice';
    const phase = this.#ui.session.store.view?.game.phase;
    if (phase === undefined) return 'menu';
    return phase === 'countdown' || phase === 'drawing' ? 'draw' : phase;
  }

  #isInZen(): boolean {
    const { zen, session, hasInk } = this.#ui;
    return zen.isOpen && hasInk && session.membership.kind === 'outside';
  }

  #tellDegraded(isDegraded: boolean): void {
    if (this.#tellingDegraded !== null) clearTimeout(this.#tellingDegraded);
    this.#tellingDegraded = isDegraded ? setTimeout(() => this.#tellDegraded(false), DEGRADED_TOLD_MS) : null;
    this.#showBanner();
  }

  #showBanner(): void {
    const notice = noticeFor(this.#ui);
    // A screen that says it all, or needs no connection, has no banner.
    const isTold = notice === 'lost' || notice === 'restarting' || this.#isInZen();
    const isDegraded = this.#tellingDegraded !== null;
    const said = this.#isLostTold ? t('link.reconnecting') : isDegraded ? t('link.degraded') : '';
    const text = isTold ? '' : said;
    this.#banner.hidden = text === '';
    setText(this.#banner, text);
  }
}

function sceneOf(name: ScreenName): SceneName {
  if (name === 'notice') return 'boot';
  if (name === 'zen') return 'draw';
  return SCENE_NAMES.find((scene) => scene === name) ?? 'pages';
}
