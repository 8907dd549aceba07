import { once } from 'node:events';
import { connect } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION } from '../../shared/protocol/index.ts';
import { PollingClient } from './support/polling-client.ts';
import { openServer, type TestServer } from './support/server.ts';

let server: TestServer;

beforeEach(async () => {
  server = await openServer();
});

describe('a server that stops', () => {
  it('does not wait for connections on which nobody has asked anything, as browsers keep some in store', async () => {
    const silent = connect(server.port, '127.0.0.1').on('error', () => undefined);
    await once(silent, 'connect');
    const ended = once(silent, 'close');
    await server.close();
    await ended;
  });

  it('says goodbye even to who only comes by now and then, and lets nobody in who would find no rooms', async () => {
    const ada = await PollingClient.connect(server.url);
    await ada.ask('session:start', { protocol: PROTOCOL_VERSION, token: null });
    await ada.ask('room:create', { name: 'Ada', color: 0 });
    const closed = server.close();
    await expect(PollingClient.connect(server.url)).rejects.toThrow('403');
    expect(await ada.poll()).toContain('42["room:closed",{"reason":"server-stopping"}]');
    await closed;
  });
});
