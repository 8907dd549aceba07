import type { IncomingMessage } from 'node:http';
import type { TokenBucket, ErrorCode } from '../../shared/protocol/index.ts';
import type { Addresses } from '../addresses.ts';
import { RequestError } from '../rooms/errors.ts';
import {
  COOL_DOWN_MS,
  IGNORED_UNTIL_CUT,
  MAX_CONNECTIONS_OF_PLAYER_SHARE,
  quotasFor,
  SUSPECT_MS,
  type QuotaName,
} from './limits.ts';
import { inWords, Quota } from './quota.ts';
import type { Session } from './session.ts';

export interface GateOptions {
  readonly addresses: Addresses;
  /** The address by which browsers reach the server; undefined is whatever they say. */
  readonly publicUrl: string | undefined;
  /** Players of one address at once. */
  readonly playersPerAddress: number;
  /** Rooms that one address may open in ten minutes. */
  readonly roomsPerAddress: number;
  /** Milliseconds on a steady clock. */
  readonly now: () => number;
}

/** Who came back to rooms they had been let into: more than are open at once. */
const MOST_GUESTS = 50_000;
const ROOM_OPENERS: ReadonlySet<string> = new Set(['room:create', 'room:quick']);
const WRONG_CODES: ReadonlySet<ErrorCode> = new Set(['no-such-room', 'wrong-password']);
/** What a client of ours never gets, however its player behaves. */
const STRIKES: ReadonlySet<ErrorCode> = new Set(['too-fast', 'bad-request']);

/**
 * What one connection, one player and one address may ask for, before anything is parsed. Over a limit there is a typed
 * error and a place behind all others, then for those who go on a cool-down in which nothing is listened to, then the end of
 * the connection: others are never kept waiting. An address is a whole school as well as a single flooder: nobody is shut out
 * for what a neighbour did, but for trying room codes.
 */
export class Gate {
  readonly #options: GateOptions;
  readonly #quotas: Readonly<Record<QuotaName, Quota>>;
  /** Open connections by address. */
  readonly #open = new Map<string, number>();
  /** Player and room: who has been let in once comes back whoever else at the same address tries codes. */
  readonly #guests = new Set<string>();

  constructor(options: GateOptions) {
    this.#options = options;
    const { now } = options;
    const sizes = quotasFor(options);
    this.#quotas = {
      arrivals: new Quota(sizes.arrivals, now),
      requestsOfAddress: new Quota(sizes.requestsOfAddress, now),
      requestsOfPlayer: new Quota(sizes.requestsOfPlayer, now),
      roomsOfAddress: new Quota(sizes.roomsOfAddress, now),
      roomsOfPlayer: new Quota(sizes.roomsOfPlayer, now),
      wrongCodesOfAddress: new Quota(sizes.wrongCodesOfAddress, now),
      wrongCodesOfPlayer: new Quota(sizes.wrongCodesOfPlayer, now),
    };
  }

  /** Why a connection is not let in; null where it is. */
  refusalOf(request: IncomingMessage): string | null {
    if (!this.#isOurPage(request)) {
      return 'another-origin: only the pages of this server may connect; set PUBLIC_URL if this is one.';
    }
    const address = this.#options.addresses.limitedKeyOf(request);
    if (address === null) return null;
    const waitMs = this.#quotas.arrivals.waitMs(address);
    if (waitMs > 0) return `too-fast: too many connections came from your network; wait ${inWords(waitMs)}.`;
    const most = this.#options.playersPerAddress * MAX_CONNECTIONS_OF_PLAYER_SHARE;
    if ((this.#open.get(address) ?? 0) >= most) {
      return 'too-fast: too many players are connected from your network; set MAX_PLAYERS_PER_ADDRESS if they are yours.';
    }
    return null;
  }

  /** A connection of this address stands. Returns what is to be called at its end. */
  opened(request: IncomingMessage): () => void {
    const address = this.#options.addresses.limitedKeyOf(request);
    if (address === null) return () => undefined;
    this.#quotas.arrivals.count(address);
    this.#open.set(address, (this.#open.get(address) ?? 0) + 1);
    return () => {
      const left = (this.#open.get(address) ?? 1) - 1;
      if (left > 0) this.#open.set(address, left);
      else this.#open.delete(address);
    };
  }

  /** Counts a packet's size against its connection. */
  weigh(session: Session, bytes: number): void {
    const now = this.#options.now();
    if (session.bytes.take(now, bytes)) return;
    if (now < session.coolUntil) session.ignored = IGNORED_UNTIL_CUT;
    this.#coolDown(session, now);
  }

  /** Counts a request, and lets it through or not. @throws RequestError `too-fast`, with the time to wait */
  pass(session: Session, bucket: TokenBucket, name: string, payload: unknown): void {
    const now = this.#options.now();
    const { address, playerId } = session;
    if (now < session.coolUntil) {
      session.ignored += 1;
      throw tooFast(session.coolUntil - now);
    }
    const waitMs = bucket.waitMs(now);
    if (!bucket.take(now)) throw tooFast(waitMs);
    this.#take('requestsOfPlayer', playerId);
    this.#take('requestsOfAddress', address);
    if (ROOM_OPENERS.has(name)) {
      this.#take('roomsOfPlayer', playerId);
      this.#take('roomsOfAddress', address);
    }
    if (name === 'room:join' && !this.#guests.has(guestOf(session, payload))) {
      this.#wait('wrongCodesOfPlayer', playerId);
      this.#wait('wrongCodesOfAddress', address);
    }
  }

  /** Somebody was let into a room. */
  granted(session: Session, name: string, payload: unknown): void {
    if (name !== 'room:join') return;
    if (this.#guests.size >= MOST_GUESTS) this.#guests.clear();
    this.#guests.add(guestOf(session, payload));
  }

  /** Whether what a connection asks is to wait behind everybody who plays. */
  isSuspect(session: Session): boolean {
    return session.waiting > 0 || this.#options.now() < session.suspectUntil;
  }

  /** A request was refused. Returns whether the connection has had its last one. */
  refused(session: Session, name: string, code: ErrorCode): boolean {
    const now = this.#options.now();
    if (name === 'room:join' && WRONG_CODES.has(code)) {
      const { wrongCodesOfPlayer, wrongCodesOfAddress } = this.#quotas;
      if (session.playerId !== null) wrongCodesOfPlayer.count(session.playerId);
      if (session.address !== null) wrongCodesOfAddress.count(session.address);
    }
    if (STRIKES.has(code)) {
      session.suspectUntil = now + SUSPECT_MS;
      if (now >= session.coolUntil && !session.patience.take(now)) this.#coolDown(session, now);
    }
    return session.ignored >= IGNORED_UNTIL_CUT;
  }

  #coolDown(session: Session, now: number): void {
    session.coolUntil = now + COOL_DOWN_MS;
  }

  #take(name: QuotaName, key: string | null): void {
    this.#wait(name, key);
    if (key !== null) this.#quotas[name].count(key);
  }

  #wait(name: QuotaName, key: string | null): void {
    const waitMs = key === null ? 0 : this.#quotas[name].waitMs(key);
    if (waitMs > 0) throw tooFast(waitMs);
  }

  /** A browser says whose page connects; whoever says nothing is no page, and could not be tempted by one. */
  #isOurPage({ headers }: IncomingMessage): boolean {
    const { origin, host } = headers;
    if (origin === undefined) return true;
    if (!URL.canParse(origin)) return false;
    const { publicUrl } = this.#options;
    const from = new URL(origin);
    return from.host === host || (publicUrl !== undefined && from.host === new URL(publicUrl).host);
  }
}

function tooFast(waitMs: number): RequestError {
  return new RequestError('too-fast', `That was too much at once: wait ${inWords(waitMs)}.`, {
    waitMs: Math.ceil(waitMs),
  });
}

function guestOf({ playerId }: Session, payload: unknown): string {
  const code = (payload as { code?: unknown } | null | undefined)?.code;
  return `${playerId} ${typeof code === 'string' ? code.trim().toUpperCase() : ''}`;
}
