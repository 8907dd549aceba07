import { t } from '../../i18n/t.ts';
import { h } from '../dom.ts';
import { button } from '../parts/buttons.ts';
import type { Screen, Ui } from '../ui.ts';
import { loadingNote, pageFrame, pageNotice } from './page.ts';

/** The page of whoever runs the server. Its code comes only to those who open it. */
export class AdminPage implements Screen {
  readonly element: HTMLElement;
  readonly #place = h('div', { class: 'page-content' }, loadingNote());
  #inner: { readonly element: HTMLElement; dispose(): void } | null = null;
  #isGone = false;

  constructor(ui: Ui) {
    document.title = `${t('admin.title')} · ${t('app.name')}`;
    this.element = pageFrame(
      ui,
      'admin',
      h('h1', { class: 'page-title', tabindex: '-1' }, t('admin.title')),
      this.#place,
    );
    void this.#load();
  }

  update(): void {
    // Nothing in here depends on a room.
  }

  dispose(): void {
    this.#isGone = true;
    this.#inner?.dispose();
  }

  async #load(): Promise<void> {
    try {
      const { AdminView } = await import('../admin/admin-view.ts');
      if (this.#isGone) return;
      this.#inner = new AdminView();
      this.#place.replaceChildren(this.#inner.element);
    } catch {
      const again = button({ label: t('pages.again'), look: 'primary', onPress: () => void this.#load() });
      this.#place.replaceChildren(pageNotice(t('pages.failed'), '', again));
    }
  }
}
