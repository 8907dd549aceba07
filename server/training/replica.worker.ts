/** A thread with a copy of the network that is trained; all copies take the same steps (see `replicas.ts`). */
import { parentPort, workerData } from 'node:worker_threads';
import type { Tensor } from '@tensorflow/tfjs-core';
import { openEngine } from '../recognition/engine/engine.ts';
import { Learner } from './learner.ts';
import { Barrier, type ReplicaReply, type ReplicaRequest, type ReplicaSetup } from './replica-messages.ts';

const setup = workerData as ReplicaSetup;
const port = parentPort!;
const engine = await openEngine({ prefer: setup.engine, purpose: 'train' });
const learner = new Learner(engine, setup.recipe);
await learner.restore(setup.state);
const barrier = new Barrier(setup.barrier, setup.replicas);
const all = new Float32Array(setup.gradients);
const parameters = all.length / setup.replicas;
const row = (replica: number) => all.subarray(replica * parameters, (replica + 1) * parameters);
say({ type: 'ready' });

port.on('message', (request: ReplicaRequest) => {
  if (request.type === 'step') say({ type: 'stepped', loss: step(request) });
  else void learner.state().then((tensors) => say({ type: 'state', tensors }));
});

function step({ batch, share, learningRate }: Extract<ReplicaRequest, { type: 'step' }>): number {
  const { loss, gradients } = learner.gradients(batch, share);
  const own = row(setup.index);
  let at = 0;
  for (const gradient of Object.values(gradients)) {
    own.set(gradient.dataSync(), at);
    at += gradient.size;
  }
  barrier.wait();
  // Everybody adds up in the same order, so that all copies stay equal to the last bit.
  const sum = Float32Array.from(row(0));
  for (let replica = 1; replica < setup.replicas; replica++) {
    const other = row(replica);
    for (let i = 0; i < parameters; i++) sum[i]! += other[i]!;
  }
  engine.tf.tidy(() => learner.apply(split(sum, gradients), learningRate));
  for (const gradient of Object.values(gradients)) gradient.dispose();
  return loss;
}

/** Cuts the long row of numbers into tensors like these. */
function split(values: Float32Array, like: Record<string, Tensor>): Record<string, Tensor> {
  let at = 0;
  return Object.fromEntries(
    Object.entries(like).map(([name, { size, shape }]) => {
      const tensor = engine.tf.tensor(values.subarray(at, at + size), shape);
      at += size;
      return [name, tensor];
    }),
  );
}

function say(message: ReplicaReply): void {
  port.postMessage(message);
}
