import type { Server } from 'node:http';
import { ConfigError } from '../config.ts';

/** Listens. @throws ConfigError that says what to change where the address cannot be had */
export async function listen(
  server: Server,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port, host)));
    server.listen(port, host, resolve);
  });
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new ConfigError(
        `PORT is ${port}, but another program listens there: stop it, or choose another port (PORT=${port + 1} npm start).`,
      );
    case 'EACCES':
      return new ConfigError(`PORT is ${port}, which this user may not open; allowed: 1024 and above.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ConfigError(
        `HOST is ${JSON.stringify(host)}, which is not an address of this machine; allowed: one that is, or 0.0.0.0 for all.`,
      );
    default:
      return error;
  }
}
