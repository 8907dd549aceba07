/** Bytes by what they were for: the name of a message, `reply` for an answer, `other` for what keeps a connection. */
export type PackedTally = Readonly<Record<string, number>>;

/** Where the bytes go. WebSocket frames are left out: six bytes or more a message up, two or more down. */
export class Tally {
  readonly #bytes = new Map<string, number>();

  static of(...packed: readonly PackedTally[]): Tally {
    const tally = new Tally();
    for (const one of packed) for (const [name, bytes] of Object.entries(one)) tally.#put(name, bytes);
    return tally;
  }

  /** @param data of an Engine.IO packet, as Socket.IO has encoded it */
  add(data: unknown): void {
    const text = typeof data === 'string' ? data : '';
    this.#put(nameOf(text), Buffer.byteLength(text) + 1);
  }

  /** The largest first. */
  pack(): PackedTally {
    return Object.fromEntries([...this.#bytes].sort(([, a], [, b]) => b - a));
  }

  #put(name: string, bytes: number): void {
    this.#bytes.set(name, (this.#bytes.get(name) ?? 0) + bytes);
  }
}

/** Socket.IO writes an event as `2`, the number of its answer, and an array that begins with its name; an answer as `3`. */
function nameOf(text: string): string {
  if (text.startsWith('3')) return 'reply';
  return /^2\d*\["([^"]+)"/u.exec(text)?.[1] ?? 'other';
}
