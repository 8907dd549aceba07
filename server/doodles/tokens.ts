import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { playerIdOf } from '../identity.ts';
import type { Tables } from './schema.ts';

const TOKEN_BYTES = 16;

const MOST_SEEN = 50_000;

/** Whose token it is, and the one to come with next time. */
export interface Rotation {
  readonly playerId: string;
  readonly token: string;
}

/**
 * The secrets by which players come back. A player's public id stays for ever, as seats, points and doodles hang on it; the
 * token changes whenever somebody comes with it. Its successor is a function of the token itself and of a random salt: two
 * tabs that come with the same token at once get the same successor, and so does whoever asks again because the answer was
 * lost. A token is good until its successor has been used; then it is retired, so that a copy that somebody took of it
 * opens nothing. Neither of them is kept here, only their hashes; and the salt alone makes no token.
 *
 * Who never comes back leaves nothing: the first row is written when a token is brought for the first time. Until then the
 * id is a hash of it.
 */
export class Tokens {
  readonly #database: Kysely<Tables>;
  /** Whose tokens were seen lately, by hash: who plays comes back also while the database is away. */
  readonly #seen = new Map<string, string>();

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  /**
   * Takes a token for its successor. null: it is retired. Where nothing can be written, it stays what it was.
   * @throws what the database throws, for somebody who was not seen lately
   */
  async rotate(token: string): Promise<Rotation | null> {
    const hash = hashOf(token);
    try {
      const rotation = await this.#rotate(token, hash);
      if (rotation) this.#note(rotation.playerId, [hash, hashOf(rotation.token)]);
      return rotation;
    } catch (error) {
      const playerId = this.#seen.get(hash);
      if (playerId === undefined) throw error;
      return { playerId, token };
    }
  }

  async #rotate(token: string, hash: string): Promise<Rotation | null> {
    const row = await this.#rowOf(hash);
    if (row?.token_hash === hash) return { playerId: row.player_id, token: successor(token, row.salt) };
    if (row) return this.#write(token, row.player_id);
    const playerId = playerIdOf(token);
    return (await this.#isKnown(playerId)) ? null : this.#write(token, playerId);
  }

  /** Whose token it is; null where it is retired. Changes nothing. */
  async playerIdOf(token: string): Promise<string | null> {
    const row = await this.#rowOf(hashOf(token));
    if (row) return row.player_id;
    const playerId = playerIdOf(token);
    return (await this.#isKnown(playerId)) ? null : playerId;
  }

  /** From now on this is the player's token. */
  async #write(token: string, playerId: string): Promise<Rotation> {
    const salt = randomBytes(TOKEN_BYTES).toString('base64url');
    const next = successor(token, salt);
    const columns = { token_hash: hashOf(token), next_hash: hashOf(next), salt };
    try {
      await this.#database
        .insertInto('player_tokens')
        .values({ player_id: playerId, ...columns })
        // Of two tabs that come at once one writes; the other takes what is there then.
        .onConflict((conflict) =>
          conflict
            .column('player_id')
            .doUpdateSet(columns)
            .where('player_tokens.token_hash', '<>', columns.token_hash),
        )
        .execute();
      const row = await this.#rowOf(columns.token_hash);
      return { playerId, token: row?.token_hash === columns.token_hash ? successor(token, row.salt) : token };
    } catch {
      return { playerId, token };
    }
  }

  #note(playerId: string, hashes: readonly string[]): void {
    if (this.#seen.size > MOST_SEEN) this.#seen.clear();
    for (const hash of hashes) this.#seen.set(hash, playerId);
  }

  #rowOf(hash: string) {
    return this.#database
      .selectFrom('player_tokens')
      .selectAll()
      .where((row) => row.or([row('token_hash', '=', hash), row('next_hash', '=', hash)]))
      .executeTakeFirst();
  }

  async #isKnown(playerId: string): Promise<boolean> {
    const row = await this.#database
      .selectFrom('player_tokens')
      .select('player_id')
      .where('player_id', '=', playerId)
      .executeTakeFirst();
    return row !== undefined;
  }
}

function successor(token: string, salt: string): string {
  return createHmac('sha256', token).update(salt).digest().subarray(0, TOKEN_BYTES).toString('base64url');
}

/** Tokens are 128 random bits: a plain hash of one cannot be searched. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
