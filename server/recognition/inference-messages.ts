import type { ModelArtifacts } from '../../shared/recognition/layers-model.ts';

/** Pictures that go through the network at once: beyond it, larger batches are hardly faster and only later. */
export const MAX_BATCH = 32;

/** What the inference worker is started with. */
export interface WorkerSetup {
  readonly engine: 'auto' | 'wasm' | 'native';
  readonly artifacts: ModelArtifacts;
}

/** To the worker: pictures one after the other, IMAGE_PIXELS grey levels each. */
export interface InferRequest {
  readonly id: number;
  readonly images: Uint8Array;
}

/** From the worker. */
export type WorkerMessage =
  | { readonly type: 'ready'; readonly engine: string }
  /** One row of logits for each picture, in their order. */
  | { readonly type: 'logits'; readonly id: number; readonly logits: Float32Array }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };
