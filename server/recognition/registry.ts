import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { CARD_FILE, cardSchema, type ModelCard } from '../../shared/recognition/card.ts';
import {
  layersModelSchema,
  MODEL_FILE,
  toArtifacts,
  weightFiles,
  type ModelArtifacts,
} from '../../shared/recognition/layers-model.ts';
import { contentHash } from './content-hash.ts';

/** A version of the model, read and found whole. */
export interface ModelVersion {
  readonly card: ModelCard;
  readonly artifacts: ModelArtifacts;
  readonly folder: string;
  /** The names of all its files in the folder. */
  readonly files: readonly string[];
}

export type ModelErrorCode = 'missing' | 'damaged';

/** A model version that cannot be used; `message` says which, why, and what to do. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelErrorCode;

  constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Reads a version's folder and checks it against its card.
 * @throws ModelError
 */
export async function readModelVersion(folder: string): Promise<ModelVersion> {
  const cardFile = path.join(folder, CARD_FILE);
  const card = cardSchema.safeParse(parseJson(await read(cardFile), cardFile));
  if (!card.success) throw damaged(cardFile, card.error);

  const { artifacts, files, hash } = await readLayersModel(folder);
  if (hash !== card.data.contentHash) {
    throw new ModelError(
      'damaged',
      `The model in ${folder} is not the one its card was written for (content hash): fetch it again.`,
    );
  }
  return { card: card.data, artifacts, folder: path.resolve(folder), files: [CARD_FILE, ...files] };
}

/**
 * Reads a folder with a tfjs layers model, whoever made it: model.json and the weights files that it names.
 * @returns what tfjs loads, the names of its files, and the content hash (see `contentHash`)
 * @throws ModelError
 */
export async function readLayersModel(
  folder: string,
): Promise<{ artifacts: ModelArtifacts; files: string[]; hash: string }> {
  const modelFile = path.join(folder, MODEL_FILE);
  const modelBytes = await read(modelFile);
  const model = layersModelSchema.safeParse(parseJson(modelBytes, modelFile));
  if (!model.success) throw damaged(modelFile, model.error);
  const names = weightFiles(model.data);
  const weights = await Promise.all(names.map((name) => read(path.join(folder, name))));
  return {
    artifacts: toArtifacts(model.data, weights),
    files: [MODEL_FILE, ...names],
    hash: contentHash(modelBytes, weights),
  };
}

async function read(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'is missing' : `cannot be read (${code ?? 'unknown reason'})`;
    throw new ModelError(
      'missing',
      `The model's file ${file} ${why}: fetch it again, or choose with MODEL.`,
      {
        cause,
      },
    );
  }
}

function parseJson(bytes: Uint8Array, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new ModelError('damaged', `The model's file ${file} is not JSON: fetch it again.`, { cause });
  }
}

function damaged(file: string, { issues }: z.ZodError): ModelError {
  const { path: field, message } = issues[0]!;
  return new ModelError(
    'damaged',
    `The model's file ${file} is not as it should be: ${field.join('.')}: ${message}.`,
  );
}
