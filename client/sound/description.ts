/** What a sound is made of: plain data, which the engine plays and tests can read. */

/** How loud a note is over time: up to its peak, there for a while, and away. */
export interface Envelope {
  readonly attackMs: number;
  readonly holdMs: number;
  readonly releaseMs: number;
}

export interface Filter {
  readonly type: 'lowpass' | 'bandpass';
  /** Cut-off or centre frequency, in Hz. */
  readonly hz: number;
  /** Where it has got to when the note ends. */
  readonly glideToHz?: number;
  /** Sharpness; 0.7 is neutral. */
  readonly q: number;
}

interface NoteShape {
  /** When it begins, after the sound's beginning. */
  readonly atMs: number;
  /** Loudness at the envelope's top, 0..1. */
  readonly peak: number;
  readonly envelope: Envelope;
  readonly filter?: Filter;
}

/** An oscillator's note. */
export interface Tone extends NoteShape {
  readonly kind: 'tone';
  readonly wave: 'sine' | 'triangle' | 'square';
  readonly hz: number;
  /** The pitch that it has slid to when it ends. */
  readonly glideToHz?: number;
}

/** A hiss; its filter makes it paper, wood or graphite. */
export interface Noise extends NoteShape {
  readonly kind: 'noise';
}

export type Note = Tone | Noise;

/** 0 gives way to everything, 3 to nothing. */
export type Importance = 0 | 1 | 2 | 3;

export interface SoundDescription {
  readonly notes: readonly Note[];
  /** Who stays when there are too many voices. */
  readonly importance: Importance;
  /** The same sound does not begin again before this has passed: events may come faster than ears can follow. */
  readonly gapMs: number;
}

/** When a note has died away, after its sound's beginning. */
export function noteEndMs({ atMs, envelope }: Note): number {
  return atMs + envelope.attackMs + envelope.holdMs + envelope.releaseMs;
}

export function durationMs({ notes }: SoundDescription): number {
  return Math.max(0, ...notes.map(noteEndMs));
}

/** How many of a sound's notes are heard together at most. */
export function voicesOf({ notes }: SoundDescription): number {
  return Math.max(0, ...notes.map(({ atMs }) => notesAt(notes, atMs).length));
}

/** The notes that are heard at a moment. */
export function notesAt(notes: readonly Note[], atMs: number): readonly Note[] {
  return notes.filter((note) => note.atMs <= atMs && atMs < noteEndMs(note));
}
