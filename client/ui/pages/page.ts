import { t } from '../../i18n/t.ts';
import type { Fetched } from '../../net/api.ts';
import { pathOf, type Route, type Router } from '../../net/route.ts';
import { h } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';
import { button } from '../parts/buttons.ts';
import { logo } from '../parts/logo.ts';
import type { Ui } from '../ui.ts';

/** What the pages beside the game have in common. */

/** A link to another page of the client, without loading it anew. */
export function pageLink(router: Router, route: Route, label: string, className = 'text-link'): HTMLElement {
  return h(
    'a',
    {
      class: className,
      href: pathOf(route),
      onclick: (event) => {
        // A new tab or window is the browser's own affair.
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        router.go(route);
      },
    },
    label,
  );
}

/** The small links from the menu to the pages. */
export function pageLinks(router: Router): HTMLElement {
  return h(
    'nav',
    { class: 'page-links', 'aria-label': t('pages.nav'), 'data-part': '' },
    pageLink(router, { page: 'gallery', word: null }, t('pages.gallery')),
    pageLink(router, { page: 'leaderboard' }, t('pages.leaderboard')),
    pageLink(router, { page: 'lab', part: 'watch' }, t('pages.lab')),
    pageLink(router, { page: 'my-doodles' }, t('giving.mine')),
  );
}

/** A page's frame: the logo leads to the game, and below is the content. */
export function pageFrame(ui: Ui, name: string, ...content: HTMLElement[]): HTMLElement {
  const home = h(
    'a',
    {
      class: 'page-home',
      href: '/',
      'aria-label': t('pages.toStart'),
      onclick: (event) => {
        event.preventDefault();
        ui.router.go({ page: 'play' });
      },
    },
    logo('p'),
  );
  return h(
    'main',
    { class: `screen page page--${name}` },
    h(
      'header',
      { class: 'page-head' },
      home,
      pageLinks(ui.router),
      h('div', { class: 'page-corner', 'data-corner': true }),
    ),
    ...content,
  );
}

/** Says that something is being fetched. */
export function loadingNote(): HTMLElement {
  return h('p', { class: 'page-note', role: 'status' }, t('pages.loading'));
}

/** A card that says what is not here, with a way on. */
export function pageNotice(title: string, text: string, action: HTMLElement): HTMLElement {
  return inkFrame(
    h(
      'section',
      { class: 'card page-notice' },
      h('h1', { class: 'card-title', tabindex: '-1' }, title),
      h('p', {}, text),
      action,
    ),
    { radius: 22, double: true, filled: true },
  );
}

export function toStart({ router }: Ui): HTMLElement {
  return button({
    label: t('pages.toStart'),
    look: 'primary',
    icon: 'pencil',
    onPress: () => router.go({ page: 'play' }),
  });
}

/** Shows what was fetched in `place`, or what went wrong. */
export function showFetched<T>(
  place: HTMLElement,
  fetched: Fetched<T>,
  show: {
    readonly here: (value: T) => readonly HTMLElement[];
    readonly missing: () => HTMLElement;
    readonly again: () => void;
  },
): void {
  if (fetched.state === 'here') place.replaceChildren(...show.here(fetched.value));
  else if (fetched.state === 'missing') place.replaceChildren(show.missing());
  else {
    place.replaceChildren(
      pageNotice(
        t('pages.failed'),
        '',
        button({ label: t('pages.again'), look: 'primary', onPress: show.again }),
      ),
    );
  }
}
