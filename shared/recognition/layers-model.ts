import { z } from 'zod';

export const MODEL_FILE = 'model.json';

/** What of a tfjs layers-model file we rely on; tfjs itself understands the rest. */
export const layersModelSchema = z.object({
  format: z.literal('layers-model'),
  modelTopology: z.looseObject({}),
  weightsManifest: z
    .array(z.object({ paths: z.array(z.string()).min(1), weights: z.array(z.looseObject({})) }))
    .min(1),
});
export type LayersModelFile = z.infer<typeof layersModelSchema>;

/** A network as tfjs's `loadLayersModel` takes it from memory; plain data, so that it can go to a worker. */
export interface ModelArtifacts {
  readonly modelTopology: object;
  readonly weightSpecs: object[];
  readonly weightData: ArrayBuffer;
}

/** The weights files that a model's file names, in its order. */
export function weightFiles({ weightsManifest }: LayersModelFile): string[] {
  return weightsManifest.flatMap(({ paths }) => paths);
}

/** A model's file and its weights files, in the order in which it names them, as one. */
export function toArtifacts(
  { modelTopology, weightsManifest }: LayersModelFile,
  weights: readonly Uint8Array[],
): ModelArtifacts {
  const weightData = new Uint8Array(weights.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const file of weights) {
    weightData.set(file, at);
    at += file.length;
  }
  const weightSpecs = weightsManifest.flatMap((group) => group.weights);
  return { modelTopology, weightSpecs, weightData: weightData.buffer };
}
