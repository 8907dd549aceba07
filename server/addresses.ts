import type { IncomingMessage } from 'node:http';
import { ipKeyGenerator } from 'express-rate-limit';
import proxyAddress from 'proxy-addr';

/** Where a proxy of one's own may stand; anybody else who forwards an address could say anything. */
export const OWN_NETWORK: string[] = ['loopback', 'linklocal', 'uniquelocal'];

export interface AddressOptions {
  /** The address by which players reach the server; undefined where no proxy stands before it. */
  readonly publicUrl: string | undefined;
  /** Addresses and ranges for which no limit by address holds. */
  readonly unlimited: readonly string[];
}

/** Whose address a request has, and whether it is limited. */
export class Addresses {
  readonly #isProxy: (address: string, distance: number) => boolean;
  readonly #isUnlimited: (address: string, distance: number) => boolean;

  constructor({ publicUrl, unlimited }: AddressOptions) {
    this.#isProxy = proxyAddress.compile(publicUrl === undefined ? [] : OWN_NETWORK);
    this.#isUnlimited = proxyAddress.compile([...unlimited]);
  }

  /**
   * What limits are counted by: the sender's IPv4 address, or IPv6 network, as a single household or school has a whole one.
   * null where no limit holds.
   */
  limitedKeyOf(request: IncomingMessage): string | null {
    const address = proxyAddress(request, this.#isProxy);
    // A connection that is gone already has none.
    if (!address) return 'unknown';
    return this.#isUnlimited(address, 0) ? null : ipKeyGenerator(address);
  }
}
