import { SheetScene } from './sheet-scene.ts';

/** Where the game is, as far as the eye can tell; the page has a screen of words for each but `boot`. */
export type SceneName = 'boot' | 'menu' | 'lobby' | 'draw' | 'reveal' | 'final';

/** An empty table until the page says what to show. */
export class BootScene extends SheetScene {
  constructor() {
    super('boot');
  }
}

/** Doodles that draw themselves around the form. */
export class MenuScene extends SheetScene {
  constructor() {
    super('menu');
  }
}

/** Doodles while people gather. */
export class LobbyScene extends SheetScene {
  constructor() {
    super('lobby');
  }
}

/** My sheet and everybody else's, live; warmth runs into the paper. */
export class DrawScene extends SheetScene {
  constructor() {
    super('draw');
  }
}

/** Everybody's finished drawings side by side. */
export class RevealScene extends SheetScene {
  constructor() {
    super('reveal');
  }
}

/** The winner's drawings. */
export class FinalScene extends SheetScene {
  constructor() {
    super('final');
  }
}

export const SCENES = [BootScene, MenuScene, LobbyScene, DrawScene, RevealScene, FinalScene];
