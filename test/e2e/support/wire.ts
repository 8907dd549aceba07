import type { Page } from 'playwright-core';
import type { RequestInput, RequestName } from '../../../shared/protocol/index.ts';

/** An acknowledgement's number that the page's own client never reaches: the answer is nobody's. */
const ACK_OF_NOBODY = 999_999;

/** A page's connection to the server: everything that it hears, and a way to ask in its name what no button asks. */
export class Wire {
  /** Every message that has come, as it was on the wire. */
  readonly heard: string[] = [];
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** @param page before its first address */
  static async tap(page: Page): Promise<Wire> {
    const wire = new Wire(page);
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => void wire.heard.push(payload.toString()));
    });
    await page.addInitScript(() => {
      const Native = window.WebSocket;
      window.WebSocket = class extends Native {
        constructor(url: string | URL, protocols?: string | string[]) {
          super(url, protocols);
          Object.assign(window, { tappedSocket: this });
        }
      };
    });
    return wire;
  }

  async ask<N extends RequestName>(name: N, payload: RequestInput<N>): Promise<void> {
    const packet = `42${ACK_OF_NOBODY}${JSON.stringify([name, payload])}`;
    await this.#page.evaluate((text) => {
      (window as unknown as { tappedSocket: WebSocket }).tappedSocket.send(text);
    }, packet);
  }
}
