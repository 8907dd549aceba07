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
      // A room that I was put out of keeps its address: a reload asks again.
      if (membership.kind !== 'put-out') showInAddressBar(ui.session.code);
      this.#show();
    });
    ui.session.store.changed.subscribe(() => this.#show());
    ui.portal.stateChanged.subscribe(() => this.#show());
    ui.language.changed.subscribe(() => this.#translate());
    ui.router.changed.subscribe(() => this.#show());
    ui.zen.changed.subscribe(() => this.#show());
    this.#show();
  }

  /** Looks again at what is so. */
  refresh(): void {
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
    const isLost = this.#ui.portal.state === 'lost' && !this.#isInZen();
    this.#banner.hidden = !isLost;
    setText(this.#banner, isLost ? t('link.reconnecting') : '');
  }
}

function sceneOf(name: ScreenName): SceneName {
  if (name === 'notice') return 'boot';
  if (name === 'zen') return 'draw';
  return Object.hasOwn(PAGES, name) ? 'pages' : (name as Exclude<GameScreenName, 'notice' | 'zen'>);
}
