import type { SoundDescription } from './description.ts';
import { bubble, knock, mallet, paper } from './instruments.ts';
import { pitch, type PitchName } from './pitch.ts';

/**
 * Every sound of the game, in C major throughout, so that whatever meets fits. To add one, write it down here: the tests
 * look at everything in this list.
 */
export const SOUNDS = {
  /** Each second before the pens are free. */
  countdownTick: {
    importance: 2,
    gapMs: 300,
    notes: [knock(0, pitch('G5'), 0.22), paper(0, { fromHz: 2_800, toHz: 1_800 }, 0.05, 30)],
  },
  pensFree: {
    importance: 3,
    gapMs: 500,
    notes: [mallet(0, pitch('G5'), 0.24, 180), mallet(90, pitch('C6'), 0.28, 420)],
  },
  /** One short stretch of a line; for a longer one it is played again and again. */
  penScratch: {
    importance: 0,
    gapMs: 70,
    notes: [paper(0, { fromHz: 3_400, toHz: 2_400 }, 0.022, 95)],
  },
  /** The network has another idea. */
  guess: {
    importance: 1,
    gapMs: 350,
    notes: [bubble(0, 420, 700, 0.13)],
  },
  /** The big moment: my drawing. */
  recognised: {
    importance: 3,
    gapMs: 500,
    notes: [
      mallet(0, pitch('C5'), 0.26, 260),
      mallet(85, pitch('E5'), 0.26, 260),
      mallet(170, pitch('G5'), 0.26, 300),
      mallet(280, pitch('C6'), 0.3, 700),
      mallet(280, pitch('E5'), 0.16, 600),
      mallet(400, pitch('E6'), 0.18, 520),
      mallet(490, pitch('G6'), 0.12, 460),
    ],
  },
  /** Somebody else's drawing: the motif's shadow, so that one's own stays the event. */
  otherRecognised: {
    importance: 2,
    gapMs: 300,
    notes: [mallet(0, pitch('G4'), 0.13, 180), mallet(85, pitch('C5'), 0.14, 320)],
  },
  /** Each of the last five seconds. */
  timeRunningOut: {
    importance: 2,
    gapMs: 300,
    notes: [knock(0, pitch('C6'), 0.18), knock(110, pitch('A5'), 0.12)],
  },
  roundEnd: {
    importance: 3,
    gapMs: 1_000,
    notes: [
      paper(0, { fromHz: 900, toHz: 3_200 }, 0.09, 260),
      mallet(60, pitch('G5'), 0.18, 260),
      mallet(190, pitch('E5'), 0.18, 300),
      mallet(320, pitch('C5'), 0.22, 620),
    ],
  },
  finalFanfare: {
    importance: 3,
    gapMs: 2_000,
    notes: [
      mallet(0, pitch('G4'), 0.24, 160),
      mallet(130, pitch('C5'), 0.24, 160),
      mallet(260, pitch('E5'), 0.26, 160),
      mallet(390, pitch('G5'), 0.3, 340),
      mallet(650, pitch('E5'), 0.24, 130),
      mallet(790, pitch('G5'), 0.2, 1_200),
      mallet(790, pitch('E5'), 0.16, 1_200),
      mallet(790, pitch('C5'), 0.18, 1_300),
      mallet(790, pitch('C6'), 0.28, 1_300),
      mallet(1_000, pitch('G6'), 0.1, 700),
    ],
  },
  chat: {
    importance: 1,
    gapMs: 250,
    notes: [knock(0, pitch('E6'), 0.1), knock(70, pitch('G6'), 0.08)],
  },
  reaction: {
    importance: 1,
    gapMs: 150,
    notes: [bubble(0, 500, 1_000, 0.1), bubble(75, 650, 1_300, 0.09)],
  },
  error: {
    importance: 2,
    gapMs: 500,
    notes: [mallet(0, pitch('D#4'), 0.24, 150), mallet(130, pitch('C4'), 0.26, 260)],
  },
} as const satisfies Record<string, SoundDescription>;

export type SoundName = keyof typeof SOUNDS;

/** A step up this scale for each step of warmth: the last one wants to be resolved by `recognised`. */
const WARM_SCALE: readonly PitchName[] = ['C5', 'D5', 'E5', 'G5', 'B5'];

export const WARM_STEPS = WARM_SCALE.length;

/** The guess is getting warm. @param step 1 (lukewarm) to `WARM_STEPS` (hot) */
export function warmSound(step: number): SoundDescription {
  const index = Math.min(WARM_STEPS, Math.max(1, Math.round(step))) - 1;
  const hz = pitch(WARM_SCALE[index]!);
  const peak = 0.1 + 0.02 * index;
  return { importance: 1, gapMs: 200, notes: [mallet(0, hz, peak, 160 + 40 * index)] };
}
