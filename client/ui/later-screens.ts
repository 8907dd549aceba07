/** Every screen that nobody sees first, and what rooms have beside screens: a chunk of its own, with its styles, which is fetched when somebody is there. */
import './styles/later.ts';
import { PAGES } from './pages/index.ts';
import { DrawScreen } from './screens/draw-screen.ts';
import { FinalScreen } from './screens/final-screen.ts';
import { LobbyScreen } from './screens/lobby-screen.ts';
import { RevealScreen } from './screens/reveal-screen.ts';
import { ZenScreen } from './screens/zen-screen.ts';

export const LATER_SCREENS = {
  lobby: LobbyScreen,
  draw: DrawScreen,
  reveal: RevealScreen,
  final: FinalScreen,
  zen: ZenScreen,
  ...PAGES,
};

export { RoomTools } from './parts/room-tools.ts';
