/** Milliseconds of buzzing and pausing in turn. */
const PATTERNS = {
  /** Three taps that grow: a small cheer. */
  recognised: [25, 50, 35, 50, 90],
  /** One long one: the pens are down. */
  timeOut: [220],
} as const;

export type HapticName = keyof typeof PATTERNS;

export interface HapticTools {
  /** Buzzes by a pattern. */
  readonly vibrate: (pattern: number[]) => void;
  /** Whether the player asked the device for less motion; the phone in the hand is to lie still then, too. */
  readonly prefersReducedMotion: () => boolean;
}

/** What is felt in the hand, on devices that can. */
export class Haptics {
  readonly #tools: HapticTools | null;

  constructor(tools: HapticTools | null) {
    this.#tools = tools;
  }

  get isAvailable(): boolean {
    return this.#tools !== null;
  }

  buzz(name: HapticName): void {
    if (this.#tools === null || this.#tools.prefersReducedMotion()) return;
    this.#tools.vibrate([...PATTERNS[name]]);
  }
}
