import type { RequestInput, RequestName } from '../../../shared/protocol/index.ts';

/** Between the packets of one answer. */
const SEPARATOR = '\u001e';

/** A client without WebSockets, one step at a time: between its polls nothing can be sent to it. */
export class PollingClient {
  readonly #address: string;
  #asked = 0;

  private constructor(address: string) {
    this.#address = address;
  }

  /** @throws where the server lets nobody in */
  static async connect(url: string): Promise<PollingClient> {
    const address = `${url}/socket.io/?EIO=4&transport=polling`;
    const response = await fetch(address);
    const opened = await response.text();
    if (!response.ok) throw new Error(`${response.status}: ${opened}`);
    const { sid } = JSON.parse(opened.slice(1)) as { sid: string };
    const client = new PollingClient(`${address}&sid=${sid}`);
    await client.#send('40');
    await client.#hear((packet) => packet.startsWith('40'));
    return client;
  }

  /** Asks, and takes whatever comes until the answer has come. */
  async ask<N extends RequestName>(name: N, payload: RequestInput<N>): Promise<void> {
    const id = (this.#asked += 1);
    await this.#send(`42${id}${JSON.stringify([name, payload])}`);
    await this.#hear((packet) => packet.startsWith(`43${id}[`));
  }

  /** Everything that waits to be heard, as Engine.IO's packets. */
  async poll(): Promise<string[]> {
    return (await (await fetch(this.#address)).text()).split(SEPARATOR);
  }

  async #send(packet: string): Promise<void> {
    await fetch(this.#address, { method: 'POST', body: packet });
  }

  async #hear(fits: (packet: string) => boolean): Promise<void> {
    for (;;) if ((await this.poll()).some(fits)) return;
  }
}
