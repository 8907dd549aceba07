import { EngineError } from './errors.ts';
import { registerTrainingKernels } from './kernels/register.ts';
import { loadTfjs, require } from './tfjs.ts';
import type { Engine } from './types.ts';

/**
 * Starts TensorFlow.js on WebAssembly and adds the kernels that training needs.
 * @throws EngineError `engine-failed`
 */
export async function openWasm(): Promise<Engine> {
  const { tf, layers } = loadTfjs();
  require('@tensorflow/tfjs-backend-wasm');
  registerTrainingKernels(tf);
  const started = await withoutNewRejectionHandlers(() => tf.setBackend('wasm'));
  if (!started) {
    throw new EngineError('engine-failed', 'The WebAssembly engine could not start.');
  }
  const simd = (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true;
  const description = `WebAssembly (${simd ? 'SIMD' : 'no SIMD'}), tfjs ${tf.version_core}`;
  return { name: 'wasm', description, tf, layers };
}

/**
 * Emscripten's start-up code adds process-wide handlers that rethrow whatever promise is rejected anywhere. How a
 * server treats its rejections is not for a maths library to decide, so what `start` adds is taken off again.
 */
async function withoutNewRejectionHandlers<Result>(start: () => Promise<Result>): Promise<Result> {
  const events = ['unhandledRejection', 'uncaughtException'] as const;
  const before = events.map((event) => process.listeners(event as 'uncaughtException'));
  const result = await start();
  events.forEach((event, index) => {
    for (const listener of process.listeners(event as 'uncaughtException')) {
      if (!before[index]?.includes(listener)) process.off(event, listener);
    }
  });
  return result;
}
