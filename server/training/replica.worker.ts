/** A thread with a copy of the network that is trained; all copies take the same steps (see `replicas.ts`). */
import { parentPort, workerData } from 'node:worker_threads';
import { openEngine } from '../recognition/engine/engine.ts';
import { Learner } from './learner.ts';
import { Barrier, type ReplicaReply, type ReplicaRequest, type ReplicaSetup } from './replica-messages.ts';

const { recipe, index, replicas, memory, ...setup } = (workerData as { setup: ReplicaSetup }).setup;
const port = parentPort!;
const engine = await openEngine({ prefer: setup.engine, purpose: 'train' });
const learner = new Learner(engine, recipe, memory);
const { optimiser } = learner;
const barrier = new Barrier(setup.barrier, replicas);
const all = new Float32Array(setup.gradients);
const rows = Array.from({ length: replicas }, (_, row) =>
  all.subarray(row * optimiser.size, (row + 1) * optimiser.size),
);
/** Of the weights, those of which this copy takes the step for all. */
const [from, to] = [index, index + 1].map((place) => Math.floor((place * optimiser.size) / replicas)) as [
  number,
  number,
];
say({ type: 'ready' });

port.on('message', (request: ReplicaRequest) => say({ type: 'stepped', loss: step(request) }));

function step({ batch, share, learningRate }: ReplicaRequest): number {
  const loss = learner.learn(batch, share, rows[index]!);
  barrier.wait();
  const [sum, ...others] = rows as [Float32Array, ...Float32Array[]];
  for (const other of others) for (let i = from; i < to; i++) sum[i]! += other[i]!;
  optimiser.step(sum, learningRate, from, to);
  barrier.wait();
  learner.pull();
  return loss;
}

function say(message: ReplicaReply): void {
  port.postMessage(message);
}
