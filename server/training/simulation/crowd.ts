import type { Drawing } from '../../../shared/drawing/index.ts';
import { createRandom, oneOf, shuffle, type Random } from '../random.ts';
import { drawUnknownOf } from '../unknown/index.ts';
import type { World } from './world.ts';

/** Players by what they give: what was asked for, or one of the things that trolls give. */
export const PLAYER_KINDS = ['honest', 'wrong words', 'text', 'scribble', 'flood'] as const;
export type PlayerKind = (typeof PLAYER_KINDS)[number];

interface Player {
  readonly id: string;
  readonly kind: PlayerKind;
}

/** What a player gave when a word was asked for. */
export interface Gift {
  readonly owner: string;
  readonly kind: PlayerKind;
  readonly word: string;
  /** In canvas units. */
  readonly drawing: Drawing;
}

const HONEST_PLAYERS = 70;
/** The share of all players who are trolls, where there are any. */
export const TROLL_SHARE = 0.3;
/** Three games. */
const DOODLES_PER_PLAYER = 18;
/** One player who does nothing else all day. */
const DOODLES_OF_A_FLOOD = 200;

/** The data set's 256 units on a canvas of 1000. */
const CANVAS_SCALE = 3.5;
const CANVAS_MARGIN = 50;

type CrowdsWorld = Pick<World, 'askedWords' | 'floodedWord' | 'pools'>;

/** A crowd of players who play for some time, one cycle after the other. */
export class Crowd {
  readonly #players: readonly Player[];
  readonly #world: CrowdsWorld;
  /** How many of each word's drawings have been drawn. */
  readonly #drawn = new Map<string, number>();
  readonly #seed: string;

  constructor(world: CrowdsWorld, withTrolls: boolean, seed: string) {
    this.#world = world;
    this.#seed = seed;
    const trolls = withTrolls ? Math.round((HONEST_PLAYERS * TROLL_SHARE) / (1 - TROLL_SHARE)) : 0;
    const kinds: readonly PlayerKind[] = [
      'flood',
      ...Array<PlayerKind[]>(trolls).fill(['wrong words', 'text', 'scribble']).flat(),
    ];
    this.#players = [
      ...Array.from({ length: HONEST_PLAYERS }, (_, n): Player => ({ id: `honest-${n}`, kind: 'honest' })),
      ...kinds.slice(0, trolls).map((kind, n) => ({ id: `troll-${n}`, kind })),
    ];
  }

  get trolls(): number {
    return this.#players.filter(({ kind }) => kind !== 'honest').length;
  }

  get players(): number {
    return this.#players.length;
  }

  /** What everybody gives in a cycle, in the order in which it comes. */
  gifts(cycle: number): Gift[] {
    const gifts = this.#players.flatMap((player) => {
      const random = createRandom(this.#seed, cycle, player.id);
      const count = player.kind === 'flood' ? DOODLES_OF_A_FLOOD : DOODLES_PER_PLAYER;
      return Array.from({ length: count }, () => this.#gift(player, random)).filter((gift) => gift !== null);
    });
    return shuffle(gifts, createRandom(this.#seed, cycle, 'order'));
  }

  #gift({ id, kind }: Player, random: Random): Gift | null {
    const { askedWords, floodedWord } = this.#world;
    const word = kind === 'flood' ? floodedWord : oneOf(random, askedWords);
    const drawing = this.#draw(kind, word, random);
    if (!drawing) return null;
    const onCanvas = drawing.map(({ x, y }) => ({ x: x.map(toCanvas), y: y.map(toCanvas) }));
    return { owner: id, kind, word, drawing: onCanvas };
  }

  /** null where all drawings of the word have been drawn. */
  #draw(kind: PlayerKind, word: string, random: Random): Drawing | null {
    if (kind === 'text' || kind === 'scribble') return drawUnknownOf(kind, random, 'validation');
    if (kind === 'honest') return this.#next(word);
    const others = this.#world.askedWords.filter((other) => other !== word && this.#left(other) > 0);
    return others.length === 0 ? null : this.#next(oneOf(random, others));
  }

  #left(word: string): number {
    return this.#world.pools.get(word)!.length - (this.#drawn.get(word) ?? 0);
  }

  #next(word: string): Drawing | null {
    const drawn = this.#drawn.get(word) ?? 0;
    this.#drawn.set(word, drawn + 1);
    return this.#world.pools.get(word)?.[drawn] ?? null;
  }
}

function toCanvas(value: number): number {
  return CANVAS_MARGIN + CANVAS_SCALE * value;
}
