const SEMITONES_ABOVE_C = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 } as const;

type Letter = keyof typeof SEMITONES_ABOVE_C;
type Octave = 2 | 3 | 4 | 5 | 6 | 7;
/** A note in scientific pitch notation: middle C is `C4`. */
export type PitchName = `${Letter}${'' | '#'}${Octave}`;

const SEMITONES_PER_OCTAVE = 12;
const A4_HZ = 440;
const A4_SEMITONES = 4 * SEMITONES_PER_OCTAVE + SEMITONES_ABOVE_C.A;

/** A note's frequency in Hz, in equal temperament with A4 at 440 Hz. */
export function pitch(name: PitchName): number {
  const sharp = name.includes('#') ? 1 : 0;
  const octave = Number(name.at(-1));
  const semitones = octave * SEMITONES_PER_OCTAVE + SEMITONES_ABOVE_C[name[0] as Letter] + sharp;
  return A4_HZ * 2 ** ((semitones - A4_SEMITONES) / SEMITONES_PER_OCTAVE);
}
