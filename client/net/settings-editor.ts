import type { GameView, Settings, SettingsChange } from '../../shared/game/index.ts';
import type { Failure } from './portal.ts';
import { Signal } from './signal.ts';

/** A slider tells of every step on its way; what is sent is where it rests. */
const REST_MS = 250;

export type SettingName = keyof Settings;

/** A wish on its way to the server. */
interface Wish {
  readonly value: unknown;
  /** `resting`: not sent yet; `sent`: no answer yet; `granted`: taken, and about to be in the room's view. */
  state: 'resting' | 'sent' | 'granted';
}

/**
 * Settings as their host sees them while changing them: at once as wished, and as the server has them as soon as it says
 * so. What the server refuses falls back, with the reason.
 */
export class SettingsEditor {
  readonly changed = new Signal<undefined>();
  readonly #send: (change: SettingsChange) => Promise<Failure | null>;
  readonly #wishes = new Map<SettingName, Wish>();
  readonly #failures = new Map<SettingName, Failure>();
  #resting: ReturnType<typeof setTimeout> | null = null;

  constructor(send: (change: SettingsChange) => Promise<Failure | null>) {
    this.#send = send;
  }

  /** What will be so from the next round on, with the wishes that are on their way. */
  values({ settings, pending }: Pick<GameView, 'settings' | 'pending'>): Settings {
    const wished = [...this.#wishes].map(([name, { value }]) => [name, value] as const);
    return { ...(pending ?? settings), ...Object.fromEntries(wished) };
  }

  /** Why the last change of a setting was refused; null where it was not. */
  failure(name: SettingName): Failure | null {
    return this.#failures.get(name) ?? null;
  }

  /** Wishes a change, which is sent when nothing more comes for a moment. */
  wish(change: SettingsChange): void {
    for (const [name, value] of Object.entries(change)) {
      this.#wishes.set(name as SettingName, { value, state: 'resting' });
      this.#failures.delete(name as SettingName);
    }
    if (this.#resting !== null) clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.#flush(), REST_MS);
    this.changed.emit(undefined);
  }

  /** The server has said how things are: what it granted is in there. */
  settle(): void {
    for (const [name, { state }] of [...this.#wishes]) if (state === 'granted') this.#wishes.delete(name);
  }

  /** Sends what rests, at once: nobody will be here in a moment. */
  dispose(): void {
    if (this.#resting !== null) void this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#resting !== null) clearTimeout(this.#resting);
    this.#resting = null;
    const sent = [...this.#wishes].filter(([, { state }]) => state === 'resting');
    if (sent.length === 0) return;
    for (const [, wish] of sent) wish.state = 'sent';
    const failure = await this.#send(Object.fromEntries(sent.map(([name, { value }]) => [name, value])));
    for (const [name, wish] of sent) {
      // A newer wish for the same setting is on its way already.
      if (this.#wishes.get(name) !== wish) continue;
      if (failure === null) wish.state = 'granted';
      else {
        this.#wishes.delete(name);
        this.#failures.set(name, failure);
      }
    }
    this.changed.emit(undefined);
  }
}
