import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAB_LEARNING_RATES, type LabChoices, type LabRun } from '../../shared/protocol/index.ts';
import { Player } from './support/player.ts';
import { openServer, type TestServer } from './support/server.ts';

/** A run that takes a second or two: on an empty machine there are only the project's own doodles. With a layer of our own. */
const TINY: LabChoices = {
  words: ['ladder', 'sun'],
  perWord: 20,
  epochs: 2,
  learningRate: LAB_LEARNING_RATES.capsules,
  architecture: 'capsules',
};
/** One that nobody waits for. */
const ENDLESS: LabChoices = { ...TINY, perWord: 200, epochs: 40 };

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

const request = ({ words, ...rest }: LabChoices) => ({ ...rest, words: [...words] });
const isAt =
  (id: number, state: LabRun['state']) =>
  (run: LabRun): boolean =>
    run.id === id && run.state === state;

describe('training in the lab', () => {
  it('is watched by all, from the first step to a network that plays a room', async () => {
    const [ada, grace] = [await Player.connect(server.url), await Player.connect(server.url)];
    const { words, real, runs } = await grace.ask('lab:watch', {});
    expect([words.includes('ladder'), real, runs]).toEqual([true, [], []]);
    const { run } = await ada.ask('lab:train', request(TINY));
    expect(run).toMatchObject({ ownerId: ada.id, choices: TINY, curve: [] });

    const ready = await grace.hears('lab:run', isAt(run.id, 'training'));
    expect(ready).toMatchObject({ source: 'doodles', drawings: { train: 40, validation: 40 } });
    expect(ready.parameters).toBeGreaterThan(30_000);
    expect(Buffer.from(ready.samples[0]!.picture, 'base64')).toHaveLength(784);
    expect((await grace.hears('lab:step')).id).toBe(run.id);

    const done = await grace.hears('lab:run', isAt(run.id, 'done'));
    expect(done.curve.map(({ epoch }) => epoch)).toEqual([1, 2]);
    expect(done.confusion.flat().reduce((sum, count) => sum + count)).toBe(40);
    expect(done.samples.every(({ guess }) => guess !== null && guess.confidence > 0)).toBe(true);
    // Who has not asked hears nothing.
    expect(ada.heard.filter(({ event }) => event.startsWith('lab:'))).toEqual([]);

    const { view } = await ada.ask('room:create', { name: 'Ada', color: 0, model: done.version! });
    expect(view.game.settings).toMatchObject({ difficulty: 'any', rounds: 2 });
    await ada.ask('game:start', {});
    const playing = await ada.hears('room:state', ({ game }) => game.phase !== 'lobby');
    expect(playing.game.phase).toBe('countdown');
    expect((await grace.ask('lab:watch', {})).runs.map(({ id }) => id)).toEqual([run.id]);
    for (const player of [ada, grace]) player.close();
  });

  it('happens one at a time, with a place in the queue, and ends when its owner says so', async () => {
    const [ada, grace] = [await Player.connect(server.url), await Player.connect(server.url)];
    await grace.ask('lab:watch', {});
    const { run: first } = await ada.ask('lab:train', request(ENDLESS));
    const { run: second } = await grace.ask('lab:train', request(TINY));
    expect(second).toMatchObject({ state: 'waiting', place: 1 });
    expect(await grace.refusal('lab:train', request(TINY))).toBe('lab-busy');
    expect(await grace.refusal('lab:stop', { id: first.id })).toBe('no-such-run');

    await grace.ask('lab:stop', { id: second.id });
    await grace.hears('lab:run', isAt(second.id, 'stopped'));
    await grace.hears('lab:step', ({ id }) => id === first.id);
    await ada.ask('lab:stop', { id: first.id });
    const stopped = await grace.hears('lab:run', isAt(first.id, 'stopped'));
    expect(stopped.curve.length).toBeLessThan(40);
    for (const player of [ada, grace]) player.close();
  });

  it('refuses what cannot be learnt, and networks that nobody trained', async () => {
    const ada = await Player.connect(server.url);
    expect(await ada.refusal('lab:train', { ...request(TINY), words: ['sun', 'no such word'] })).toBe(
      'unknown-words',
    );
    expect(await ada.refusal('lab:train', { ...request(TINY), words: ['sun', 'sun'] })).toBe('bad-request');
    expect(await ada.refusal('lab:train', { ...request(TINY), epochs: 10_000 })).toBe('bad-request');
    expect(await ada.refusal('lab:stop', { id: 999 })).toBe('no-such-run');
    const room = { name: 'Ada', color: 0 };
    expect(await ada.refusal('room:create', { ...room, model: 'lab-lenet-00000000' })).toBe('no-such-run');
    expect(await ada.refusal('room:create', { ...room, model: '../../etc' })).toBe('bad-request');
    ada.close();
  });
});
