import { randomBytes } from 'node:crypto';
import type { Random } from '../../shared/game/index.ts';

const RANDOM_BYTES = 6;

/** Uniform in [0, 1), 48 bits that nobody can foresee: room codes and prompts come from it. */
export const secureRandom: Random = () =>
  randomBytes(RANDOM_BYTES).readUIntBE(0, RANDOM_BYTES) / 2 ** (8 * RANDOM_BYTES);
