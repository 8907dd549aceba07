import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationMs, notesAt, voicesOf, type SoundDescription } from '../../../client/sound/description.ts';
import { MAX_VOICES } from '../../../client/sound/engine.ts';
import { pitch } from '../../../client/sound/pitch.ts';
import { SOUNDS, WARM_STEPS, warmSound } from '../../../client/sound/sounds.ts';
import { WarmthSteps } from '../../../client/sound/warmth-steps.ts';

/** What small loudspeakers can play and old ears can hear. */
const LOWEST_HZ = 150;
const HIGHEST_HZ = 6_000;
const LONGEST_MS = 2_500;
/** One sound leaves room for another. */
const MOST_VOICES = MAX_VOICES - 3;

const warm = Array.from({ length: WARM_STEPS }, (_, index) => warmSound(index + 1));
const all: [string, SoundDescription][] = [
  ...Object.entries(SOUNDS),
  ...warm.map((sound, index): [string, SoundDescription] => [`warm ${index + 1}`, sound]),
];

/** The envelopes' tops added up where most of them meet: more than is ever reached. */
const loudness = ({ notes }: SoundDescription) =>
  Math.max(...notes.map(({ atMs }) => notesAt(notes, atMs).reduce((sum, { peak }) => sum + peak, 0)));

describe('pitches', () => {
  it('are those of an instrument in tune', () => {
    expect(pitch('A4')).toBe(440);
    expect(pitch('A5')).toBeCloseTo(880);
    expect(pitch('C4')).toBeCloseTo(261.63, 2);
    expect(pitch('D#4')).toBeCloseTo(311.13, 2);
  });
});

describe.each(all)('%s', (_name, sound) => {
  it('is short, can be heard, and neither clicks nor clips', () => {
    expect(sound.notes.length).toBeGreaterThan(0);
    expect(durationMs(sound)).toBeLessThanOrEqual(LONGEST_MS);
    expect(voicesOf(sound)).toBeLessThanOrEqual(MOST_VOICES);
    expect(loudness(sound)).toBeLessThanOrEqual(1);
    for (const note of sound.notes) {
      const heard = note.kind === 'tone' ? [note.hz, note.glideToHz ?? note.hz] : [];
      const passed = note.filter ? [note.filter.hz, note.filter.glideToHz ?? note.filter.hz] : [];
      for (const hz of heard) expect(hz).toBeGreaterThanOrEqual(LOWEST_HZ);
      for (const hz of heard) expect(hz).toBeLessThanOrEqual(HIGHEST_HZ);
      for (const hz of passed) expect(hz).toBeGreaterThan(0);
      expect(note.atMs).toBeGreaterThanOrEqual(0);
      expect(note.peak).toBeGreaterThan(0);
      expect(note.envelope.attackMs).toBeGreaterThan(0);
      expect(note.envelope.releaseMs).toBeGreaterThan(0);
    }
  });
});

describe('sounds beside each other', () => {
  it('have one that is softest, the pen, and a moment that is mine', () => {
    const others = all.filter(([, sound]) => sound !== SOUNDS.penScratch).map(([, sound]) => loudness(sound));
    expect(loudness(SOUNDS.penScratch)).toBeLessThan(Math.min(...others) / 2);
    expect(loudness(SOUNDS.recognised)).toBeGreaterThan(loudness(SOUNDS.otherRecognised));
    expect(durationMs(SOUNDS.recognised)).toBeGreaterThan(durationMs(SOUNDS.otherRecognised));
    expect(SOUNDS.recognised.importance).toBeGreaterThan(SOUNDS.otherRecognised.importance);
  });

  it('rise with warmth', () => {
    const pitches = warm.map(({ notes: [note] }) => (note?.kind === 'tone' ? note.hz : 0));
    expect(pitches).toEqual([...new Set(pitches)].sort((a, b) => a - b));
    expect(warmSound(99)).toEqual(warm.at(-1));
    expect(warmSound(-1)).toEqual(warm[0]);
  });
});

describe('steps of warmth', () => {
  it('are heard once each on the way up', () => {
    const steps = new WarmthSteps();
    const heard = [0, 0.1, 0.2, 0.2, 0.4, 0.45, 0.9, 1].map((warmth) => steps.take(warmth));
    expect(heard).toEqual([null, null, 1, null, 2, null, 5, null]);
  });

  it('forgive a waver, and count anew after a fall', () => {
    const steps = new WarmthSteps();
    expect(steps.take(0.52)).toBe(3);
    expect(steps.take(0.47)).toBeNull();
    expect(steps.take(0.52)).toBeNull();
    expect(steps.take(0)).toBeNull();
    expect(steps.take(0.52)).toBe(3);
  });

  it('stay within the scale whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 2, noNaN: true })), (warmths) => {
        const steps = new WarmthSteps();
        for (const warmth of warmths) {
          const step = steps.take(warmth);
          if (step !== null) expect(step >= 1 && step <= WARM_STEPS).toBe(true);
        }
      }),
    );
  });
});
