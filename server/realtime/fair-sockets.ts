import { WebSocketServer, type ServerOptions, type WebSocket } from 'ws';

/**
 * WebSockets of which each turn of the event loop hears one message of every connection: by itself `ws` hands over all that came
 * in one piece, and whoever sends a hundred at once would keep everybody else waiting for all of them.
 */
export class FairWebSocketServer extends WebSocketServer {
  constructor(options: ServerOptions) {
    super({ ...options, allowSynchronousEvents: false });
  }
}

/** Stops or goes on reading a connection; what it sends meanwhile waits with its sender. One that polls over HTTP is read on. */
export function read(transport: object, isRead: boolean): void {
  const { socket } = transport as { socket?: WebSocket };
  if (isRead) socket?.resume();
  else socket?.pause();
}
