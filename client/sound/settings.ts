import type { SoundChoices } from '../net/memory.ts';
import { Signal } from '../net/signal.ts';

export interface SoundMemory {
  get(): Partial<SoundChoices>;
  set(choices: SoundChoices): void;
}

const DEFAULT_CHOICES: SoundChoices = { volume: 0.6, isMuted: false, readsAloud: false, vibrates: true };

/** What a player wants to hear and feel; remembered. */
export class SoundSettings {
  readonly changed = new Signal<undefined>();
  readonly #memory: SoundMemory;
  #choices: SoundChoices;

  constructor(memory: SoundMemory) {
    this.#memory = memory;
    this.#choices = { ...DEFAULT_CHOICES, ...memory.get() };
  }

  /** Where the volume's slider stands, 0..1, muted or not. */
  get volume(): number {
    return this.#choices.volume;
  }

  get isMuted(): boolean {
    return this.#choices.isMuted;
  }

  /** Whether the network's guesses are read aloud. */
  get readsAloud(): boolean {
    return this.#choices.readsAloud;
  }

  get vibrates(): boolean {
    return this.#choices.vibrates;
  }

  /** How loud it is, 0..1: 0 while muted. */
  get level(): number {
    return this.isMuted ? 0 : this.volume;
  }

  /** @param choices what changes; a volume outside 0..1 is brought into it */
  change(choices: Partial<SoundChoices>): void {
    const next = { ...this.#choices, ...choices };
    this.#choices = { ...next, volume: Math.min(1, Math.max(0, next.volume)) };
    this.#memory.set(this.#choices);
    this.changed.emit(undefined);
  }
}
