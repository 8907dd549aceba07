import type { GameState, PlayerId } from '../../shared/game/index.ts';
import { CHAT_LINES_KEPT, type ChatLine } from '../../shared/protocol/index.ts';
import type { Audience } from './audience.ts';
import { readersOf } from './secrets.ts';

export interface TalkOptions {
  readonly audience: Audience;
  /** What people write, as others may read it. */
  readonly cleanText: (text: string) => string;
}

/** As it outlives the process. */
export interface KeptTalk {
  readonly lines: number;
  readonly kept: readonly KeptLine[];
}

interface KeptLine {
  readonly line: ChatLine;
  /** Who was told; null is everybody. */
  readonly readers: readonly PlayerId[] | null;
}

/**
 * What people write in one room: told to those who may read it, and kept for those who come later. A line that told the word
 * is for those alone who read it at the time, for good: it is simpler to keep a secret than to say when it ends.
 */
export class Talk {
  readonly #options: TalkOptions;
  #kept: KeptLine[] = [];
  #lines = 0;

  constructor(options: TalkOptions) {
    this.#options = options;
  }

  kept(): KeptTalk {
    return { lines: this.#lines, kept: this.#kept };
  }

  /** Goes on from what was kept. */
  restore({ lines, kept }: KeptTalk): void {
    this.#lines = lines;
    this.#kept = [...kept];
  }

  /** Tells a player's line to whoever may read it in this moment of the game. */
  tell(game: GameState, playerId: PlayerId, kind: ChatLine['kind'], written: string): void {
    const { audience, cleanText } = this.#options;
    const text = cleanText(written);
    const readers = readersOf(game, playerId, [written, text]);
    this.#lines += 1;
    const name = game.players.find(({ id }) => id === playerId)?.name ?? '';
    const line: ChatLine = { id: this.#lines, playerId, name, kind, text };
    this.#kept.push({ line, readers });
    if (this.#kept.length > MOST_KEPT) this.#kept.shift();
    if (readers === null) audience.toAll('chat:line', line);
    else audience.toSome(readers, 'chat:line', line);
  }

  /** The latest lines that this player may know, oldest first. */
  linesFor(playerId: PlayerId): ChatLine[] {
    return this.#kept
      .filter(({ readers }) => readers === null || readers.includes(playerId))
      .slice(-CHAT_LINES_KEPT)
      .map(({ line }) => line);
  }
}

/** More than anybody is shown, as nobody is shown all of them. */
const MOST_KEPT = 4 * CHAT_LINES_KEPT;
