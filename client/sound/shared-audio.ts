/** Browsers let a page sound only from these on. All of them, as each browser counts others. */
const GESTURES = ['pointerup', 'touchend', 'keydown', 'click'] as const;

/**
 * The page's one audio context. It is opened at the first gesture, as browsers want it, and resumed by every later one
 * where the device took it away (a call on a phone, a locked screen).
 */
export class SharedAudio {
  readonly #open: (() => AudioContext) | null;
  #context: AudioContext | null = null;
  #isWanted = false;
  /** Whether there was a gesture, which is what a context may be opened by. */
  #wasTouched = false;

  /** @param open makes a context; null in a browser without Web Audio. */
  constructor(open: (() => AudioContext) | null, gestures: EventTarget) {
    this.#open = open;
    if (open === null) return;
    const onGesture = () => {
      this.#wasTouched = true;
      if (this.#isWanted) this.#wake();
    };
    for (const name of GESTURES) gestures.addEventListener(name, onGesture, { capture: true, passive: true });
  }

  get isAvailable(): boolean {
    return this.#open !== null;
  }

  /** The context while it sounds. Whatever is scheduled while it does not would all be heard at once later. */
  get running(): AudioContext | null {
    return this.#context?.state === 'running' ? this.#context : null;
  }

  /** Says whether there is anything to hear: a page that is muted does not keep the device's loudspeaker busy. */
  setWanted(isWanted: boolean): void {
    this.#isWanted = isWanted;
    if (isWanted && this.#wasTouched) this.#wake();
    else if (!isWanted && this.#context?.state === 'running') this.#context.suspend().catch(ignore);
  }

  #wake(): void {
    try {
      this.#context ??= this.#open?.() ?? null;
    } catch {
      // No audio device, or too many contexts: play on in silence.
      return;
    }
    if (this.#context !== null && this.#context.state !== 'running') this.#context.resume().catch(ignore);
  }
}

function ignore(): void {
  // The browser does not want to yet; the next gesture asks again.
}
