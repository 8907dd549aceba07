import { t } from '../../i18n/t.ts';
import { LAB_PARTS, type LabPart } from '../../net/route.ts';
import { h } from '../dom.ts';
import { button } from '../parts/buttons.ts';
import type { Screen, Ui } from '../ui.ts';
import { loadingNote, pageFrame, pageLink, pageNotice } from './page.ts';

/** One half of the lab, which comes in a chunk of its own. */
interface OpenPart {
  readonly element: HTMLElement;
  dispose(): void;
}

/** The lab: the network at work while somebody draws, and networks that learn. */
export class LabPage implements Screen {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #place = h('div', { class: 'lab-place' });
  readonly #intro = h('p', { class: 'page-text' });
  readonly #links: ReadonlyMap<LabPart, HTMLElement>;
  #shown: LabPart | null = null;
  #open: OpenPart | null = null;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#links = new Map(
      LAB_PARTS.map((part) => [
        part,
        pageLink(ui.router, { page: 'lab', part }, t(`lab.${part}`), 'lab-tab'),
      ]),
    );
    document.title = `${t('lab.title')} · ${t('app.name')}`;
    this.element = pageFrame(
      ui,
      'lab',
      h(
        'header',
        { class: 'page-intro' },
        h('h1', { class: 'page-title', tabindex: '-1' }, t('lab.title')),
        this.#intro,
      ),
      h('nav', { class: 'lab-tabs', 'aria-label': t('lab.title') }, ...this.#links.values()),
      this.#place,
    );
    this.update();
  }

  update(): void {
    const route = this.#ui.router.current;
    if (route.page !== 'lab' || route.part === this.#shown) return;
    this.#shown = route.part;
    for (const [part, link] of this.#links) {
      if (part === route.part) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    this.#intro.textContent = t(`lab.${route.part}Intro`);
    void this.#load(route.part);
  }

  dispose(): void {
    this.#shown = null;
    this.#open?.dispose();
  }

  async #load(part: LabPart): Promise<void> {
    this.#open?.dispose();
    this.#open = null;
    this.#place.replaceChildren(loadingNote());
    try {
      const open = await openPart(part, this.#ui);
      if (this.#shown !== part) {
        open.dispose();
        return;
      }
      this.#open = open;
      this.#place.replaceChildren(open.element);
    } catch (error) {
      reportError(error);
      if (this.#shown !== part) return;
      const again = button({
        label: t('pages.again'),
        look: 'primary',
        onPress: () => void this.#load(part),
      });
      this.#place.replaceChildren(pageNotice(t('lab.failed'), t('lab.failedText'), again));
    }
  }
}

async function openPart(part: LabPart, ui: Ui): Promise<OpenPart> {
  if (part === 'train') return (await import('../../lab/train.ts')).openTrain(ui);
  const { openWatch } = await import('../../lab/watch.ts');
  return openWatch(ui);
}
