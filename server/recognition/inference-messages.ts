import type { ModelArtifacts } from '../../shared/recognition/layers-model.ts';
import type { Encoded } from '../../shared/recognition/look.ts';

/** Pictures that go through the network at once: beyond it, larger batches are hardly faster and only later. */
export const MAX_BATCH = 8;
/** As many when nothing is urgent: a live guess that comes now waits for no more than these. */
export const STUDY_BATCH = 8;

/** What the inference worker is started with. */
export interface WorkerSetup {
  readonly engine: 'auto' | 'wasm' | 'native';
  readonly artifacts: ModelArtifacts;
  /** How little of the processor the thread asks for, 0 to 19; 0 where it is not said. */
  readonly niceness?: number | undefined;
}

/** To the worker: what the network is given of drawings, one after the other. */
export interface InferRequest {
  readonly id: number;
  readonly inputs: Encoded;
  /** Whether what the last hidden layer makes of them is wanted, too. */
  readonly embed: boolean;
}

/** From the worker. */
export type WorkerMessage =
  | { readonly type: 'ready'; readonly engine: string }
  /** One row of logits for each picture, in their order, and one of `embeddings` where they were wanted. */
  | {
      readonly type: 'logits';
      readonly id: number;
      readonly logits: Float32Array;
      readonly embeddings: Float32Array | null;
      /** When they were ready, on the clock that all threads share (`threadClock`): they may be heard of much later. */
      readonly readyAt: number;
    }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };

/** Milliseconds since some moment, the same in all threads of this process. */
export function threadClock(): number {
  return performance.timeOrigin + performance.now();
}
