import { EventEmitter } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../../server/config.ts';
import { listen } from '../../../server/http/listen.ts';
import { SilentConnections } from '../../../server/http/silent-connections.ts';

/** A server that cannot listen, for this reason. */
function refusing(code: string): Server {
  const server = new EventEmitter();
  return Object.assign(server, {
    listen: () => server.emit('error', Object.assign(new Error('no'), { code })),
  }) as unknown as Server;
}

describe('a server that cannot listen', () => {
  it.each([
    ['EADDRINUSE', /^PORT is 80, but another program listens there: .*PORT=81 npm start/u],
    ['EACCES', /^PORT is 80, which this user may not open; allowed: 1024 and above/u],
    ['EADDRNOTAVAIL', /^HOST is "1\.2\.3\.4", which is not an address of this machine/u],
    ['ENOTFOUND', /^HOST is "1\.2\.3\.4", which is not an address of this machine/u],
  ])('says what to change (%s)', async (code, message) => {
    const refused = listen(refusing(code), { port: 80, host: '1.2.3.4' });
    await expect(refused).rejects.toThrow(ConfigError);
    await expect(refused).rejects.toThrow(message);
  });

  it('tells what nobody has thought of as it is', async () => {
    await expect(listen(refusing('EMFILE'), { port: 80, host: '::' })).rejects.toMatchObject({
      code: 'EMFILE',
      message: 'no',
    });
  });
});

describe('connections on which nobody has asked anything', () => {
  const sockets: Socket[] = [];
  let server: Server;
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  const open = async () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    sockets.push(socket);
    const ended = new Promise<string>((resolve) => {
      socket.once('close', () => resolve('ended'));
      socket.on('error', () => undefined);
    });
    await new Promise((resolve) => socket.once('connect', resolve));
    return { socket, ended };
  };

  it('are ended when the server closes, and later ones at once; whoever waits for an answer is left', async () => {
    server = createServer();
    const silent = new SilentConnections(server);
    await listen(server, { port: 0, host: '127.0.0.1' });
    const asked = new Promise((resolve) => server.once('request', resolve));
    const connected = new Promise((resolve) => server.once('connection', resolve));
    const quiet = await open();
    await connected;
    const waiting = await open();
    waiting.socket.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n');
    await asked;
    silent.cut();
    expect(await quiet.ended).toBe('ended');
    expect(await (await open()).ended).toBe('ended');
    expect(waiting.socket.destroyed).toBe(false);
  });
});
