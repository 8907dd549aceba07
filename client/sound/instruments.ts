import type { Noise, Tone } from './description.ts';

/** The project's few instruments, all from a desk: a soft mallet, a pencil's knock, a bubble, paper. */

/** A mallet's tone is bright for a moment only: the filter falls from this many times its pitch down to the pitch. */
const MALLET_BRIGHTNESS = 5;
const MALLET_ATTACK_MS = 4;
const NEUTRAL_Q = 0.7;

/** Something like a toy marimba: round, and gone after `releaseMs`. */
export function mallet(atMs: number, hz: number, peak: number, releaseMs: number): Tone {
  return {
    kind: 'tone',
    wave: 'triangle',
    atMs,
    hz,
    peak,
    envelope: { attackMs: MALLET_ATTACK_MS, holdMs: 0, releaseMs },
    filter: { type: 'lowpass', hz: MALLET_BRIGHTNESS * hz, glideToHz: hz, q: NEUTRAL_Q },
  };
}

/** A pencil's end on the desk, at a pitch that one half hears. */
export function knock(atMs: number, hz: number, peak: number): Tone {
  return {
    kind: 'tone',
    wave: 'triangle',
    atMs,
    hz,
    glideToHz: hz * 0.75,
    peak,
    envelope: { attackMs: 1, holdMs: 4, releaseMs: 70 },
  };
}

/** A bubble that rises: a short slide upwards. */
export function bubble(atMs: number, fromHz: number, toHz: number, peak: number): Tone {
  return {
    kind: 'tone',
    wave: 'sine',
    atMs,
    hz: fromHz,
    glideToHz: toHz,
    peak,
    envelope: { attackMs: 5, holdMs: 20, releaseMs: 65 },
  };
}

/** A hiss through a band that moves from one frequency to another: paper being turned, a pencil's stroke. */
export function paper(atMs: number, band: { fromHz: number; toHz: number }, peak: number, ms: number): Noise {
  return {
    kind: 'noise',
    atMs,
    peak,
    envelope: { attackMs: ms * 0.3, holdMs: 0, releaseMs: ms * 0.7 },
    filter: { type: 'bandpass', hz: band.fromHz, glideToHz: band.toHz, q: NEUTRAL_Q },
  };
}
