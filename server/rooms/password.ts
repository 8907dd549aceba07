import { createHash, timingSafeEqual } from 'node:crypto';

/** What a room asks of newcomers. It keeps a digest only, and takes as long for a near miss as for nonsense. */
export class RoomPassword {
  readonly #digest: Buffer;

  private constructor(digest: Buffer) {
    this.#digest = digest;
  }

  static of(password: string): RoomPassword {
    return new RoomPassword(digestOf(password));
  }

  /** @param digest what `digest` was, hexadecimal */
  static fromDigest(digest: string): RoomPassword {
    return new RoomPassword(Buffer.from(digest, 'hex'));
  }

  get digest(): string {
    return this.#digest.toString('hex');
  }

  fits(attempt: string | undefined): boolean {
    return attempt !== undefined && timingSafeEqual(digestOf(attempt), this.#digest);
  }
}

function digestOf(password: string): Buffer {
  return createHash('sha256').update(password.normalize('NFC')).digest();
}
