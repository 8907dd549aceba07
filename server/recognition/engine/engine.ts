import { EngineError } from './errors.ts';
import { isNativeBuilt, openNative } from './native.ts';
import type { Engine, EngineName } from './types.ts';
import { openWasm } from './wasm.ts';

export { EngineError } from './errors.ts';
export { isNativeBuilt } from './native.ts';
export type { Engine, EngineName, Layers, Tf } from './types.ts';

export interface EngineOptions {
  /** 'auto' takes the better engine for the purpose among those installed. */
  readonly prefer: 'auto' | EngineName;
  readonly purpose: 'serve' | 'train';
  /** How many threads of the native engine share one operation; without it as many as there are cores. */
  readonly threads?: number | null;
}

/** TensorFlow.js has one current backend a process, and so this module remembers which one it opened. */
let opened: { name: EngineName; engine: Promise<Engine> } | undefined;

/**
 * Starts TensorFlow.js on the engine of choice. A process has one engine: a second call returns the same one, and
 * 'auto' keeps to what is open already.
 *
 * 'auto' serves with WebAssembly, which answers a single picture about 4 times faster than TensorFlow's own library,
 * and trains with the native engine where it is built, which uses every core.
 *
 * @throws EngineError `native-not-built` when 'native' is asked for and not built, `engine-conflict` when the other
 *   engine is open already, `engine-failed` when the engine cannot start.
 */
export async function openEngine({ prefer, purpose, threads = null }: EngineOptions): Promise<Engine> {
  const name = prefer === 'auto' ? (opened?.name ?? bestEngineFor(purpose)) : prefer;
  if (name === 'native' && !isNativeBuilt()) {
    throw new EngineError('native-not-built', 'The native engine is not built here; run `npm run native`.');
  }
  if (opened && opened.name !== name) {
    throw new EngineError(
      'engine-conflict',
      `The ${opened.name} engine already runs in this process; ${name} needs its own.`,
    );
  }
  opened ??= { name, engine: name === 'native' ? openNative(purpose, threads) : openWasm() };
  try {
    return await opened.engine;
  } catch (error) {
    opened = undefined;
    throw error;
  }
}

function bestEngineFor(purpose: EngineOptions['purpose']): EngineName {
  return purpose === 'train' && isNativeBuilt() ? 'native' : 'wasm';
}
