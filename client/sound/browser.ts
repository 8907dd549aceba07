import type { HapticTools } from './haptics.ts';
import type { SpeechTools } from './speech.ts';

/** What a browser has to be heard and felt with; null is what it lacks. */
export interface SoundBrowser {
  readonly openAudio: (() => AudioContext) | null;
  /** Where gestures are heard of. */
  readonly gestures: EventTarget;
  readonly speech: SpeechTools | null;
  readonly haptics: HapticTools | null;
}

/** This browser. */
export function thisBrowser(prefersReducedMotion: () => boolean): SoundBrowser {
  return {
    openAudio: 'AudioContext' in window ? () => new AudioContext() : null,
    gestures: window,
    speech:
      'speechSynthesis' in window
        ? {
            synthesis: window.speechSynthesis,
            makeUtterance: (text) => new SpeechSynthesisUtterance(text),
          }
        : null,
    haptics: 'vibrate' in navigator ? { vibrate, prefersReducedMotion } : null,
  };
}

function vibrate(pattern: number[]): void {
  // A page that was not touched yet may not vibrate, and browsers log an error where it tries.
  if ('userActivation' in navigator && !navigator.userActivation.hasBeenActive) return;
  navigator.vibrate(pattern);
}
