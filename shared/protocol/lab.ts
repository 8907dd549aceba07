import type { PlayerId } from '../game/state.ts';

/** Training a network in the lab: what may be chosen, and how a run goes. */

export const LAB_ARCHITECTURES = ['lenet', 'ours', 'recurrent', 'capsules'] as const;
export type LabArchitecture = (typeof LAB_ARCHITECTURES)[number];

/** Bounds that keep a run to minutes. */
export const LAB_LIMITS = {
  words: { least: 2, most: 20 },
  perWord: { least: 20, most: 1_000, usual: 200 },
  epochs: { least: 1, most: 40, usual: 8 },
  learningRate: { least: 0.0001, most: 0.1 },
} as const;

/** What suits an architecture, to begin with. */
export const LAB_LEARNING_RATES: Readonly<Record<LabArchitecture, number>> = {
  lenet: 0.03,
  ours: 0.001,
  recurrent: 0.006,
  capsules: 0.002,
};

export interface LabChoices {
  readonly words: readonly string[];
  /** Drawings of each word to learn from, at the most, and pictures of it in an epoch. */
  readonly perWord: number;
  readonly epochs: number;
  readonly learningRate: number;
  readonly architecture: LabArchitecture;
}

/** `waiting` for its turn, `preparing` data and network, then `training`, then `measuring` what came out; the rest are ends. */
export type LabState = 'waiting' | 'preparing' | 'training' | 'measuring' | 'done' | 'stopped' | 'failed';

/** After each epoch: mean losses, and the share of validation drawings that are right, 0..1. */
export interface LabPoint {
  readonly epoch: number;
  readonly loss: number;
  readonly validationLoss: number;
  readonly accuracy: number;
}

/** A drawing that is never learnt from, and what the network takes it for now. */
export interface LabSample {
  /** The right word, as its place among the run's words. */
  readonly label: number;
  /** 784 grey levels in base64. */
  readonly picture: string;
  /** null before the first epoch. */
  readonly guess: { readonly label: number; readonly confidence: number } | null;
}

/** A run as everybody in the lab sees it. */
export interface LabRun {
  readonly id: number;
  readonly ownerId: PlayerId;
  readonly choices: LabChoices;
  readonly state: LabState;
  /** How many runs come before it; null when it is no longer waiting. */
  readonly place: number | null;
  /** Where its drawings are from; null until that is known. */
  readonly source: 'quickdraw' | 'doodles' | null;
  readonly drawings: { readonly train: number; readonly validation: number } | null;
  /** Trainable numbers; null until the network is built. */
  readonly parameters: number | null;
  /** How far the epoch under way is, and its mean loss so far. */
  readonly step: { readonly epoch: number; readonly share: number; readonly loss: number } | null;
  readonly curve: readonly LabPoint[];
  /** [right word][guess]: how many validation drawings; empty before the first epoch. */
  readonly confusion: readonly (readonly number[])[];
  readonly samples: readonly LabSample[];
  readonly seconds: number;
  /** The model version that came out and can be played with; null where there is none. */
  readonly version: string | null;
}

/** What the lab has to offer, and what goes on in it. */
export interface LabView {
  /** Words that there are drawings of. */
  readonly words: readonly string[];
  /** Those among them of which there are real drawings; of the others the project's own doodles, redrawn, have to do. */
  readonly real: readonly string[];
  /** Newest first. */
  readonly runs: readonly LabRun[];
}

/** How far the epoch under way is: between whole views of a run. */
export interface LabStep {
  readonly id: number;
  readonly step: NonNullable<LabRun['step']>;
  readonly seconds: number;
}
