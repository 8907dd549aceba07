import type { GameView, Player, PlayerId, RoundView } from '../../shared/game/index.ts';
import type { ChatLine } from '../../shared/protocol/index.ts';
import { Signal } from './signal.ts';

/** Older entries are forgotten. */
export const MAX_TALK_ENTRIES = 200;

/** Somebody as they were called when they spoke. */
export interface Speaker {
  readonly id: PlayerId;
  readonly name: string;
  /** null where they had left when I heard of it. */
  readonly color: number | null;
}

/** Something that was said, or that everybody learnt, in the order of hearing it. */
export type TalkEvent =
  | {
      readonly kind: 'chat';
      readonly speaker: Speaker | null;
      readonly text: string;
      readonly isMine: boolean;
    }
  /** A guess that was not right. That it was close only its guesser knows. */
  | {
      readonly kind: 'guess';
      readonly speaker: Speaker | null;
      readonly text: string;
      readonly isMine: boolean;
      readonly isClose: boolean;
    }
  /** Where people guess: somebody's turn to draw began. */
  | { readonly kind: 'turn'; readonly speaker: Speaker | null; readonly isMine: boolean }
  | {
      readonly kind: 'found';
      readonly speaker: Speaker | null;
      readonly isMine: boolean;
      readonly elapsedMs: number;
    }
  | { readonly kind: 'network-found'; readonly elapsedMs: number };
export type TalkEntry = TalkEvent & { readonly id: number };

/** What was said in a room, and what came of it. Holds and tells; it never speaks to the server. */
export class TalkLog {
  readonly added = new Signal<TalkEntry>();
  readonly cleared = new Signal<undefined>();
  #entries: TalkEntry[] = [];
  #nextId = 1;
  #before: GameView | null = null;
  /** The newest line of the server that was heard of. */
  #newestLine = 0;

  get entries(): readonly TalkEntry[] {
    return this.#entries;
  }

  /** A line from the server. My own guesses come by `addMyGuess`, which knows how close they were. */
  addLine(line: ChatLine, me: PlayerId | null): void {
    if (line.id <= this.#newestLine) return;
    this.#newestLine = line.id;
    if (line.kind === 'chat' || line.playerId !== me) this.#addSaid(line, me);
  }

  /** What was said before I came, or while I was away; I have forgotten how close my guesses were. */
  addHistory(lines: readonly ChatLine[], players: readonly Player[], me: PlayerId | null): void {
    for (const line of lines) {
      if (line.id <= this.#newestLine) continue;
      this.#newestLine = line.id;
      this.#addSaid(line, me, players);
    }
  }

  addMyGuess(text: string, isClose: boolean, me: PlayerId | null): void {
    this.#add({ kind: 'guess', speaker: this.#speaker(me), text, isMine: true, isClose });
  }

  /** The room as it is now: tells what came of the guesses since the last time. */
  follow(game: GameView, me: PlayerId | null): void {
    const before = this.#before;
    this.#before = game;
    const { round } = game;
    if (round?.mode !== 'guess') return;
    const isSameRound = before?.round?.id === round.id;
    if (!isSameRound) this.#addTurn(round, me);
    // Whoever comes into a round, or back, sees in the scores who has found the word.
    if (isSameRound) this.#addSuccesses(before.round, round, me);
  }

  clear(): void {
    this.#before = null;
    this.#newestLine = 0;
    this.#entries = [];
    this.cleared.emit(undefined);
  }

  #addTurn({ sheets }: RoundView, me: PlayerId | null): void {
    const artistId = sheets[0]?.artistIds[0] ?? null;
    this.#add({ kind: 'turn', speaker: this.#speaker(artistId), isMine: artistId === me });
  }

  #addSuccesses(before: RoundView, round: RoundView, me: PlayerId | null): void {
    for (const { playerId, elapsedMs } of round.finds.slice(before.finds.length)) {
      this.#add({ kind: 'found', speaker: this.#speaker(playerId), isMine: playerId === me, elapsedMs });
    }
    for (const { elapsedMs } of round.recognitions.slice(before.recognitions.length)) {
      this.#add({ kind: 'network-found', elapsedMs });
    }
  }

  #addSaid({ kind, playerId, name, text }: ChatLine, me: PlayerId | null, players = this.#players): void {
    const color = players.find(({ id }) => id === playerId)?.color ?? null;
    const said = { speaker: { id: playerId, name, color }, text, isMine: playerId === me };
    this.#add(kind === 'guess' ? { kind, ...said, isClose: false } : { kind, ...said });
  }

  get #players(): readonly Player[] {
    return this.#before?.players ?? [];
  }

  #speaker(id: PlayerId | null): Speaker | null {
    return this.#players.find((player) => player.id === id) ?? null;
  }

  #add(event: TalkEvent): void {
    const entry: TalkEntry = { ...event, id: this.#nextId++ };
    this.#entries = [...this.#entries, entry].slice(-MAX_TALK_ENTRIES);
    this.added.emit(entry);
  }
}
