import type { Drawing } from '../../shared/drawing/index.ts';
import type { PlayerId } from '../../shared/game/index.ts';
import type { Doubt, ModerationState, PenKind } from '../../shared/protocol/index.ts';

/** What a network thought that had never seen the doodle, as it was kept before anything could learn from it. */
export interface FirstLook {
  /** The calibrated probability of the doodle's own word among all, 0..1. */
  readonly ownProbability: number;
  readonly bestWord: string;
  readonly bestProbability: number;
  /** That it is of no word at all. */
  readonly unknown: number;
}

/** A finished drawing that its drawer gave. No name and no address is kept with it. */
export interface NewDoodle {
  /** Who gave it, so that it can be taken back: the player's public id, which nothing else is stored with. */
  readonly owner: PlayerId;
  /** An English word among those that the network knows. */
  readonly word: string;
  /** In canvas units, with times. */
  readonly drawing: Drawing;
  /** The share of its ink at which the network was sure, 0..1; null where it never was. */
  readonly recognisedAtInk: number | null;
  /** Who judged it. */
  readonly modelVersion: string;
  /** null where the network could not look. */
  readonly firstLook: FirstLook | null;
  /** What it was drawn with. */
  readonly pen: PenKind;
  /** The room's language, a BCP 47 tag. */
  readonly language: string;
  /** ISO 3166-1 alpha-2; null unless the server is told to keep it. */
  readonly country: string | null;
  /** Milliseconds since the epoch. */
  readonly drawnAt: number;
  readonly doubts: readonly Doubt[];
}

export interface Doodle extends NewDoodle {
  /** An unsigned 63-bit integer in 19 decimal digits, rising with time: the data set's `key_id`. */
  readonly id: string;
  readonly moderation: ModerationState;
  /** How many players reported it. */
  readonly reports: number;
  /** Whether its word is so surely not what was drawn that nobody need look: it waits until somebody says otherwise. */
  readonly quarantined: boolean;
}

/** Whether a doodle may be shown to strangers: a person has accepted it and nobody has reported it since. */
export function isShowable({ moderation, reports }: Pick<Doodle, 'moderation' | 'reports'>): boolean {
  return moderation === 'accepted' && reports === 0;
}

/** Whether the network may learn from a doodle: accepted, or waiting with nothing that speaks against it. */
export function isTeachable(doodle: DoodleState): boolean {
  return isPlausible(doodle) && (doodle.moderation === 'accepted' || !isLabelDoubted(doodle));
}

/** Whether nothing speaks against a doodle but, perhaps, that it shows another word than its own. */
export function isPlausible({ moderation, reports, doubts }: DoodleState): boolean {
  const others = doubts.filter((doubt) => doubt !== 'another-word');
  return moderation === 'accepted' || (moderation === 'waiting' && reports === 0 && others.length === 0);
}

function isLabelDoubted({ doubts, quarantined }: DoodleState): boolean {
  return quarantined || doubts.includes('another-word');
}

type DoodleState = Pick<Doodle, 'moderation' | 'reports' | 'doubts' | 'quarantined'>;
