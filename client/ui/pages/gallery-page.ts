import type { GalleryPage as Page, GalleryWord } from '../../../shared/protocol/index.ts';
import { t, tCount, wordName } from '../../i18n/t.ts';
import { api } from '../../net/api.ts';
import { h } from '../dom.ts';
import { button } from '../parts/buttons.ts';
import { drawingCard } from '../parts/drawing-card.ts';
import { openDrawing } from '../parts/drawing-dialog.ts';
import { drawingPicture } from '../parts/drawing-picture.ts';
import type { Screen, Ui } from '../ui.ts';
import { loadingNote, pageFrame, pageLink, pageNotice, showFetched, toStart } from './page.ts';

/** Doodles that their artists show to everybody: all words, or one of them. */
export class GalleryPage implements Screen {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #place = h('div', { class: 'page-content' });
  /** What is shown: an address may change while the page stays. */
  #word: string | null | undefined = undefined;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.element = pageFrame(ui, 'gallery', this.#place);
    this.update();
  }

  update(): void {
    const route = this.#ui.router.current;
    if (route.page !== 'gallery' || route.word === this.#word) return;
    this.#word = route.word;
    this.#place.replaceChildren(loadingNote());
    this.element.scrollTo(0, 0);
    void (route.word === null ? this.#loadWords() : this.#loadWord(route.word));
  }

  dispose(): void {
    // Nothing is held.
  }

  async #loadWords(): Promise<void> {
    const fetched = await api.galleryWords();
    if (this.#word !== null) return;
    showFetched(this.#place, fetched, {
      here: ({ words }) => this.#wordList(words),
      missing: () => pageNotice(t('pages.failed'), '', toStart(this.#ui)),
      again: () => void this.#loadWords(),
    });
  }

  async #loadWord(word: string): Promise<void> {
    const fetched = await api.galleryPage(word, null);
    if (this.#word !== word) return;
    showFetched(this.#place, fetched, {
      here: (page) => this.#wordPage(page),
      missing: () =>
        pageNotice(
          t('gallery.unknown'),
          word,
          pageLink(this.#ui.router, { page: 'gallery', word: null }, t('gallery.allWords')),
        ),
      again: () => void this.#loadWord(word),
    });
  }

  #wordList(words: readonly GalleryWord[]): readonly HTMLElement[] {
    const head = intro(t('gallery.title'), t('gallery.text'));
    if (words.length === 0)
      return [head, h('p', { class: 'page-note' }, t('gallery.empty')), toStart(this.#ui)];
    const { router } = this.#ui;
    const cards = words.map(({ word, count, newest }) => {
      const link = pageLink(router, { page: 'gallery', word }, '', 'gallery-word');
      link.append(
        drawingPicture(newest.strokes),
        h('span', { class: 'gallery-name' }, wordName(word)),
        h('span', { class: 'gallery-count' }, tCount('gallery.count', count)),
      );
      return h('li', {}, link);
    });
    return [head, h('ul', { class: 'drawing-grid' }, ...cards)];
  }

  #wordPage(first: Page): readonly HTMLElement[] {
    const grid = h('div', { class: 'drawing-grid' });
    const more = button({ label: t('gallery.more'), onPress: () => void showMore() });
    let next: string | null = null;
    const show = (page: Page) => {
      const cards = page.drawings.map((drawing) =>
        drawingCard(drawing, () => openDrawing(this.#ui, this.element, drawing)),
      );
      grid.append(...cards);
      next = page.next;
      more.hidden = next === null;
      return cards;
    };
    const showMore = async () => {
      more.disabled = true;
      const fetched = await api.galleryPage(first.word, next);
      more.disabled = false;
      // The keyboard goes on where the new drawings begin.
      if (fetched.state === 'here') show(fetched.value)[0]?.querySelector('button')?.focus();
    };
    show(first);
    const { router } = this.#ui;
    const back = pageLink(router, { page: 'gallery', word: null }, t('gallery.allWords'));
    const head = intro(wordName(first.word), null);
    head.append(h('p', { class: 'page-text' }, back));
    document.title = `${wordName(first.word)} · ${t('gallery.title')}`;
    if (first.drawings.length > 0) return [head, grid, more];
    return [head, h('p', { class: 'page-note' }, t('gallery.wordEmpty')), toStart(this.#ui)];
  }
}

function intro(title: string, text: string | null): HTMLElement {
  document.title = `${title} · ${t('app.name')}`;
  return h(
    'header',
    { class: 'page-intro' },
    h('h1', { class: 'page-title', tabindex: '-1' }, title),
    text !== null && h('p', { class: 'page-text' }, text),
  );
}
