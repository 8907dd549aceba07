import { createHash, randomBytes } from 'node:crypto';
import type { PlayerId } from '../shared/game/index.ts';

const TOKEN_BYTES = 16;
const PLAYER_ID_BYTES = 12;

/** A new player's secret: 128 random bits in base64url. Only the browser keeps it. */
export function createToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** Who comes with this as a first token, as everybody may know it: the first 96 bits of its hash, from which no one gets back. */
export function playerIdOf(token: string): PlayerId {
  return createHash('sha256').update(token).digest().subarray(0, PLAYER_ID_BYTES).toString('base64url');
}
