import type { Route } from '../../net/route.ts';
import type { Screen, Ui } from '../ui.ts';
import { AdminPage } from './admin-page.ts';
import { GalleryPage } from './gallery-page.ts';
import { LabPage } from './lab-page.ts';
import { LeaderboardPage } from './leaderboard-page.ts';
import { MyDoodlesPage } from './my-doodles-page.ts';
import { SharedGamePage } from './shared-game-page.ts';

type PageName = Exclude<Route['page'], 'play'>;

/** The pages beside the game, by the names of their routes. */
export const PAGES: Record<PageName, new (ui: Ui) => Screen> = {
  replay: SharedGamePage,
  gallery: GalleryPage,
  leaderboard: LeaderboardPage,
  lab: LabPage,
  'my-doodles': MyDoodlesPage,
  admin: AdminPage,
};
