import { themeMemory } from '../net/memory.ts';
import { Signal } from '../net/signal.ts';

/** `auto` follows the device. */
export type ThemeChoice = 'auto' | 'light' | 'dark';

/** A colour as the graphics card takes it: red, green, blue, each 0..1. */
export type Rgb = readonly [number, number, number];

/** The colours that the canvas shares with the page, read from the page's style sheet: there is one palette. */
export interface Palette {
  readonly ink: Rgb;
  readonly sheet: Rgb;
  readonly wash: Rgb;
  readonly shadow: Rgb;
  readonly isDark: boolean;
}

const DARK_DEVICE = window.matchMedia('(prefers-color-scheme: dark)');

/** Paper or blackboard. */
export class Theme {
  readonly changed = new Signal<undefined>();
  #choice: ThemeChoice;

  constructor() {
    const remembered = themeMemory.get();
    this.#choice = remembered === 'light' || remembered === 'dark' ? remembered : 'auto';
    this.#apply();
    DARK_DEVICE.addEventListener('change', () => this.#apply());
  }

  get isDark(): boolean {
    return this.#choice === 'auto' ? DARK_DEVICE.matches : this.#choice === 'dark';
  }

  /** From paper to blackboard and back; a choice that is the device's own is not kept. */
  toggle(): void {
    const wanted = this.isDark ? 'light' : 'dark';
    const devices = DARK_DEVICE.matches ? 'dark' : 'light';
    this.#choice = wanted === devices ? 'auto' : wanted;
    themeMemory.set(this.#choice === 'auto' ? null : this.#choice);
    this.#apply();
  }

  palette(): Palette {
    const style = getComputedStyle(document.documentElement);
    const color = (name: string) => toRgb(style.getPropertyValue(name));
    return {
      ink: color('--ink'),
      sheet: color('--sheet'),
      wash: color('--wash'),
      shadow: color('--shadow'),
      isDark: this.isDark,
    };
  }

  #apply(): void {
    document.documentElement.dataset['theme'] = this.isDark ? 'dark' : 'light';
    this.changed.emit(undefined);
  }
}

/** Whether the player asked the device for less motion. */
export function prefersReducedMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function toRgb(hex: string): Rgb {
  const value = Number.parseInt(hex.trim().slice(1), 16);
  return [((value >> 16) & 0xff) / 0xff, ((value >> 8) & 0xff) / 0xff, (value & 0xff) / 0xff];
}
