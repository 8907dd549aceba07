/**
 * The thread that owns the engine and the network. It stays for the whole life of the server, and the sockets' event loop never
 * waits for a multiplication.
 */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { encodingOf, inputKindOf, networkInput, type Encoded } from '../../shared/recognition/look.ts';
import { openEngine } from './engine/engine.ts';
import { loadNetwork } from './network.ts';
import {
  MAX_BATCH,
  STUDY_BATCH,
  threadClock,
  type InferRequest,
  type WorkerMessage,
  type WorkerSetup,
} from './inference-messages.ts';

const { engine: prefer, artifacts, niceness = 0 } = workerData as WorkerSetup;
const port = parentPort!;
// Linux means the thread that asks, and others the whole process, which has to stay as it is.
if (niceness > 0 && process.platform === 'linux') setPriority(niceness);
const { tf, layers, description } = await openEngine({ prefer, purpose: 'serve' });
const model = await loadNetwork(layers, artifacts);
/** The same network, which tells what goes into its last layer, too. */
const openModel = layers.model({
  inputs: model.inputs,
  outputs: [model.outputs[0]!, onlyOne(model.layers.at(-1)!.input)],
});
const { shape } = encodingOf(inputKindOf(model.inputs[0]!.shape));
/** Numbers that it is given of one drawing. */
const size = shape.reduce((product, length) => product * length, 1);
// The first pass compiles and allocates; better now than under the first player's pen.
infer(new Float32Array(MAX_BATCH * size), false);
infer(new Float32Array(size), false);
infer(new Float32Array(STUDY_BATCH * size), true);
say({ type: 'ready', engine: description });

port.on('message', ({ id, inputs, embed }: InferRequest) => {
  try {
    const [logits, embeddings = null] = infer(inputs, embed);
    const transfer = embeddings ? [logits.buffer, embeddings.buffer] : [logits.buffer];
    say({ type: 'logits', id, logits, embeddings, readyAt: threadClock() }, transfer as ArrayBuffer[]);
  } catch (error) {
    say({ type: 'failed', id, message: (error as Error).message });
  }
});

/** Rows of logits, and of embeddings where they are wanted. */
function infer(inputs: Encoded, embed: boolean): [logits: Float32Array, embeddings?: Float32Array] {
  let rows: [Float32Array, Float32Array?] = [new Float32Array()];
  // What a tidy returns is searched for tensors, number by number: a fifth of a guess's time.
  tf.tidy(() => {
    const input = tf.tensor(networkInput(inputs), [inputs.length / size, ...shape]);
    const [logits, embeddings] = [(embed ? openModel : model).predict(input)].flat();
    rows = [Float32Array.from(logits!.dataSync())];
    if (embeddings) rows.push(Float32Array.from(embeddings.dataSync()));
  });
  return rows;
}

function onlyOne<T>(tensors: T | T[]): T {
  if (!Array.isArray(tensors)) return tensors;
  if (tensors.length !== 1) throw new Error('The network ends in more than one layer.');
  return tensors[0]!;
}

function say(message: WorkerMessage, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}
