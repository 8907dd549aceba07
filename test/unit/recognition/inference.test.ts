import { afterEach, expect, it } from 'vitest';
import { Inference, type Answer } from '../../../server/recognition/inference.ts';
import { readModelVersion } from '../../../server/recognition/registry.ts';
import { drawingToImage, IMAGE_PIXELS } from '../../../shared/drawing/index.ts';
import { TEMPLATES, writeTemplateModel } from '../../integration/support/template-model.ts';
import { scratchFolder } from '../data/files.ts';

const inFile = scratchFolder();
let inference: Inference;
let broken: unknown[];
afterEach(() => inference.close());

async function start(): Promise<void> {
  broken = [];
  await writeTemplateModel(inFile('templates'), TEMPLATES);
  const { artifacts } = await readModelVersion(inFile('templates'));
  inference = await Inference.start({ engine: 'wasm', artifacts, onBroken: (error) => broken.push(error) });
}

/** The word that the network finds likeliest. */
const best = ({ logits }: Pick<Answer, 'logits'>) =>
  Object.keys(TEMPLATES)[logits.indexOf(Math.max(...logits))];
const pictures = () => Object.values(TEMPLATES).map((drawing) => Uint8Array.from(drawingToImage(drawing)));

it('the network in its thread answers for each picture, and tells what its last layer is given', async () => {
  await start();
  expect((await inference.infer(pictures())).map(best)).toEqual(Object.keys(TEMPLATES));
  const [square] = await inference.study([pictures()[1]!]);
  expect(best(square!)).toBe('square');
  expect(square!.embedding).toHaveLength(IMAGE_PIXELS);
});

it('an answer says how long the network took, however late it is heard of', async () => {
  await start();
  const askedAt = performance.now();
  const answer = inference.infer(pictures());
  const answered = answer.then(([first]) => [first!.tookMs, performance.now() - askedAt] as const);
  // Nobody listens for a while.
  const busyMs = 1_000;
  while (performance.now() < askedAt + busyMs);
  const [tookMs, heardMs] = await answered;
  expect(tookMs).toBeGreaterThan(0);
  expect(tookMs).toBeLessThan(busyMs);
  expect(heardMs).toBeGreaterThanOrEqual(busyMs);
});

it('what it cannot look at fails alone: it goes on, and nothing is broken', async () => {
  await start();
  const wrong = inference.infer([new Uint8Array(5)]);
  await expect(wrong).rejects.toMatchObject({ name: 'RecogniserError', code: 'unavailable' });
  expect((await inference.infer([pictures()[0]!])).map(best)).toEqual(['line']);
  expect(broken).toEqual([]);
});

it('a thread that has ended is asked nothing, and told to be gone only where nobody wanted that', async () => {
  await start();
  await inference.close();
  expect(inference.engine).toBe(null);
  await expect(inference.infer([pictures()[0]!])).rejects.toThrow('The network is not running.');
  expect(broken).toEqual([]);
});
