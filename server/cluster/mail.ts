import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { PlayerId } from '../../shared/game/index.ts';
import type { ClosedReason, WireError } from '../../shared/protocol/index.ts';
import type { RoomRequest } from '../rooms/door.ts';
import { BROKEN, RequestError } from '../rooms/errors.ts';
import { KEYS } from './redis.ts';

/** Letters to the same node wait so long for each other: Redis has as much work with one as with hundreds. */
const COLLECT_MS = 10;
/** A node that has not answered for so long is not waited for. Shorter than a client waits. */
const ANSWER_LIMIT_MS = 3_000;

/** What one node asks of a room that another one has. */
export interface Asked {
  readonly from: string;
  readonly code: string;
  readonly method: RoomRequest;
  readonly args: readonly unknown[];
}

/** What nodes tell each other. */
export type Notice =
  /** This player has no seat any more at the node that is told. */
  | {
      readonly type: 'unseat';
      readonly code: string;
      readonly playerId: PlayerId;
      readonly reason: ClosedReason;
    }
  /** The node that is told should go on with this room. */
  | { readonly type: 'adopt'; readonly code: string }
  | { readonly type: 'moved'; readonly code: string; readonly owner: string }
  /** This node ends, and its players connect to others. */
  | { readonly type: 'left'; readonly node: string };

type Letter =
  | ({ readonly kind: 'asked'; readonly id: string } & Asked)
  | {
      readonly kind: 'answer';
      readonly id: string;
      readonly value?: unknown;
      readonly error?: WireError;
    }
  | { readonly kind: 'notice'; readonly notice: Notice };

export interface MailOptions {
  /** This node's name. */
  readonly me: string;
  readonly commands: Redis;
  /** A connection for nothing but this. */
  readonly mail: Redis;
  readonly onAsked: (asked: Asked) => unknown;
  readonly onNotice: (notice: Notice) => void;
  readonly onError: (error: unknown) => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Letters that travel together. */
interface Bag {
  readonly letters: Letter[];
  /** Resolves to how many nodes have heard them. */
  readonly sent: Promise<number>;
}

/** What nodes say to each other, over Redis's channels: nothing is kept there, whoever is away hears nothing. */
export class Mail {
  readonly #options: MailOptions;
  readonly #waiting = new Map<string, Waiting>();
  /** What goes out next, by channel. */
  readonly #bags = new Map<string, Bag>();

  constructor(options: MailOptions) {
    this.#options = options;
  }

  async open(): Promise<void> {
    const { mail, me } = this.#options;
    mail.on('message', (_channel: string, text: string) => {
      for (const letter of JSON.parse(text) as Letter[]) this.#read(letter);
    });
    await mail.subscribe(KEYS.mailOf(me), KEYS.mailOfAll);
  }

  /** Asks a room at another node. @throws RequestError what the room throws; `room-moving` where the node is not there */
  ask(node: string, request: Omit<Asked, 'from'>): Promise<unknown> {
    const id = randomUUID();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#fail(id), ANSWER_LIMIT_MS);
      this.#waiting.set(id, { resolve, reject, timer });
      const letter: Letter = { kind: 'asked', id, from: this.#options.me, ...request };
      this.#send(KEYS.mailOf(node), letter).then(
        (hearers) => hearers === 0 && this.#fail(id),
        () => this.#fail(id),
      );
    });
  }

  /** Tells a node, or (null) all of them. */
  tell(node: string | null, notice: Notice): void {
    const channel = node === null ? KEYS.mailOfAll : KEYS.mailOf(node);
    this.#send(channel, { kind: 'notice', notice }).catch(this.#options.onError);
  }

  /** Resolves when everything is on its way. */
  async empty(): Promise<void> {
    await Promise.allSettled([...this.#bags.values()].map(({ sent }) => sent));
  }

  /** Resolves to how many nodes have heard it. */
  #send(channel: string, letter: Letter): Promise<number> {
    let bag = this.#bags.get(channel);
    if (!bag) {
      bag = { letters: [], sent: this.#sendSoon(channel) };
      this.#bags.set(channel, bag);
    }
    bag.letters.push(letter);
    return bag.sent;
  }

  async #sendSoon(channel: string): Promise<number> {
    await new Promise((resolve) => setTimeout(resolve, COLLECT_MS));
    const { letters } = this.#bags.get(channel)!;
    this.#bags.delete(channel);
    return this.#options.commands.publish(channel, JSON.stringify(letters));
  }

  #read(letter: Letter): void {
    if (letter.kind === 'notice') this.#options.onNotice(letter.notice);
    else if (letter.kind === 'answer') this.#take(letter.id, letter);
    else void this.#answer(letter);
  }

  async #answer({ id, ...asked }: Asked & { id: string }): Promise<void> {
    const { onAsked, onError } = this.#options;
    const reply = async (): Promise<Letter> => {
      try {
        return { kind: 'answer', id, value: await onAsked(asked) };
      } catch (error) {
        if (error instanceof RequestError) return { kind: 'answer', id, error: error.toWire() };
        onError(error);
        return { kind: 'answer', id, error: BROKEN };
      }
    };
    await this.#send(KEYS.mailOf(asked.from), await reply()).catch(onError);
  }

  #take(id: string, { value, error }: { value?: unknown; error?: WireError }): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(id);
    if (error) waiting.reject(new RequestError(error.code, error.message, error));
    else waiting.resolve(value);
  }

  #fail(id: string): void {
    this.#take(id, { error: MOVING });
  }
}

const MOVING: WireError = {
  code: 'room-moving',
  message: 'The room moves to another machine: try again in a moment.',
};

export function roomMoving(): RequestError {
  return new RequestError(MOVING.code, MOVING.message);
}
