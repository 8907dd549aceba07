import { Signal } from '../net/signal.ts';
import type { ZenGame } from './zen-game.ts';

export const ZEN_PATH = '/zen';

/** Whether Zen is wanted: its address, so that a reload stays in it and "back" leaves it. */
export class ZenDoor {
  readonly changed = new Signal<undefined>();
  /** A game that goes on in the next screen, as the same one is made anew in another language. */
  goingOn: ZenGame | null = null;

  constructor() {
    window.addEventListener('popstate', () => this.changed.emit(undefined));
  }

  get isOpen(): boolean {
    return window.location.pathname === ZEN_PATH;
  }

  open(): void {
    window.history.pushState(null, '', ZEN_PATH);
    this.changed.emit(undefined);
  }

  close(): void {
    window.history.replaceState(null, '', '/');
    this.changed.emit(undefined);
  }
}
