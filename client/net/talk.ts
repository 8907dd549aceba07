import { REACTION_PACE, TokenBucket, type Reaction, type Replies } from '../../shared/protocol/index.ts';
import type { PlayerId, SheetId } from '../../shared/game/index.ts';
import type { Failure, Portal } from './portal.ts';
import type { RoomSession } from './room-session.ts';
import { Signal } from './signal.ts';
import { TalkLog } from './talk-log.ts';

export interface ReactionMessage {
  readonly playerId: PlayerId;
  readonly reaction: Reaction;
  /** The drawing that it is about; null is everything. */
  readonly sheet: SheetId | null;
}

export type Closeness = Replies['guess:say']['closeness'];

/** What players say to each other: lines, guesses, reactions. */
export class Talk {
  readonly log = new TalkLog();
  readonly reacted = new Signal<ReactionMessage>();
  readonly #portal: Portal;
  readonly #session: RoomSession;
  readonly #now: () => number;
  readonly #pace: TokenBucket;

  /** @param now milliseconds on a steady clock */
  constructor(portal: Portal, session: RoomSession, now: () => number) {
    this.#portal = portal;
    this.#session = session;
    this.#now = now;
    this.#pace = new TokenBucket(REACTION_PACE, now());
    portal.on('chat:line', (line) => this.log.addLine(line, session.me));
    portal.on('reaction', (message) => this.reacted.emit(message));
    session.synced.subscribe(({ lines, view }) => {
      this.log.addHistory(lines, view.game.players, session.me);
    });
    session.store.changed.subscribe(() => {
      const { view } = session.store;
      if (view !== null) this.log.follow(view.game, session.me);
      else this.log.clear();
    });
  }

  /** Chats. */
  async say(text: string): Promise<Failure | null> {
    const answer = await this.#portal.request('chat:say', { text });
    return answer.ok ? null : answer.error;
  }

  /** Guesses what is being drawn. */
  async guess(text: string): Promise<Closeness | Failure> {
    const round = this.#session.store.view?.game.round?.id ?? 1;
    const answer = await this.#portal.request('guess:say', { round, text });
    if (!answer.ok) return answer.error;
    if (answer.closeness !== 'right') {
      this.log.addMyGuess(text, answer.closeness === 'close', this.#session.me);
    }
    return answer.closeness;
  }

  /** How long until another reaction may be sent, milliseconds. */
  get reactionWaitMs(): number {
    return this.#pace.waitMs(this.#now());
  }

  /** @param sheet the drawing that it is about; null is everything. Returns whether it was sent. */
  react(reaction: Reaction, sheet: SheetId | null): boolean {
    if (!this.#pace.take(this.#now())) return false;
    void this.#portal.request('reaction:send', sheet === null ? { reaction } : { reaction, sheet });
    return true;
  }
}
