import { describe, expect, it } from 'vitest';
import { stroke } from '../unit/rooms/house.ts';
import { gather } from './support/gathering.ts';
import type { Player } from './support/player.ts';
import { SETTINGS } from './support/server.ts';

const gathering = gather();

/** Ada and Bob after a round in which Ada drew. */
async function reveal(): Promise<{ ada: Player; bob: Player; code: string }> {
  const { server } = gathering;
  const [ada, bob] = [await gathering.connect(), await gathering.connect()];
  const { code } = (await ada.create('Ada')).view;
  await bob.join(code, 'Bob');
  await ada.ask('game:start', {});
  await server.clock.advance(SETTINGS.countdownMs);
  await ada.hears('room:state', ({ game }) => game.phase === 'drawing');
  await ada.draw({ round: 1, sheet: ada.id, revision: 0, ops: [stroke(5), stroke(9)] });
  expect(await bob.refusal('reveal:explain', { round: 1, sheet: ada.id })).toBe('not-now');
  await server.clock.advance(SETTINGS.drawingMs);
  await ada.hears('room:state', ({ game }) => game.phase === 'reveal');
  return { ada, bob, code };
}

describe('over the wire', () => {
  it('a drawing is explained, with numbers in the ranges that the protocol says', async () => {
    const { ada, bob } = await reveal();
    const explanation = await bob.ask('reveal:explain', { round: 1, sheet: ada.id });
    expect(explanation.curve.map(({ ink }) => ink)).toEqual(
      explanation.curve.map((_, look) => look / (explanation.curve.length - 1)),
    );
    const confidences = explanation.curve.flatMap(({ guesses }) => guesses.map((one) => one.confidence));
    expect(confidences.every((confidence) => confidence >= 0 && confidence <= 1)).toBe(true);
    expect(explanation.strokes).toHaveLength(2);
    expect(explanation.strokes.every(({ effect }) => effect !== null && Math.abs(effect) <= 1)).toBe(true);
    expect(explanation.neighbours).toHaveLength(4);
    for (const { similarity, strokes, origin } of explanation.neighbours) {
      expect(similarity).toBeGreaterThan(0);
      expect(similarity).toBeLessThanOrEqual(1);
      expect(strokes.length).toBeGreaterThan(0);
      expect(origin).toBe('inkling');
    }
  });

  it('bad requests are typed errors', async () => {
    const { ada, code } = await reveal();
    const stranger = await gathering.connect();
    const drawing = { round: 1, sheet: ada.id };
    expect(await stranger.refusal('reveal:explain', drawing)).toBe('not-in-room');
    expect(await ada.refusal('reveal:explain', { ...drawing, sheet: 'nobody' })).toBe('no-such-drawing');
    expect(await ada.refusal('reveal:explain', { ...drawing, round: 0 })).toBe('bad-request');
    expect(await ada.refusal('reveal:explain', { ...drawing, prompt: 'sun' })).toBe('bad-request');
    expect(await ada.refusal('reveal:explain', null)).toBe('bad-request');
    await stranger.ask('room:join', { code, name: 'Cleo', color: 2, asSpectator: true });
    expect(await stranger.refusal('reveal:explain', drawing)).toBe('granted');
  });

  it('nobody asks without end', async () => {
    const { ada } = await reveal();
    const asked = Array.from({ length: 40 }, () =>
      ada.refusal('reveal:explain', { round: 1, sheet: ada.id }),
    );
    const answers = await Promise.all(asked);
    expect(answers.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 'granted'));
    expect(answers.at(-1)).toBe('too-fast');
  });
});
