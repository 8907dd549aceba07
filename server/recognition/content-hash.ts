import { createHash } from 'node:crypto';

/**
 * What a version's files hash to: sha256, in hexadecimal, over the bytes of model.json and then of each weights file in the
 * order in which model.json names them.
 */
export function contentHash(modelJson: Uint8Array, weights: readonly Uint8Array[]): string {
  const hash = createHash('sha256').update(modelJson);
  for (const file of weights) hash.update(file);
  return hash.digest('hex');
}
