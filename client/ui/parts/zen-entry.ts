import { t } from '../../i18n/t.ts';
import { h } from '../dom.ts';
import { button } from './buttons.ts';
import type { Ui } from '../ui.ts';

/** The way into Zen, on the menu: quiet while there is a server to play on, and all that there is without one. */
export class ZenEntry {
  readonly element = h('section', { class: 'zen-entry', 'aria-live': 'polite' });
  readonly #ui: Ui;
  readonly #card: HTMLElement;
  #isOffline: boolean | null = null;

  /** @param card the way to everybody else: Zen stands below it, or above while that way is closed */
  constructor(ui: Ui, card: HTMLElement) {
    this.#ui = ui;
    this.#card = card;
  }

  update(): void {
    const isOffline = this.#ui.portal.state === 'lost' || !navigator.onLine;
    if (isOffline === this.#isOffline) return;
    this.#isOffline = isOffline;
    this.element.classList.toggle('is-offline', isOffline);
    if (isOffline) this.#card.before(this.element);
    else this.#card.after(this.element);
    const open = () => this.#ui.zen.open();
    this.element.replaceChildren(
      ...(isOffline
        ? [
            h('p', {}, h('strong', {}, t('offline.title')), ' ', t('offline.text')),
            button({ label: t('offline.play'), look: 'primary', icon: 'pencil', onPress: open }),
          ]
        : [button({ label: t('zen.open'), look: 'quiet', onPress: open })]),
    );
  }
}
