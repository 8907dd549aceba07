/**
 * The thread that owns the engine and the network. It stays for the whole life of the server, and the sockets' event loop never
 * waits for a multiplication.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { IMAGE_PIXELS, IMAGE_SIDE_PIXELS } from '../../shared/drawing/index.ts';
import { networkInput } from '../../shared/recognition/look.ts';
import { openEngine } from './engine/engine.ts';
import { loadNetwork } from './network.ts';
import { MAX_BATCH, type InferRequest, type WorkerMessage, type WorkerSetup } from './inference-messages.ts';

const { engine: prefer, artifacts } = workerData as WorkerSetup;
const port = parentPort!;
const { tf, layers, description } = await openEngine({ prefer, purpose: 'serve' });
const model = await loadNetwork(layers, artifacts);
// The first pass compiles and allocates; better now than under the first player's pen.
infer(new Uint8Array(MAX_BATCH * IMAGE_PIXELS));
infer(new Uint8Array(IMAGE_PIXELS));
say({ type: 'ready', engine: description });

port.on('message', ({ id, images }: InferRequest) => {
  try {
    const logits = infer(images);
    say({ type: 'logits', id, logits }, [logits.buffer as ArrayBuffer]);
  } catch (error) {
    say({ type: 'failed', id, message: (error as Error).message });
  }
});

function infer(images: Uint8Array): Float32Array {
  return tf.tidy(() => {
    const shape: [number, number, number, number] = [
      images.length / IMAGE_PIXELS,
      IMAGE_SIDE_PIXELS,
      IMAGE_SIDE_PIXELS,
      1,
    ];
    const output = model.predict(tf.tensor4d(networkInput(images), shape));
    if (Array.isArray(output)) throw new Error('The network has more than one output.');
    return Float32Array.from(output.dataSync());
  });
}

function say(message: WorkerMessage, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}
