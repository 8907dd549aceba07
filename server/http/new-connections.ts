import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { Turns } from '../turns.ts';

/** Lets new connections wait for their turn: whoever asks for pages in a flood waits for the flood, and not those who draw. */
export function letWait(server: Server): void {
  const turns = new Turns();
  const begin = server.listeners('connection') as ((socket: Socket) => void)[];
  server.removeAllListeners('connection');
  server.on('connection', (socket) => {
    // Who goes away while waiting is nobody's error.
    const ignore = () => undefined;
    socket.on('error', ignore);
    turns.wait(() => {
      socket.off('error', ignore);
      if (!socket.destroyed) for (const listener of begin) listener.call(server, socket);
    });
  });
}
