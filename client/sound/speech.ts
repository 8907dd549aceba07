/** A little quicker than reading: a guess is over when the next one comes. */
const RATE = 1.1;

/** What there is to speak with. */
export interface SpeechTools {
  readonly synthesis: SpeechSynthesis;
  readonly makeUtterance: (text: string) => SpeechSynthesisUtterance;
}

/**
 * Says one thing at a time: whatever is new cuts off what is being said, so that nothing queues up behind the game. Speaks with
 * the device's own voices alone: others would send the words of the game to somebody else's machine.
 */
export class Speaker {
  readonly #tools: SpeechTools | null;

  constructor(tools: SpeechTools | null) {
    this.#tools = tools;
  }

  get isAvailable(): boolean {
    return this.#tools !== null;
  }

  /** Whether this device has a voice of its own for a language; browsers may learn of their voices late. */
  hasVoice(language: string): boolean {
    return this.#tools !== null && chooseVoice(this.#tools.synthesis.getVoices(), language) !== null;
  }

  /** Calls back whenever there are other voices than before. */
  onVoicesChanged(listener: () => void): void {
    this.#tools?.synthesis.addEventListener('voiceschanged', listener);
  }

  /**
   * @param language a BCP 47 tag, such as `en` or `pt-BR`
   * @param level 0..1
   */
  say(text: string, language: string, level: number): void {
    if (this.#tools === null) return;
    this.silence();
    const { synthesis, makeUtterance } = this.#tools;
    const voice = chooseVoice(synthesis.getVoices(), language);
    if (voice === null) return;
    const utterance = makeUtterance(text);
    utterance.lang = language;
    utterance.voice = voice;
    utterance.volume = level;
    utterance.rate = RATE;
    synthesis.speak(utterance);
  }

  silence(): void {
    // Some browsers swallow what is said directly after a cancellation that had nothing to cancel.
    if (this.#tools?.synthesis.speaking || this.#tools?.synthesis.pending) this.#tools.synthesis.cancel();
  }
}

/**
 * The voice for a language: one of the device's own, for exactly that language or else a variety of it; null where there
 * is none.
 */
export function chooseVoice(
  voices: readonly SpeechSynthesisVoice[],
  language: string,
): SpeechSynthesisVoice | null {
  const wanted = normalise(language);
  const local = voices.filter(({ localService }) => localService);
  const exact = local.filter(({ lang }) => normalise(lang) === wanted);
  const related = local.filter(({ lang }) => primary(lang) === primary(wanted));
  const candidates = exact.length > 0 ? exact : related;
  return candidates.find((voice) => voice.default) ?? candidates[0] ?? null;
}

/** Android writes `en_US`. */
function normalise(language: string): string {
  return language.replaceAll('_', '-').toLowerCase();
}

function primary(language: string): string {
  return normalise(language).split('-')[0] ?? '';
}
