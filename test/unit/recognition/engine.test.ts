import { createRequire } from 'node:module';
import { describe, expect, it, vi } from 'vitest';
import { EngineError, isNativeBuilt, openEngine } from '../../../server/recognition/engine/engine.ts';

const require = createRequire(import.meta.url);

describe('openEngine', () => {
  it('serves with WebAssembly, silently, and leaves the handling of rejections to the server', async () => {
    const handlers = () => [process.listeners('unhandledRejection'), process.listeners('uncaughtException')];
    const before = handlers();
    const said = (['log', 'info', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level));
    const engine = await openEngine({ prefer: 'auto', purpose: 'serve' });
    expect(engine.name).toBe('wasm');
    expect(engine.description).toMatch(/^WebAssembly \(SIMD\), tfjs 4\.\d+\.\d+$/);
    expect(engine.tf.getBackend()).toBe('wasm');
    for (const spy of said) expect(spy).not.toHaveBeenCalled();
    expect(handlers()).toEqual(before);
  });

  it('opens one engine a process', async () => {
    const engine = await openEngine({ prefer: 'wasm', purpose: 'serve' });
    expect(await openEngine({ prefer: 'auto', purpose: 'train' })).toBe(engine);
  });

  it('has one tfjs-core, also for those who import it', async () => {
    const { tf } = await openEngine({ prefer: 'wasm', purpose: 'serve' });
    const imported = await import('@tensorflow/tfjs-core');
    expect(imported.Tensor).toBe(tf.Tensor);
    const loaded = Object.keys(require.cache).filter((file) => /tfjs-core[\\/]dist[\\/]tf-core/.test(file));
    expect(loaded).toHaveLength(1);
  });

  it.skipIf(isNativeBuilt())('says how to get the native engine where it is not built', async () => {
    const error: unknown = await openEngine({ prefer: 'native', purpose: 'train' }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({
      code: 'native-not-built',
      message: expect.stringContaining('npm run native') as string,
    });
  });

  it.runIf(isNativeBuilt())('refuses a second engine', async () => {
    await openEngine({ prefer: 'wasm', purpose: 'serve' });
    const error: unknown = await openEngine({ prefer: 'native', purpose: 'train' }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ code: 'engine-conflict' });
  });
});
