import { t } from '../i18n/t.ts';
import { showInAddressBar } from '../net/room-url.ts';
import type { SceneName } from '../scenes/scene-name.ts';
import { h, setText } from './dom.ts';
import { keepTyped } from './keep-typed.ts';
import { Corner } from './parts/corner.ts';
import { ReactionLayer } from './parts/reactions/reaction-layer.ts';
import { UpdateBanner } from './parts/update-banner.ts';
import { DrawScreen } from './screens/draw-screen.ts';
import { FinalScreen } from './screens/final-screen.ts';
import { LobbyScreen } from './screens/lobby-screen.ts';
import { MenuScreen } from './screens/menu-screen.ts';
import { noticeFor, NoticeScreen } from './screens/notice-screen.ts';
import { PAGES, type PageName } from './pages/index.ts';
import { RevealScreen } from './screens/reveal-screen.ts';
import { ZenScreen } from './screens/zen-screen.ts';
import type { Screen, Ui } from './ui.ts';

/** A connection that is away for longer is more than a hiccup. */
const CUT_OFF_MS = 8_000;

type GameScreenName = 'notice' | 'menu' | 'lobby' | 'draw' | 'reveal' | 'final' | 'zen';
type ScreenName = GameScreenName | PageName;

const SCREENS: Record<ScreenName, new (ui: Ui) => Screen> = {
  notice: NoticeScreen,
  menu: MenuScreen,
  lobby: LobbyScreen,
  draw: DrawScreen,
  reveal: RevealScreen,
  final: FinalScreen,
  ...PAGES,
  zen: ZenScreen,
};

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
  #cuttingOff: ReturnType<typeof setTimeout> | null = null;
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
    host.append(new ReactionLayer(ui).element, ui.announcer.element);
    ui.session.membershipChanged.subscribe((membership) => {
      // A room that I was put out of, or that wants something first, keeps its address: a reload asks again.
      const isAtDoor = membership.kind === 'outside' && membership.refused !== undefined;
      if (membership.kind !== 'put-out' && !isAtDoor) showInAddressBar(ui.session.code);
      this.#show();
    });
    ui.session.store.changed.subscribe(() => this.#show());
    ui.portal.stateChanged.subscribe((state) => {
      if (this.#cuttingOff !== null) clearTimeout(this.#cuttingOff);
      this.#cuttingOff = state === 'lost' ? setTimeout(() => this.#cutOff(true), CUT_OFF_MS) : null;
      this.#cutOff(false);
    });
    ui.language.changed.subscribe(() => this.#translate());
    ui.router.changed.subscribe(() => this.#show());
    ui.zen.changed.subscribe(() => this.#show());
    this.#show();
  }

  /** Looks again at what is so. */
  refresh(): void {
    this.#show();
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
    const isFirst = this.#name === null;
    this.#open(name);
    window.scrollTo(0, 0);
    // A screen reader starts at the new screen's heading, and the keyboard's order with it.
    if (!isFirst) this.#screen?.element.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  }

  #open(name: ScreenName): void {
    this.#name = name;
    this.#corner.leave();
    this.#screen?.dispose();
    this.#screen?.element.remove();
    this.#onScene(sceneOf(name));
    // Pages say more.
    document.title = t('app.name');
    this.#screen = new SCREENS[name](this.#ui);
    document.body.dataset['screen'] = name;
    this.#host.append(this.#screen.element);
    this.#corner.settle(this.#screen.element);
  }

  /** Makes the same screen anew in the language that is spoken now. */
  #translate(): void {
    this.#showBanner();
    this.#corner.refill();
    if (this.#name === null || this.#screen === null) return;
    const putBack = keepTyped(this.#screen.element);
    this.#open(this.#name);
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

  #showBanner(): void {
    const { state } = this.#ui.portal;
    const notice = noticeFor(this.#ui);
    // A screen that says it all, or needs no connection, has no banner.
    const isTold = notice === 'lost' || notice === 'restarting' || this.#isInZen();
    const isWanted = state === 'lost' && !isTold;
    this.#banner.hidden = !isWanted;
    setText(this.#banner, isWanted ? t('link.reconnecting') : '');
  }
}

function sceneOf(name: ScreenName): SceneName {
  if (name === 'notice') return 'boot';
  if (name === 'zen') return 'draw';
  return Object.hasOwn(PAGES, name) ? 'pages' : (name as Exclude<GameScreenName, 'notice' | 'zen'>);
}
