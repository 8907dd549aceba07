import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Connections on which nobody has asked anything yet: browsers open some in store. Node counts them as busy, so that a
 * server that closes would wait for them.
 */
export class SilentConnections {
  readonly #silent = new Set<Socket>();
  #isCut = false;

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      if (this.#isCut) socket.destroy();
      this.#silent.add(socket);
      socket.once('close', () => this.#silent.delete(socket));
    });
    const onAsked = ({ socket }: IncomingMessage) => void this.#silent.delete(socket);
    server.on('request', onAsked);
    server.on('upgrade', onAsked);
  }

  /** Ends them, and from now on every new connection at once. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#silent) socket.destroy();
  }
}
