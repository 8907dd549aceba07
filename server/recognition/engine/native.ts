import { existsSync } from 'node:fs';
import path from 'node:path';
import util from 'node:util';
import { EngineError } from './errors.ts';
import { registerNativeStep } from './kernels/native-step.ts';
import { loadTfjs, require } from './tfjs.ts';
import type { Engine } from './types.ts';

const PACKAGE = '@tensorflow/tfjs-node';
/** The newest Node-API version that tfjs-node 4 is published for; every Node since 16 has it. */
const NODE_API_VERSION = 8;
/** TensorFlow's log level that leaves out everything below errors. */
const ONLY_ERRORS = '2';

/** Whether the optional package tfjs-node is installed and its addon built (see `npm run native`). */
export function isNativeBuilt(): boolean {
  try {
    const root = path.dirname(require.resolve(`${PACKAGE}/package.json`));
    return existsSync(path.join(root, 'lib', `napi-v${NODE_API_VERSION}`, 'tfjs_binding.node'));
  } catch {
    return false;
  }
}

/**
 * Starts TensorFlow.js on TensorFlow's own library, which must be built.
 * @throws EngineError `engine-failed`
 */
export async function openNative(purpose: 'serve' | 'train', threads: number | null): Promise<Engine> {
  // TensorFlow's C++ code announces its processor features on stderr unless told otherwise.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= ONLY_ERRORS;
  // oneDNN trains our networks a quarter faster, but TensorFlow leaves it off on processors without AVX-512.
  if (purpose === 'train') process.env['TF_ENABLE_ONEDNN_OPTS'] ??= '1';
  if (threads !== null) process.env['TF_NUM_INTRAOP_THREADS'] ??= String(threads);
  restoreUtilFunctions();
  const { tf, layers } = loadTfjs();
  try {
    require(PACKAGE);
    registerNativeStep(tf);
    await tf.setBackend('tensorflow');
  } catch (cause) {
    throw new EngineError(
      'engine-failed',
      'The native engine is built but could not start; run `npm run native` again.',
      {
        cause,
      },
    );
  }
  return { name: 'native', description: `TensorFlow (native), tfjs ${tf.version_core}`, tf, layers };
}

/** tfjs-node still calls functions of `util` that Node 23 took away. */
function restoreUtilFunctions(): void {
  const removed = {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: (value: unknown) => Array.isArray(value),
  };
  for (const [name, replacement] of Object.entries(removed)) {
    if (!(name in util)) Object.assign(util, { [name]: replacement });
  }
}
