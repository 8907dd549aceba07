import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

/** How a run has gone so far, one point an epoch. */
const curvePoint = z.object({
  /** 1, 2, … */
  epoch: z.int(),
  loss: z.number(),
  validationLoss: z.number(),
  validationTop1: z.number(),
  /** How good the network was then, where an early end depends on it. */
  score: z.number().optional(),
});
export type CurvePoint = z.infer<typeof curvePoint>;

const header = z.object({
  /** What the run was made of; a checkpoint of another run is refused. */
  fingerprint: z.string(),
  curves: z.array(curvePoint),
  seconds: z.number(),
  tensors: z.array(z.object({ name: z.string(), shape: z.array(z.int()) })),
});

export interface SavedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A training run after a whole number of epochs. */
export interface Checkpoint {
  readonly fingerprint: string;
  readonly curves: readonly CurvePoint[];
  /** Seconds of training so far. */
  readonly seconds: number;
  /** The network's weights, then the optimiser's. */
  readonly tensors: readonly SavedTensor[];
}

const HEADER_LENGTH_BYTES = 4;

/** Writes a checkpoint so that a cut at any moment leaves the old or the new one: to a file beside it, then a rename. */
export async function saveCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  const { tensors, ...rest } = checkpoint;
  const json = Buffer.from(
    JSON.stringify({ ...rest, tensors: tensors.map(({ name, shape }) => ({ name, shape })) }),
  );
  const length = Buffer.alloc(HEADER_LENGTH_BYTES);
  length.writeUInt32LE(json.length);
  const values = tensors.map(({ values }) =>
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  );
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, Buffer.concat([length, json, ...values]));
  await rename(`${path}.part`, path);
}

/**
 * Reads the checkpoint of the run with this fingerprint; null where there is none.
 *
 * @throws Error where the file is damaged or belongs to another run
 */
export async function loadCheckpoint(path: string, fingerprint: string): Promise<Checkpoint | null> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return null;
  const advice = `Train without --resume to begin anew, which replaces it.`;
  let at = HEADER_LENGTH_BYTES;
  let parsed: z.infer<typeof header>;
  try {
    const end = at + bytes.readUInt32LE(0);
    parsed = header.parse(JSON.parse(bytes.toString('utf8', at, end)));
    at = end;
  } catch {
    throw new Error(`The checkpoint ${path} is damaged. ${advice}`);
  }
  if (parsed.fingerprint !== fingerprint) {
    throw new Error(`The checkpoint ${path} is of a run with other words, data or settings. ${advice}`);
  }
  const tensors = parsed.tensors.map(({ name, shape }) => {
    const length = shape.reduce((product, size) => product * size, 1) * Float32Array.BYTES_PER_ELEMENT;
    if (at + length > bytes.length) throw new Error(`The checkpoint ${path} is cut short. ${advice}`);
    // A copy, as the header's length puts the values at any offset and Float32Array wants multiples of four.
    const values = new Float32Array(Uint8Array.from(bytes.subarray(at, at + length)).buffer);
    at += length;
    return { name, shape, values };
  });
  return { fingerprint: parsed.fingerprint, curves: parsed.curves, seconds: parsed.seconds, tensors };
}

export async function removeCheckpoint(path: string): Promise<void> {
  await rm(path, { force: true });
}
