import { createHash } from 'node:crypto';
import { simplify, type Drawing } from '../../../shared/drawing/index.ts';
import { isPlausible, type Doodle, type FirstLook } from '../../doodles/doodle.ts';
import type { Doodles } from '../../doodles/doodles.ts';
import { hashDrawing } from '../data/index.ts';
import { sortLabels, type LabelVerdict } from './confident-learning.ts';

/** Which side a player's doodles are on: to learn from, to choose the network by, or to hold against it in the end. */
export type PlayersSide = 'learn' | 'choose' | 'judge';

/** Shares of all players. */
const CHOOSE_SHARE = 0.1;
const JUDGE_SHARE = 0.25;
/** More doodles of one word by one player are not learnt from, and not counted: nobody is the voice of a word. */
const MOST_PER_PLAYER_AND_WORD = 4;
const MOST_PER_PLAYER = 100;

/** A doodle as the network is shown it. */
export interface PlayersDoodle {
  readonly id: string;
  readonly word: string;
  readonly drawing: Drawing;
}

export interface PlayersDoodles extends Readonly<Record<PlayersSide, readonly PlayersDoodle[]>> {
  /** What became of what players gave. */
  readonly counts: PlayersCounts;
}

export interface PlayersCounts {
  readonly given: number;
  /** Rejected, reported, doubted by the filters, looked at by nobody, or of a word that the network does not know. */
  readonly leftOut: number;
  /** By their labels; the verdicts of persons come first. */
  readonly labels: Readonly<Record<LabelVerdict, number>>;
  /** Accepted, and more than one player's share. */
  readonly aboveCap: number;
  readonly players: number;
}

/**
 * Reads what players gave, decides which labels can be believed, writes that down in the store, and shares out the rest by
 * the hash of the giver, so that nobody's doodles are on two sides. What was taken back is not there to be read.
 *
 * @param words that the network knows
 * @param golden hashes of drawings that may not be learnt from
 */
export async function gatherDoodles(
  store: Doodles,
  words: readonly string[],
  golden: ReadonlySet<string>,
): Promise<PlayersDoodles> {
  const known = new Set(words);
  const candidates: Doodle[] = [];
  let given = 0;
  for await (const doodle of store.all()) {
    given++;
    if (known.has(doodle.word) && isPlausible(doodle) && isLookedAt(doodle)) candidates.push(doodle);
  }
  const verdicts = await sortAndNote(store, candidates);
  const accepted = candidates.filter((_, index) => verdicts[index] === 'accept').map(shown);
  const fresh = accepted.filter(({ drawing }) => !golden.has(hashDrawing(drawing)));
  const capped = withoutFloods(fresh);
  const countOf = (verdict: LabelVerdict) => verdicts.filter((other) => other === verdict).length;
  const side = (wanted: PlayersSide): PlayersDoodle[] =>
    capped
      .filter(({ owner }) => sideOf(owner) === wanted)
      .map(({ id, word, drawing }) => ({ id, word, drawing }));
  return {
    learn: side('learn'),
    choose: side('choose'),
    judge: side('judge'),
    counts: {
      given,
      leftOut: given - candidates.length,
      labels: { accept: countOf('accept'), quarantine: countOf('quarantine'), ask: countOf('ask') },
      aboveCap: accepted.length - capped.length,
      players: new Set(capped.map(({ owner }) => owner)).size,
    },
  };
}

/** The side of a player, by a hash of the id alone: the same each time, whatever else is there. */
export function sideOf(owner: string): PlayersSide {
  const place = createHash('sha256').update(`side/${owner}`).digest().readUInt32BE(0) / 2 ** 32;
  if (place < JUDGE_SHARE) return 'judge';
  return place < JUDGE_SHARE + CHOOSE_SHARE ? 'choose' : 'learn';
}

/** Verdicts on labels, which are written down where they are others than before. A person's decision stands. */
async function sortAndNote(store: Doodles, candidates: readonly Doodle[]): Promise<LabelVerdict[]> {
  const open = candidates.filter(isOpen);
  const sorted = sortLabels(open.map(({ word, owner, firstLook }) => ({ word, owner, look: firstLook })));
  const verdictOf = new Map(open.map(({ id }, index) => [id, sorted[index]!]));
  const verdicts: LabelVerdict[] = [];
  for (const doodle of candidates) {
    const verdict = verdictOf.get(doodle.id) ?? 'accept';
    verdicts.push(verdict);
    if (verdict !== noted(doodle)) await store.doubtLabel(doodle.id, STATE_OF[verdict]);
  }
  return verdicts;
}

const STATE_OF = { accept: 'fine', quarantine: 'quarantined', ask: 'asked' } as const;

/** Nothing can be said of a doodle at which neither a network nor a person has looked. */
function isLookedAt({ firstLook, moderation }: Doodle): boolean {
  return firstLook !== null || moderation === 'accepted';
}

function isOpen(doodle: Doodle): doodle is Doodle & { readonly firstLook: FirstLook } {
  return doodle.moderation !== 'accepted' && doodle.firstLook !== null;
}

function noted({ doubts, quarantined }: Doodle): LabelVerdict {
  if (quarantined) return 'quarantine';
  return doubts.includes('another-word') ? 'ask' : 'accept';
}

interface ShownDoodle extends PlayersDoodle {
  readonly owner: string;
}

function shown({ id, owner, word, drawing }: Doodle): ShownDoodle {
  return { id, owner, word, drawing: simplify(drawing.map(({ x, y }) => ({ x, y }))) };
}

/** The newest of each player and word, up to the caps. */
function withoutFloods(doodles: readonly ShownDoodle[]): ShownDoodle[] {
  const counts = new Map<string, number>();
  const takes = (key: string, most: number): boolean => {
    const count = (counts.get(key) ?? 0) + 1;
    if (count <= most) counts.set(key, count);
    return count <= most;
  };
  return doodles
    .toReversed()
    .filter(
      ({ owner, word }) =>
        takes(JSON.stringify([owner, word]), MOST_PER_PLAYER_AND_WORD) && takes(owner, MOST_PER_PLAYER),
    )
    .toReversed();
}
