import { Signal } from './signal.ts';

/** The pages of the client by their addresses. `play` is the game itself: the menu, and every room. */
export type Route =
  | { readonly page: 'play' }
  | { readonly page: 'replay'; readonly id: string }
  | { readonly page: 'gallery'; readonly word: string | null }
  | { readonly page: 'leaderboard' }
  | { readonly page: 'my-doodles' }
  | { readonly page: 'admin' }
  | { readonly page: 'lab'; readonly part: LabPart };

/** What the lab has: a network at work, and networks that learn. */
export const LAB_PARTS = ['watch', 'train'] as const;
export type LabPart = (typeof LAB_PARTS)[number];

const REPLAY_PATH = /^\/replay\/([^/]+)\/?$/;
const GALLERY_PATH = /^\/gallery(?:\/([^/]+))?\/?$/;
/** Pages whose name is their whole address. */
const PLAIN_PATH = /^\/(leaderboard|my-doodles|admin)\/?$/;
const LAB_PATH = /^\/lab(\/train)?\/?$/;

export function routeOf(pathname: string): Route {
  const replay = REPLAY_PATH.exec(pathname);
  if (replay) return { page: 'replay', id: decoded(replay[1]!) };
  const gallery = GALLERY_PATH.exec(pathname);
  if (gallery) return { page: 'gallery', word: gallery[1] === undefined ? null : decoded(gallery[1]) };
  const lab = LAB_PATH.exec(pathname);
  if (lab) return { page: 'lab', part: lab[1] === undefined ? 'watch' : 'train' };
  const plain = PLAIN_PATH.exec(pathname)?.[1] as 'leaderboard' | 'my-doodles' | 'admin' | undefined;
  return { page: plain ?? 'play' };
}

/** The address path of a page; of the game it is the menu's. */
export function pathOf(route: Route): string {
  switch (route.page) {
    case 'play':
      return '/';
    case 'replay':
      return `/replay/${encodeURIComponent(route.id)}`;
    case 'gallery':
      return route.word === null ? '/gallery' : `/gallery/${encodeURIComponent(route.word)}`;
    case 'leaderboard':
    case 'my-doodles':
    case 'admin':
      return `/${route.page}`;
    case 'lab':
      return route.part === 'train' ? '/lab/train' : '/lab';
  }
}

/** Which page is shown; the browser's back and forward buttons move through those that were. */
export class Router {
  readonly changed = new Signal<Route>();

  constructor() {
    window.addEventListener('popstate', () => this.changed.emit(this.current));
  }

  get current(): Route {
    return routeOf(window.location.pathname);
  }

  go(route: Route): void {
    window.history.pushState(null, '', pathOf(route));
    this.changed.emit(route);
  }
}

/** Nobody's address is written by us alone. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
