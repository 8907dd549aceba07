import { expect, it } from 'vitest';
import { pathOf, routeOf, type Route } from '../../../client/net/route.ts';

it.each<[string, Route]>([
  ['/', { page: 'play' }],
  ['/r/BCDF', { page: 'play' }],
  ['/replay/abc_-', { page: 'replay', id: 'abc_-' }],
  ['/replay/', { page: 'play' }],
  ['/replay/a/b', { page: 'play' }],
  ['/gallery', { page: 'gallery', word: null }],
  ['/gallery/school%20bus', { page: 'gallery', word: 'school bus' }],
  ['/gallery/50%', { page: 'gallery', word: '50%' }],
  ['/leaderboard/', { page: 'leaderboard' }],
  ['/leaderboards', { page: 'play' }],
  ['/lab', { page: 'lab', part: 'watch' }],
  ['/lab/train', { page: 'lab', part: 'train' }],
  ['/labs', { page: 'play' }],
])('%s is a page', (path, route) => {
  expect(routeOf(path)).toEqual(route);
});

it('every page’s address leads back to it', () => {
  const routes: Route[] = [
    { page: 'play' },
    { page: 'replay', id: 'a/b?c' },
    { page: 'gallery', word: null },
    { page: 'gallery', word: 'The Eiffel Tower' },
    { page: 'leaderboard' },
    { page: 'lab', part: 'watch' },
    { page: 'lab', part: 'train' },
  ];
  for (const route of routes) expect(routeOf(pathOf(route))).toEqual(route);
});
