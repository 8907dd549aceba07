import { createHash, timingSafeEqual } from 'node:crypto';

/** What a room asks of newcomers. It keeps a digest only, and takes as long for a near miss as for nonsense. */
export class RoomPassword {
  readonly #digest: Buffer;

  constructor(password: string) {
    this.#digest = digestOf(password);
  }

  fits(attempt: string | undefined): boolean {
    return attempt !== undefined && timingSafeEqual(digestOf(attempt), this.#digest);
  }
}

function digestOf(password: string): Buffer {
  return createHash('sha256').update(password.normalize('NFC')).digest();
}
