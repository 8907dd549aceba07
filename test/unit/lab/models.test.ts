import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Lab } from '../../../server/lab/lab.ts';
import { LabModels } from '../../../server/lab/models.ts';
import { TEMPLATES, writeTemplateModel } from '../../integration/support/template-model.ts';
import { scratchFolder } from '../data/files.ts';

const inFile = scratchFolder();
/** Versions that a lab has; only the first one is more than a name. */
const VERSIONS = ['templates', 'one', 'two', 'three'];
let models: LabModels;

beforeEach(() => {
  const lab = { has: (version: string) => VERSIONS.includes(version), modelsDir: inFile('.') };
  models = new LabModels({ lab: lab as unknown as Lab, engine: 'wasm', onBroken: () => undefined });
});
afterEach(() => models.close());

it('refuses a network that the lab does not keep any more', async () => {
  await expect(models.open('gone')).rejects.toMatchObject({ code: 'no-such-run' });
});

it('runs three at once, and has a place again when one cannot begin', async () => {
  const opening = ['one', 'two', 'three'].map((version) => models.open(version));
  await expect(models.open('templates')).rejects.toMatchObject({ code: 'lab-busy' });
  // The same as in another room takes no place of its own.
  await expect(models.open('one')).rejects.toThrow(/is missing/u);
  for (const one of await Promise.allSettled(opening)) expect(one.status).toBe('rejected');
  await expect(models.open('one')).rejects.toThrow(/is missing/u);
});

it('is one thread for all rooms that play with it, until the last one is over', async () => {
  await writeTemplateModel(inFile('templates'), TEMPLATES);
  const [first, second] = await Promise.all([models.open('templates'), models.open('templates')]);
  expect(first.recogniser).toBe(second.recogniser);
  expect([...first.words]).toEqual(Object.keys(TEMPLATES));
  // A room that says twice that it is over is still one room.
  first.release();
  first.release();
  const third = await models.open('templates');
  expect(third.recogniser).toBe(second.recogniser);
  second.release();
  third.release();
  const again = await models.open('templates');
  expect(again.recogniser).not.toBe(first.recogniser);
  // The server stops, and the rooms after it.
  await models.close();
  expect(() => again.release()).not.toThrow();
});
