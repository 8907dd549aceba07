import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../server/doodles/database.ts';
import { kysely } from '../../server/doodles/kysely.ts';
import { Tokens } from '../../server/doodles/tokens.ts';
import { createToken } from '../../server/identity.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/index.ts';
import { gather } from './support/gathering.ts';

const gathering = gather();
const { connect } = gathering;
const start = (token: string) => ({ protocol: PROTOCOL_VERSION, token });

describe('a player’s token', () => {
  it('changes at every return, and the player stays the same with seat and score', async () => {
    const first = await connect();
    const { view } = await first.create('Ada');
    let token = first.token;
    for (let i = 0; i < 4; i += 1) {
      const again = await connect(token);
      expect(again.id).toBe(first.id);
      expect(again.token).not.toBe(token);
      const { view: back } = await again.join(view.code, 'Ada');
      expect(back.game.players).toHaveLength(1);
      again.close();
      token = again.token;
    }
  });

  it('stays good when the answer with the new one was lost', async () => {
    const { token, id } = await connect();
    const lost = await connect(token);
    const retry = await connect(token);
    expect([lost.id, retry.id]).toEqual([id, id]);
    // The same successor, so that no answer outruns another.
    expect(retry.token).toBe(lost.token);
  });

  it('is retired once its successor was used: who took a copy of it gets nowhere', async () => {
    const ada = await connect();
    const copied = ada.token;
    const second = await connect(copied);
    const third = await connect(second.token);
    expect(third.id).toBe(ada.id);
    const thief = await connect();
    expect(await thief.refusal('session:start', start(copied))).toBe('bad-request');
    const doodles = (token: string) =>
      fetch(`${gathering.server.url}/api/my-doodles`, { headers: { authorization: `Bearer ${token}` } });
    expect((await doodles(copied)).status).toBe(401);
    expect((await doodles(second.token)).status).toBe(200);
    expect((await doodles(third.token)).status).toBe(200);
    // Asking for doodles uses nothing up.
    expect((await connect(second.token)).id).toBe(ada.id);
  });

  it('is the same player in two tabs that come back at once, again and again', async () => {
    const { token, id } = await connect();
    let shared = token;
    for (let i = 0; i < 5; i += 1) {
      const tabs = await Promise.all([connect(shared), connect(shared), connect(shared)]);
      expect(tabs.map((tab) => tab.id)).toEqual([id, id, id]);
      expect(new Set(tabs.map((tab) => tab.token)).size).toBe(1);
      shared = tabs[i % 3]!.token;
    }
  });

  it('is 128 random bits, and nowhere in the store', async () => {
    const { token } = await connect();
    const second = await connect(token);
    const third = await connect(second.token);
    const all = [token, second.token, third.token];
    for (const one of all) expect(Buffer.from(one, 'base64url')).toHaveLength(16);
    const folder = gathering.server.dataDir;
    for (const file of await readdir(folder)) {
      const bytes = await readFile(path.join(folder, file)).catch(() => Buffer.alloc(0));
      for (const one of all) expect(bytes.includes(one)).toBe(false);
    }
  });

  it('stays what it is while the store cannot be written, and opens while it is away', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-tokens-'));
    const database = await openDatabase({ databaseUrl: undefined, dataDir });
    const tokens = new Tokens(database);
    const first = createToken();
    const second = (await tokens.rotate(first))!;
    for (const event of ['insert', 'update']) {
      const full = `create trigger no_${event} before ${event} on player_tokens begin select raise(abort, 'full'); end`;
      await kysely.sql.raw(full).execute(database);
    }
    expect(await tokens.rotate(second.token)).toEqual(second);
    expect(await tokens.rotate(createToken())).toMatchObject({ playerId: expect.any(String) as string });
    await database.destroy();
    expect(await tokens.rotate(second.token)).toEqual(second);
    await expect(tokens.rotate(createToken())).rejects.toThrow();
    await rm(dataDir, { recursive: true });
  });

  it('that nobody has is a new player’s, and costs no row until it comes again', async () => {
    const token = createToken();
    const stranger = await connect(token);
    expect(await gathering.server.store.tokens.playerIdOf(stranger.token)).toBe(stranger.id);
    expect(await gathering.server.store.tokens.playerIdOf(token)).toBe(stranger.id);
  });
});
