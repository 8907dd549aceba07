import {
  decodeLive,
  DRAW_BATCH_MS,
  type ClosedReason,
  type InkMessage,
  type RequestInput,
  type RoomSync,
} from '../../shared/protocol/index.ts';
import type { MyDrawing } from '../drawing/my-drawing.ts';
import type { Profile } from './memory.ts';
import { MyInk } from './my-ink.ts';
import { mySheetOf } from './my-sheet.ts';
import type { Failure, FailureCode, Portal } from './portal.ts';
import { RoomStore, type InkResult } from './room-store.ts';
import type { ServerClock } from './server-clock.ts';
import { Signal } from './signal.ts';

/**
 * Where this tab stands: outside, on the way back to its seat, in a room, or put out of one and why.
 * `taken-over`: the same player plays in another tab. `removed`: away for too long. `kicked`: by the host or by votes.
 * `idle`: did nothing for several rounds. `gone`: the room is no more. `full`: there was no seat to be had.
 */
export type PutOutReason = Exclude<ClosedReason, 'server-stopping'> | 'gone' | 'full';
export type Membership =
  /** `refused`: at this room's door, which wants something else first: another name, a password. */
  | { readonly kind: 'outside'; readonly refused?: { readonly code: string; readonly failure: Failure } }
  | { readonly kind: 'returning'; readonly code: string }
  | { readonly kind: 'inside'; readonly code: string }
  | { readonly kind: 'put-out'; readonly code: string; readonly reason: PutOutReason };

export interface SessionMemory {
  readonly seat: { get(): string | null; set(code: string | null): void };
  readonly profile: { get(): Profile | null; set(profile: Profile): void };
}

/** What a room may want to know of somebody who comes, beside name and colour. */
export interface JoinWish {
  readonly password?: string;
  readonly asSpectator?: boolean;
}

/** Why a seat cannot be had now, and can be in a moment. */
const PASSING: readonly FailureCode[] = ['timeout', 'too-fast', 'internal', 'room-moving'];
/** A sync that could not be had is asked for again after this long. */
const SYNC_RETRY_MS = 1_000;

/** Makes what the server says into what this browser knows, and what the player does into requests. */
export class RoomSession {
  readonly membershipChanged = new Signal<Membership>();
  /** Everything came anew; the store is brought up to date next. */
  readonly synced = new Signal<RoomSync>();
  readonly store = new RoomStore();

  readonly #portal: Portal;
  readonly #clock: ServerClock;
  readonly #memory: SessionMemory;
  #membership: Membership = { kind: 'outside' };
  #ink: MyInk | null = null;
  #syncing = false;
  /** Whether the server's clock, or this machine's, may have moved since it was read. */
  #clockIsDoubtful = false;
  #serverStopping = false;

  constructor(portal: Portal, clock: ServerClock, memory: SessionMemory) {
    this.#portal = portal;
    this.#clock = clock;
    this.#memory = memory;
    const seat = memory.seat.get();
    if (seat !== null && memory.profile.get() !== null) this.#membership = { kind: 'returning', code: seat };
    portal.sessionStarted.subscribe(() => {
      this.#serverStopping = false;
      void this.#comeBack();
    });
    portal.on('room:state', (view) => {
      if (view.code !== this.code) return;
      clock.observe(view.serverNow);
      this.store.applyView(view);
    });
    portal.on('live', (news) => {
      const { ink, guesses, gatherMs } = decodeLive(this.store.view?.game.round ?? null, news);
      if (ink.length > 0) this.#ink?.gatherFor(gatherMs ?? DRAW_BATCH_MS);
      if (ink.map((message) => this.#hearInk(message)).includes('gap')) void this.resync();
      for (const guess of guesses) this.store.applyGuess(guess);
    });
    portal.on('room:closed', ({ reason }) => {
      // A server that stops comes back, and the seat may still be there: the reconnection tells.
      if (reason === 'server-stopping') this.#serverStopping = true;
      else this.#putOut(reason);
    });
    this.store.roundBegan.subscribe(() => this.#beginMyDrawing());
    this.store.changed.subscribe(() => {
      if (this.store.view !== null) this.#ink?.follow(this.store.view.game);
    });
    setInterval(() => this.#ink?.flush(), DRAW_BATCH_MS);
  }

  get membership(): Membership {
    return this.#membership;
  }

  /** Whether the server has said that it stops, and has not come back yet. */
  get isServerStopping(): boolean {
    return this.#serverStopping;
  }

  /** The code of the room that I am in or on the way back to. */
  get code(): string | null {
    return this.#membership.kind === 'inside' || this.#membership.kind === 'returning'
      ? this.#membership.code
      : null;
  }

  get me(): string | null {
    return this.#portal.playerId;
  }

  /** My drawing of the current round; null where I do not draw in it. */
  get mine(): MyDrawing | null {
    return this.#ink?.drawing ?? null;
  }

  /** My drawing while I may draw: the pens are free, and where a team shares a sheet it is my turn. */
  get pen(): MyDrawing | null {
    return this.mine?.isOpen === true ? this.mine : null;
  }

  /**
   * @param language what people will speak in the new room
   * @param model a network from the lab that guesses there; undefined is the server's own
   */
  async create(profile: Profile, language: string, model?: string): Promise<Failure | null> {
    this.#memory.profile.set(profile);
    return this.#enter('room:create', {
      ...profile,
      settings: { language },
      ...(model !== undefined && { model }),
    });
  }

  /**
   * A seat in any public room that has one, else a public room of one's own.
   * @param language what I would like to speak there
   */
  async quick(profile: Profile, language: string): Promise<Failure | null> {
    this.#memory.profile.set(profile);
    return this.#enter('room:quick', { ...profile, language });
  }

  async join(code: string, profile: Profile, wish: JoinWish = {}): Promise<Failure | null> {
    this.#memory.profile.set(profile);
    return this.#enter('room:join', { code, ...profile, ...wish });
  }

  /** Takes the seat back that another tab took over, or tries the same room once more. */
  async playHere(wish: JoinWish = {}): Promise<Failure | null> {
    const profile = this.#memory.profile.get();
    if (this.#membership.kind !== 'put-out' || profile === null) return null;
    return this.join(this.#membership.code, profile, wish);
  }

  /** A room would not let me in, and stays the one that I am about. */
  stayOutside(code: string, reason: PutOutReason): void {
    this.#forgetRoom({ kind: 'put-out', code, reason });
  }

  /** A room wants another name or a password first. */
  standAtDoor(code: string, failure: Failure): void {
    this.#forgetRoom({ kind: 'outside', refused: { code, failure } });
  }

  leave(): void {
    void this.#portal.request('room:leave', {});
    this.#forgetRoom({ kind: 'outside' });
  }

  /** Gives up the way back to a room. */
  goOutside(): void {
    this.#forgetRoom({ kind: 'outside' });
  }

  async start(): Promise<Failure | null> {
    const answer = await this.#portal.request('game:start', {});
    return answer.ok ? null : answer.error;
  }

  async update(profile: Profile): Promise<Failure | null> {
    const answer = await this.#portal.request('player:update', { ...profile });
    if (!answer.ok) return answer.error;
    this.#memory.profile.set(profile);
    return null;
  }

  /** Votes for another word. */
  async skipWord(): Promise<Failure | null> {
    const answer = await this.#portal.request('round:skip', {});
    return answer.ok ? null : answer.error;
  }

  /** The device may have slept, and its clock with it: asks what time it is, and for what was missed. */
  async wake(): Promise<void> {
    this.#clockIsDoubtful = true;
    await this.resync();
  }

  /** Asks for everything anew: something was missed. */
  async resync(): Promise<void> {
    if (this.#syncing || this.#membership.kind !== 'inside') return;
    this.#syncing = true;
    const answer = await this.#portal.request('room:sync', {});
    this.#syncing = false;
    if (answer.ok) this.#applySync(answer);
    else if (answer.error.code === 'not-in-room') void this.#comeBack();
    // Without a connection the reconnection brings the sync.
    else if (answer.error.code !== 'offline') setTimeout(() => void this.resync(), SYNC_RETRY_MS);
  }

  async #comeBack(): Promise<void> {
    this.#clockIsDoubtful = true;
    const { code } = this;
    const profile = this.#memory.profile.get();
    if (code === null || profile === null) return;
    const failure = await this.#enter('room:join', { code, ...profile });
    if (failure === null || failure.code === 'offline') return;
    if (failure.code === 'no-such-room') this.#putOut('gone');
    else if (failure.code === 'room-full') this.#putOut('full');
    else if (failure.code === 'banned') this.#putOut('kicked');
    else if (PASSING.includes(failure.code)) {
      setTimeout(() => void this.#comeBack(), SYNC_RETRY_MS);
    } else this.#putOut('removed');
  }

  async #enter<N extends 'room:create' | 'room:join' | 'room:quick'>(
    name: N,
    payload: RequestInput<N>,
  ): Promise<Failure | null> {
    const answer = await this.#portal.request(name, payload);
    if (!answer.ok) return answer.error;
    const sync: RoomSync = answer;
    this.#memory.seat.set(sync.view.code);
    this.#membership = { kind: 'inside', code: sync.view.code };
    this.#applySync(sync);
    this.membershipChanged.emit(this.#membership);
    if (sync.home !== undefined) this.#portal.moveTo(sync.home);
    return null;
  }

  #applySync(sync: RoomSync): void {
    this.synced.emit(sync);
    // Not before the right time is there: no screen is to show a wrong one meanwhile.
    if (this.#clockIsDoubtful) this.#clock.reset();
    this.#clockIsDoubtful = false;
    this.#clock.observe(sync.view.serverNow);
    this.store.applySync(sync, mySheetOf(sync.view.game.round, this.me)?.id ?? null);
    if (this.#ink === null) return;
    const { sheet } = this.#ink.drawing;
    this.#ink.takeSync(sync.drawings.find((drawing) => drawing.sheet === sheet));
  }

  #hearInk(message: InkMessage): InkResult {
    const mine = this.#ink?.drawing;
    const isMine = mine?.sheet === message.sheet && mine.round === message.round;
    return this.#ink !== null && isMine ? this.#ink.hear(message) : this.store.applyInk(message);
  }

  #beginMyDrawing(): void {
    const game = this.store.view?.game;
    const sheet = mySheetOf(game?.round, this.me);
    this.#ink = null;
    if (!game?.round || sheet === null || this.me === null) return;
    this.#ink = new MyInk({
      portal: this.#portal,
      me: this.me,
      round: game.round.id,
      sheet,
      now: () => performance.now(),
      onLost: () => void this.resync(),
    });
    const { drawing } = this.#ink;
    const show = () => this.store.setDrawing(sheet.id, drawing.picture);
    show();
    drawing.changed.subscribe(show);
  }

  #putOut(reason: PutOutReason): void {
    const { code } = this;
    if (code !== null) this.#forgetRoom({ kind: 'put-out', code, reason });
  }

  #forgetRoom(next: Membership): void {
    this.#memory.seat.set(null);
    this.#ink = null;
    this.#membership = next;
    this.store.clear();
    this.membershipChanged.emit(next);
  }
}
