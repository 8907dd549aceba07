import { describe, expect, it, vi } from 'vitest';
import { Portal, type InklingSocket } from '../../../client/net/portal.ts';

type Ack = (timedOut: Error | null, reply?: unknown) => void;

/** A socket whose server answers, or does not any more. */
function openSocket() {
  const listeners = new Map<string, (argument?: unknown) => void>();
  const asked: string[] = [];
  let isDead = false;
  const close = vi.fn();
  const opts: { query?: object } = {};
  /** Beyond the first. */
  let connections = -1;
  const socket = {
    on: (event: string, listener: (argument?: unknown) => void) => listeners.set(event, listener),
    timeout: () => ({
      emit(name: string, _payload: unknown, ack: Ack) {
        asked.push(name);
        if (isDead) ack(new Error('timed out'));
        else ack(null, { ok: true, token: 'secret', playerId: 'ada' });
      },
    }),
    io: { engine: { close }, opts },
    disconnect: () => {
      listeners.get('disconnect')?.('io client disconnect');
      return socket;
    },
    connect: () => (connections += 1),
  };
  const portal = new Portal({ get: () => null, set: () => undefined });
  portal.connect(socket as unknown as InklingSocket);
  return {
    portal,
    asked,
    close,
    opts,
    connections: () => connections,
    say: (event: string) => listeners.get(event)?.(),
    die: () => (isDead = true),
  };
}

describe('a page that may have slept', () => {
  it('asks for a sign of life, and leaves a connection alone that stands', async () => {
    const { portal, asked, close, say } = openSocket();
    say('connect');
    await vi.waitFor(() => expect(portal.state).toBe('ready'));
    await portal.wake();
    expect(asked).toEqual(['session:start', 'room:list']);
    expect(close).not.toHaveBeenCalled();
  });

  it('closes a connection that has died without a word, so that a new one is made', async () => {
    const { portal, close, say, die } = openSocket();
    say('connect');
    await vi.waitFor(() => expect(portal.state).toBe('ready'));
    die();
    await portal.wake();
    expect(close).toHaveBeenCalledOnce();
  });

  it('lets a connection that is being mended be mended', async () => {
    const { portal, asked, close, say } = openSocket();
    say('connect');
    await vi.waitFor(() => expect(portal.state).toBe('ready'));
    say('disconnect');
    await portal.wake();
    expect(portal.state).toBe('lost');
    expect(asked).toEqual(['session:start']);
    expect(close).not.toHaveBeenCalled();
  });
});

describe('a page that is not connected yet', () => {
  it('asks what somebody wants as soon as it is', async () => {
    const { portal, asked, say } = openSocket();
    const answer = portal.request('room:list', {});
    expect(asked).toEqual([]);
    say('connect');
    expect(await answer).toMatchObject({ ok: true });
    expect(asked).toEqual(['session:start', 'room:list']);
  });

  it('says so at once where there is no server, and after a while where none answers', async () => {
    const { portal, say } = openSocket();
    const answer = portal.request('room:list', {});
    say('connect_error');
    expect(await answer).toMatchObject({ ok: false, error: { code: 'offline' } });

    vi.useFakeTimers();
    const late = openSocket().portal.request('room:list', {});
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await late).toMatchObject({ ok: false, error: { code: 'offline' } });
    vi.useRealTimers();
  });
});

describe('a page that is told of a nearer node', () => {
  it('connects to it once, without being lost on the way', async () => {
    const { portal, opts, connections, say } = openSocket();
    const states: string[] = [];
    portal.stateChanged.subscribe((state) => states.push(state));
    say('connect');
    await vi.waitFor(() => expect(portal.state).toBe('ready'));
    portal.moveTo('node2');
    expect(opts.query).toEqual({ node: 'node2' });
    say('connect');
    await vi.waitFor(() => expect(portal.state).toBe('ready'));
    expect(states).toEqual(['ready', 'connecting', 'ready']);
    // The proxy has sent it elsewhere all the same.
    portal.moveTo('node2');
    expect(connections()).toBe(1);
    expect(portal.state).toBe('ready');
    portal.moveTo('node1');
    expect(connections()).toBe(2);
  });
});
