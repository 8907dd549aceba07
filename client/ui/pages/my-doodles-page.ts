import type { MyDoodle, MyDoodlesPage as Answer } from '../../../shared/protocol/index.ts';
import { formatDate, t, tCount, wordName } from '../../i18n/t.ts';
import { api, type Fetched } from '../../net/api.ts';
import { tokenMemory } from '../../net/memory.ts';
import { h, setText } from '../dom.ts';
import { button, carefulButton } from '../parts/buttons.ts';
import { drawingPicture } from '../parts/drawing-picture.ts';
import { GivingSwitch } from '../parts/giving/giving-switch.ts';
import type { Screen, Ui } from '../ui.ts';
import { loadingNote, pageFrame, pageNotice, showFetched, toStart } from './page.ts';

const NOTHING: Fetched<Answer> = { state: 'here', value: { total: 0, doodles: [] } };

/** All that I gave to teach the network: to be seen, and taken back. */
export class MyDoodlesPage implements Screen {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #switch: GivingSwitch;
  readonly #count = h('p', { class: 'page-text' });
  readonly #list = h('ul', { class: 'drawing-grid' });
  readonly #more: HTMLButtonElement;
  readonly #forget: HTMLElement;
  readonly #told = h('p', { class: 'page-note', role: 'status' });
  readonly #place = h('div', { class: 'board-place' }, loadingNote());
  #total = 0;
  #last: string | null = null;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#switch = new GivingSwitch(ui);
    this.#more = button({ label: t('mine.more'), onPress: () => void this.#showMore() });
    this.#forget = h(
      'section',
      { class: 'forget-me' },
      carefulButton({
        label: t('mine.forget'),
        holdLabel: t('mine.forgetHold'),
        againLabel: t('mine.forgetAgain'),
        icon: 'eraser',
        onConfirm: () => void this.#forgetAll(),
      }),
      h('p', { class: 'consent-note' }, t('mine.forgetNote')),
    );
    document.title = `${t('giving.mine')} · ${t('app.name')}`;
    this.element = pageFrame(
      ui,
      'my-doodles',
      h(
        'div',
        { class: 'page-content' },
        h(
          'header',
          { class: 'page-intro' },
          h('h1', { class: 'page-title', tabindex: '-1' }, t('giving.mine')),
          h('p', { class: 'page-text' }, t('mine.text')),
        ),
        this.#switch.element,
        this.#told,
        this.#place,
      ),
    );
    void this.#load();
  }

  update(): void {
    // Nothing in here depends on a room.
  }

  dispose(): void {
    this.#switch.dispose();
  }

  async #load(): Promise<void> {
    const fetched = await this.#fetch(null);
    showFetched(this.#place, fetched, {
      here: (page) => {
        this.#list.replaceChildren();
        this.#add(page);
        return [this.#count, this.#list, this.#more, this.#forget];
      },
      missing: () => pageNotice(t('pages.failed'), '', toStart(this.#ui)),
      again: () => void this.#load(),
    });
    if (fetched.state === 'here' && this.#total === 0) this.#showNone();
  }

  async #showMore(): Promise<void> {
    this.#more.disabled = true;
    const fetched = await this.#fetch(this.#last);
    this.#more.disabled = false;
    // The keyboard goes on where the new ones begin.
    if (fetched.state === 'here') this.#add(fetched.value)[0]?.querySelector('button')?.focus();
    else setText(this.#told, t('pages.failed'));
  }

  /** Who has no secret yet has given nothing. */
  async #fetch(after: string | null): Promise<Fetched<Answer>> {
    const token = tokenMemory.get();
    return token === null ? NOTHING : api.myDoodles(token, after);
  }

  #add({ total, doodles }: Answer): HTMLElement[] {
    const items = doodles.map((doodle) => this.#item(doodle));
    this.#list.append(...items);
    this.#last = doodles.at(-1)?.id ?? this.#last;
    this.#setTotal(total);
    this.#more.hidden = this.#list.childElementCount >= total;
    return items;
  }

  #setTotal(total: number): void {
    this.#total = total;
    setText(this.#count, tCount('gallery.count', total));
  }

  #item({ id, word, strokes, drawnAt, moderation }: MyDoodle): HTMLElement {
    const item = h(
      'li',
      { class: 'my-doodle' },
      drawingPicture(strokes),
      h('span', { class: 'gallery-name' }, wordName(word)),
      h('span', { class: 'gallery-count' }, formatDate(new Date(drawnAt))),
      h('span', { class: 'gallery-count' }, t(`mine.${moderation}`)),
      carefulButton({
        label: t('mine.delete', { word: wordName(word) }),
        holdLabel: t('mine.deleteAgain'),
        againLabel: t('mine.deleteAgain'),
        icon: 'eraser',
        compact: true,
        onConfirm: () => void this.#delete(id, item),
      }),
    );
    return item;
  }

  async #delete(id: string, item: HTMLElement): Promise<void> {
    const { state } = await api.deleteMyDoodle(tokenMemory.get() ?? '', id);
    // What is not there any more was deleted elsewhere.
    setText(this.#told, t(state === 'failed' ? 'pages.failed' : 'mine.deleted'));
    if (state === 'failed') return;
    const next = item.nextElementSibling ?? item.previousElementSibling;
    item.remove();
    this.#setTotal(this.#total - 1);
    if (this.#total === 0) this.#showNone();
    else next?.querySelector('button')?.focus();
  }

  async #forgetAll(): Promise<void> {
    const { state } = await api.forgetMe(tokenMemory.get() ?? '');
    if (state !== 'here') {
      setText(this.#told, t('pages.failed'));
      return;
    }
    this.#ui.giving.choose(false);
    setText(this.#told, t('mine.forgotten'));
    this.#showNone();
  }

  #showNone(): void {
    this.#place.replaceChildren(h('p', { class: 'page-note' }, t('mine.empty')), toStart(this.#ui));
    this.element.querySelector('h1')?.focus();
  }
}
