import type { SoundBrowser } from './browser.ts';
import { Signal } from '../net/signal.ts';
import { SoundEngine } from './engine.ts';
import { Haptics, type HapticName } from './haptics.ts';
import { SoundSettings, type SoundMemory } from './settings.ts';
import { SharedAudio } from './shared-audio.ts';
import { SOUNDS, warmSound, type SoundName } from './sounds.ts';
import { Speaker } from './speech.ts';
import { WarmthSteps } from './warmth-steps.ts';

/** What this device can do. */
export interface SoundAbilities {
  readonly plays: boolean;
  readonly speaks: boolean;
  readonly vibrates: boolean;
}

/** Everything that is heard and felt. Calls are cheap and never fail: what a browser cannot, or a player does not want, is silence. */
export class Sound {
  readonly settings: SoundSettings;
  readonly abilities: SoundAbilities;
  /** The device has other voices than before. */
  readonly voicesChanged = new Signal<undefined>();
  readonly #audio: SharedAudio;
  readonly #engine: SoundEngine;
  readonly #speaker: Speaker;
  readonly #haptics: Haptics;
  readonly #warmth = new WarmthSteps();

  constructor(browser: SoundBrowser, memory: SoundMemory) {
    this.settings = new SoundSettings(memory);
    this.#audio = new SharedAudio(browser.openAudio, browser.gestures);
    this.#engine = new SoundEngine(this.#audio);
    this.#speaker = new Speaker(browser.speech);
    this.#haptics = new Haptics(browser.haptics);
    this.abilities = {
      plays: this.#audio.isAvailable,
      speaks: this.#speaker.isAvailable,
      vibrates: this.#haptics.isAvailable,
    };
    this.#speaker.onVoicesChanged(() => this.voicesChanged.emit(undefined));
    this.settings.changed.subscribe(() => this.#obey());
    this.#obey();
  }

  play(name: SoundName): void {
    if (this.settings.level > 0) this.#engine.play(name, SOUNDS[name]);
  }

  /** Tells how near the network is to the prompt, 0..1: heard where it rises. 0 begins anew. */
  warmth(warmth: number): void {
    const step = this.#warmth.take(warmth);
    if (step !== null && this.settings.level > 0) this.#engine.play('warm', warmSound(step));
  }

  /**
   * Reads something aloud, where the player wants that; what is being said is cut off.
   *
   * @param language of the text, a BCP 47 tag
   */
  speak(text: string, language: string): void {
    const { level, readsAloud } = this.settings;
    if (readsAloud && level > 0) this.#speaker.say(text, language, level);
  }

  /** Whether something in this language could be read aloud without leaving the device. */
  hasVoice(language: string): boolean {
    return this.#speaker.hasVoice(language);
  }

  buzz(name: HapticName): void {
    if (this.settings.vibrates) this.#haptics.buzz(name);
  }

  #obey(): void {
    const { level, readsAloud } = this.settings;
    this.#engine.setLevel(level);
    if (level === 0) this.#engine.stop();
    if (level === 0 || !readsAloud) this.#speaker.silence();
    this.#audio.setWanted(level > 0);
  }
}
