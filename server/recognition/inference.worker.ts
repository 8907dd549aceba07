/**
 * The thread that owns the engine and the network. It stays for the whole life of the server, and the sockets' event loop never
 * waits for a multiplication.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { IMAGE_PIXELS, IMAGE_SIDE_PIXELS } from '../../shared/drawing/index.ts';
import { networkInput } from '../../shared/recognition/look.ts';
import { openEngine } from './engine/engine.ts';
import { loadNetwork } from './network.ts';
import {
  MAX_BATCH,
  STUDY_BATCH,
  type InferRequest,
  type WorkerMessage,
  type WorkerSetup,
} from './inference-messages.ts';

const { engine: prefer, artifacts } = workerData as WorkerSetup;
const port = parentPort!;
const { tf, layers, description } = await openEngine({ prefer, purpose: 'serve' });
const model = await loadNetwork(layers, artifacts);
/** The same network, which tells what goes into its last layer, too. */
const openModel = layers.model({
  inputs: model.inputs,
  outputs: [model.outputs[0]!, onlyOne(model.layers.at(-1)!.input)],
});
// The first pass compiles and allocates; better now than under the first player's pen.
infer(new Uint8Array(MAX_BATCH * IMAGE_PIXELS), false);
infer(new Uint8Array(IMAGE_PIXELS), false);
infer(new Uint8Array(STUDY_BATCH * IMAGE_PIXELS), true);
say({ type: 'ready', engine: description });

port.on('message', ({ id, images, embed }: InferRequest) => {
  try {
    const [logits, embeddings = null] = infer(images, embed);
    const transfer = embeddings ? [logits.buffer, embeddings.buffer] : [logits.buffer];
    say({ type: 'logits', id, logits, embeddings }, transfer as ArrayBuffer[]);
  } catch (error) {
    say({ type: 'failed', id, message: (error as Error).message });
  }
});

/** Rows of logits, and of embeddings where they are wanted. */
function infer(images: Uint8Array, embed: boolean): [logits: Float32Array, embeddings?: Float32Array] {
  return tf.tidy(() => {
    const shape: [number, number, number, number] = [
      images.length / IMAGE_PIXELS,
      IMAGE_SIDE_PIXELS,
      IMAGE_SIDE_PIXELS,
      1,
    ];
    const input = tf.tensor4d(networkInput(images), shape);
    const [logits, embeddings] = [(embed ? openModel : model).predict(input)].flat();
    const rows = Float32Array.from(logits!.dataSync());
    return embeddings ? [rows, Float32Array.from(embeddings.dataSync())] : [rows];
  });
}

function onlyOne<T>(tensors: T | T[]): T {
  if (!Array.isArray(tensors)) return tensors;
  if (tensors.length !== 1) throw new Error('The network ends in more than one layer.');
  return tensors[0]!;
}

function say(message: WorkerMessage, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}
