import { beforeEach, describe, expect, it } from 'vitest';
import { Lab } from '../../../server/lab/lab.ts';
import type { Trainer, TrainerOptions } from '../../../server/lab/trainer.ts';
import type { LabChoices, LabRun } from '../../../shared/protocol/index.ts';
import { FakeClock } from '../rooms/fake-clock.ts';

const CHOICES: LabChoices = {
  words: ['ladder', 'sun'],
  perWord: 20,
  epochs: 2,
  learningRate: 0.01,
  architecture: 'lenet',
};
const MINUTE_MS = 60_000;

/** A process that does nothing by itself. */
interface Puppet extends Trainer, TrainerOptions {
  asked: string[];
}

let lab: Lab;
let clock: FakeClock;
let puppets: Puppet[];
let complaints: string[];
let heard: LabRun[];

beforeEach(() => {
  puppets = [];
  complaints = [];
  heard = [];
  clock = new FakeClock();
  lab = new Lab({
    dataDir: 'no such folder',
    clock,
    start: (options) => {
      const asked: string[] = [];
      const puppet = { ...options, asked, stop: () => asked.push('stop'), kill: () => asked.push('kill') };
      puppets.push(puppet);
      return puppet;
    },
    onBroken: (complaint) => complaints.push(complaint),
  });
  lab.audience = { run: (run) => heard.push(run), step: () => undefined };
});

const states = async () => (await lab.view()).runs.map(({ id, state, place }) => [id, state, place]);

describe('the lab', () => {
  it('trains one at a time, and the next one when that is over', async () => {
    for (const player of ['ada', 'grace', 'alan']) await lab.train(player, CHOICES);
    expect(puppets).toHaveLength(1);
    expect(await states()).toEqual([
      [3, 'waiting', 2],
      [2, 'waiting', 1],
      [1, 'preparing', null],
    ]);
    puppets[0]!.onReport({ type: 'done', version: 'lab-lenet-1' });
    puppets[0]!.onEnd('');
    expect(puppets).toHaveLength(2);
    expect(await states()).toEqual([
      [3, 'waiting', 1],
      [2, 'preparing', null],
      [1, 'done', null],
    ]);
    expect([lab.has('lab-lenet-1'), lab.has('lab-lenet-2')]).toEqual([true, false]);
  });

  it('asks a run that takes too long to come to an end, and then does not ask any more', async () => {
    await lab.train('ada', CHOICES);
    await clock.advance(9 * MINUTE_MS);
    expect(puppets[0]!.asked).toEqual(['stop']);
    await clock.advance(3 * MINUTE_MS);
    expect(puppets[0]!.asked).toEqual(['stop', 'kill']);
    puppets[0]!.onEnd('');
    expect(await states()).toEqual([[1, 'stopped', null]]);
    expect(complaints).toEqual([]);
  });

  it('tells whoever runs the server why a run broke, and goes on with the next', async () => {
    await lab.train('ada', CHOICES);
    await lab.train('grace', CHOICES);
    puppets[0]!.onEnd('out of memory');
    expect(complaints).toEqual(['out of memory']);
    expect((await states()).map(([, state]) => state)).toEqual(['preparing', 'failed']);
  });

  it('has a queue with an end, and one place in it for everybody', async () => {
    for (const player of ['a', 'b', 'c', 'd', 'e']) await lab.train(player, CHOICES);
    await expect(lab.train('a', CHOICES)).rejects.toMatchObject({ code: 'lab-busy' });
    await expect(lab.train('f', CHOICES)).rejects.toMatchObject({ code: 'lab-busy' });
    lab.stop('b', 2);
    expect((await states()).map(([, , place]) => place)).toEqual([3, 2, 1, null, null]);
    await lab.train('f', CHOICES);
    expect(() => lab.stop('a', 3)).toThrow(/not yours/);
  });

  it('leaves no process behind', async () => {
    await lab.train('ada', CHOICES);
    lab.close();
    expect(puppets[0]!.asked).toEqual(['kill']);
    puppets[0]!.onEnd('killed');
    expect(complaints).toEqual([]);
    await expect(lab.train('grace', CHOICES)).rejects.toMatchObject({ code: 'lab-busy' });
  });
});

describe('a run', () => {
  it('is stopped once, however often that is asked for, and not when it is over', async () => {
    await lab.train('ada', CHOICES);
    lab.stop('ada', 1);
    lab.stop('ada', 1);
    expect(puppets[0]!.asked).toEqual(['stop']);
    puppets[0]!.onReport({ type: 'done', version: null });
    puppets[0]!.onEnd('');
    lab.stop('ada', 1);
    expect(puppets[0]!.asked).toEqual(['stop']);
    expect(await states()).toEqual([[1, 'stopped', null]]);
  });

  it('shows what its network says of its samples, and nothing of those of which it says nothing', async () => {
    await lab.train('ada', CHOICES);
    const report = puppets[0]!.onReport;
    const sample = (word: string) => ({ word, strokes: [], guess: null });
    const samples = [sample('sun'), sample('ladder')] as unknown as LabRun['samples'];
    report({ type: 'ready', samples, source: 'doodles', drawings: 40, parameters: 9 } as never);
    const guess = { word: 'sun', confidence: 0.5 };
    const point = { epoch: 1 };
    report({ type: 'epoch', point, confusion: [[1]], guesses: [guess] } as never);
    expect(heard.at(-1)).toMatchObject({
      state: 'training',
      curve: [point],
      samples: [{ guess }, { guess: null }],
    });
  });
});
