import { describe, expect, it } from 'vitest';
import type { Stroke } from '../../../shared/drawing/index.ts';
import { DRAW_BATCH_MS, GUESS_INTERVAL_MS } from '../../../shared/protocol/index.ts';
import type { Room } from '../../../server/rooms/room.ts';
import { Guessing } from '../../../shared/recognition/guessing.ts';
import { FakeClock } from './fake-clock.ts';
import { stubRecogniser } from './stub-recogniser.ts';
import { COUNTDOWN_MS, DRAWING_MS, openHouse, stroke } from './house.ts';

/** A house with a room in which Ada and Bob are drawing. */
async function drawingRoom() {
  const house = openHouse();
  const room = house.roomOfTwo();
  room.command({ type: 'start', playerId: 'ada' });
  await house.clock.advance(COUNTDOWN_MS);
  let revision = 0;
  return {
    ...house,
    room,
    adaDraws: (points = 2, isLifted = false) => {
      const ops = [stroke(points)];
      room.draw('ada', { round: 1, sheet: 'ada', revision, ops, isLifted: isLifted || undefined });
      revision += 1;
    },
    recognitions: () => room.sync('ada').view.game.round!.recognitions,
    guesses: () => house.looks(),
  };
}

function adaDrawsDot(room: Room, revision: number): void {
  room.draw('ada', { round: 1, sheet: 'ada', revision, ops: [{ type: 'begin', points: [5, 5, 10] }] });
}

describe('guessing', () => {
  it('looks when the ink has changed, and not more often than the interval', async () => {
    const { adaDraws, clock, recogniser } = await drawingRoom();
    for (let step = 0; step < 20; step += 1) {
      adaDraws();
      await clock.advance(GUESS_INTERVAL_MS / 5);
    }
    // The first ink at once, then every interval the ink that has just come, and in the end what is there.
    expect(recogniser.asked).toEqual([2, 12, 22, 32]);
    await clock.advance(10 * GUESS_INTERVAL_MS);
    expect(recogniser.asked).toEqual([2, 12, 22, 32, 40]);
  });

  it('never looks twice at once: the latest ink waits for one look', async () => {
    const { adaDraws, clock, recogniser } = await drawingRoom();
    recogniser.held = true;
    adaDraws(2);
    await clock.advance(0);
    adaDraws(3);
    await clock.advance(4 * GUESS_INTERVAL_MS);
    adaDraws(4);
    await clock.advance(4 * GUESS_INTERVAL_MS);
    expect(recogniser.asked).toEqual([2]);
    recogniser.held = false;
    recogniser.release();
    await clock.advance(0);
    expect(recogniser.asked).toEqual([2, 9]);
  });

  it('recognises what stays above the threshold for two updates, once', async () => {
    const { adaDraws, clock, recogniser, recognitions, guesses } = await drawingRoom();
    recogniser.probability = 0.4;
    adaDraws();
    await clock.advance(GUESS_INTERVAL_MS);
    recogniser.probability = 0.9;
    adaDraws();
    await clock.advance(0);
    expect(recognitions()).toEqual([]);
    adaDraws();
    await clock.advance(GUESS_INTERVAL_MS);
    expect(recognitions()).toMatchObject([{ sheetId: 'ada', elapsedMs: 2 * GUESS_INTERVAL_MS }]);
    expect(guesses().map(({ warmth }) => warmth)).toEqual([0.5, 0.99, 0.99, 1]);
    const { length } = recogniser.asked;
    adaDraws();
    await clock.advance(4 * GUESS_INTERVAL_MS);
    expect(recogniser.asked).toHaveLength(length);
  });

  it("wants as much of a drawing as the prompt's own threshold says", async () => {
    const { adaDraws, clock, recogniser, recognitions, room } = await drawingRoom();
    const prompt = room.sync('ada').view.game.round!.sheets[0]!.prompt!;
    recogniser.judgeRule = { ...recogniser.judgeRule, perWord: { [prompt]: 0.95 } };
    for (const [probability, players] of [
      [0.9, 0],
      [0.96, 1],
    ] as const) {
      recogniser.probability = probability;
      for (let look = 0; look < 3; look += 1) {
        adaDraws();
        await clock.advance(GUESS_INTERVAL_MS);
      }
      expect(recognitions()).toHaveLength(players);
    }
  });

  it('judges a drawing that convinced once again as it stands, without asking the network', async () => {
    const { adaDraws, clock, recogniser, recognitions } = await drawingRoom();
    recogniser.probability = 0.9;
    adaDraws();
    await clock.advance(GUESS_INTERVAL_MS);
    expect(recogniser.asked).toHaveLength(1);
    expect(recognitions()).toHaveLength(1);
  });

  it('knows what an empty sheet is without the network', async () => {
    const { room, adaDraws, clock, recogniser, guesses, recognitions } = await drawingRoom();
    recogniser.probability = 0.9;
    adaDraws();
    await clock.advance(0);
    room.draw('ada', { round: 1, sheet: 'ada', revision: 1, ops: [{ type: 'clear' }] });
    await clock.advance(4 * GUESS_INTERVAL_MS);
    expect(recogniser.asked).toHaveLength(1);
    expect(guesses().at(-1)).toMatchObject({ guesses: [], warmth: 0 });
    expect(recognitions()).toEqual([]);
  });

  it('is as rare for everybody as the network says', async () => {
    const { adaDraws, clock, recogniser, recognitions } = await drawingRoom();
    recogniser.guessIntervalMs = 4 * GUESS_INTERVAL_MS;
    for (let step = 0; step < 40; step += 1) {
      adaDraws();
      await clock.advance(GUESS_INTERVAL_MS / 5);
    }
    expect(recogniser.asked).toEqual([2, 42]);
    // What has convinced is judged again as soon as ever: that costs nothing.
    recogniser.probability = 0.9;
    adaDraws();
    await clock.advance(GUESS_INTERVAL_MS - 1);
    expect(recogniser.asked).toEqual([2, 42, 82]);
    expect(recognitions()).toEqual([]);
    await clock.advance(1);
    expect(recognitions()).toHaveLength(1);
  });

  it('looks sooner when the hand has come to rest, and as soon as the pen is lifted', async () => {
    const { adaDraws, clock, recogniser } = await drawingRoom();
    adaDraws();
    await clock.advance(50);
    adaDraws();
    await clock.advance(79);
    expect(recogniser.asked).toEqual([2]);
    await clock.advance(1);
    expect(recogniser.asked).toEqual([2, 4]);
    adaDraws(2, true);
    // Not at once after the look before.
    await clock.advance(15);
    expect(recogniser.asked).toEqual([2, 4]);
    await clock.advance(1);
    expect(recogniser.asked).toEqual([2, 4, 6]);
    await clock.advance(20);
    adaDraws(2, true);
    await clock.advance(0);
    expect(recogniser.asked).toEqual([2, 4, 6, 8]);
  });

  it('takes looks that follow each other within a moment for one update', async () => {
    const { adaDraws, clock, recogniser, recognitions } = await drawingRoom();
    recogniser.probability = 0.9;
    for (let stroke = 0; stroke < 3; stroke += 1) {
      adaDraws(2, true);
      await clock.advance(GUESS_INTERVAL_MS / 5);
    }
    expect(recogniser.asked).toEqual([2, 4, 6]);
    expect(recognitions()).toEqual([]);
    await clock.advance((2 * GUESS_INTERVAL_MS) / 5);
    expect(recognitions()).toMatchObject([{ elapsedMs: GUESS_INTERVAL_MS }]);
  });

  it('takes no hand to rest whose ink is there, but not heard yet, as the process was busy', async () => {
    const { adaDraws, clock, recogniser } = await drawingRoom();
    adaDraws();
    await clock.advance(0);
    adaDraws();
    const restingMs = 80;
    // After a busy moment a timer that is over is called before what has come is read.
    clock.after(restingMs, () => adaDraws());
    await clock.advance(restingMs);
    expect(recogniser.asked).toEqual([2]);
    await clock.advance(restingMs);
    expect(recogniser.asked).toEqual([2, 6]);
  });

  it('waits longer for a hand to rest where ink comes rarely, but not for a pen that is lifted', async () => {
    const clock = new FakeClock();
    const recogniser = stubRecogniser(['sun']);
    recogniser.guessIntervalMs = 4 * GUESS_INTERVAL_MS;
    const strokes: Stroke[] = [];
    const guessing = new Guessing({
      round: 1,
      targets: new Map([['sheet', { prompt: 'sun', deck: ['sun'] }]]),
      recogniser,
      clock,
      drawingOf: () => ({ strokes, points: 2 * strokes.length, revision: strokes.length }),
      inkIntervalMs: () => 4 * DRAW_BATCH_MS,
      onGuess: () => undefined,
      onRecognised: () => undefined,
      onLatency: () => undefined,
      onError: () => undefined,
    });
    const draw = () => {
      strokes.push({ x: [0, 9], y: [0, 9], t: [0, 9] });
      guessing.inkChanged('sheet');
    };
    draw();
    await clock.advance(4 * DRAW_BATCH_MS);
    draw();
    await clock.advance(319);
    expect(recogniser.asked).toHaveLength(1);
    await clock.advance(1);
    expect(recogniser.asked).toHaveLength(2);
    await clock.advance(4 * DRAW_BATCH_MS);
    draw();
    guessing.lifted('sheet');
    await clock.advance(0);
    expect(recogniser.asked).toHaveLength(3);
    // There is nothing new in a pen that is lifted once more.
    guessing.lifted('sheet');
    await clock.advance(8 * GUESS_INTERVAL_MS);
    expect(recogniser.asked).toHaveLength(3);
    guessing.stop();
  });

  it('looks rarely at hands that rest, too, where the network is far behind, but not more rarely at hands that draw on', async () => {
    const { adaDraws, clock, recogniser, room } = await drawingRoom();
    // Hands that rest are looked at sixteen times as often: every two seconds.
    recogniser.guessIntervalMs = 32_000;
    adaDraws(2);
    await clock.advance(GUESS_INTERVAL_MS);
    expect(recogniser.asked).toEqual([2]);
    adaDrawsDot(room, 1);
    await clock.advance(1_500);
    expect(recogniser.asked).toEqual([2]);
    await clock.advance(500);
    expect(recogniser.asked).toEqual([2, 3]);
    // Ink that comes all the time.
    let revision = 2;
    for (let ms = 0; ms < 4_000; ms += DRAW_BATCH_MS) {
      adaDrawsDot(room, revision++);
      await clock.advance(DRAW_BATCH_MS);
    }
    expect(recogniser.asked).toHaveLength(3);
  });

  it('leaves a look out where there is hardly more to see, but only one, and only where the network is behind', async () => {
    const { adaDraws, clock, recogniser, room } = await drawingRoom();
    const interval = 2 * GUESS_INTERVAL_MS;
    recogniser.guessIntervalMs = interval;
    adaDraws(200);
    await clock.advance(GUESS_INTERVAL_MS);
    expect(recogniser.asked).toEqual([200]);
    const [x, y] = [100 + 5 * 199, 100 + 3 * 199];
    const extend = (revision: number, units: number) =>
      room.draw('ada', {
        round: 1,
        sheet: 'ada',
        revision,
        ops: [{ type: 'extend', points: [x - units, y, 10] }],
      });
    // Of some twelve hundred units.
    extend(1, 5);
    await clock.advance(GUESS_INTERVAL_MS / 2);
    expect(recogniser.asked).toEqual([200]);
    await clock.advance(interval);
    expect(recogniser.asked).toEqual([200, 201]);
    extend(2, 60);
    await clock.advance(interval);
    expect(recogniser.asked).toEqual([200, 201, 202]);
    // A stroke more or less is seen at once, however short it is.
    adaDrawsDot(room, 3);
    await clock.advance(interval);
    room.draw('ada', { round: 1, sheet: 'ada', revision: 4, ops: [{ type: 'undo' }] });
    await clock.advance(interval);
    expect(recogniser.asked).toEqual([200, 201, 202, 203, 202]);
    // A network that has the time looks at everything.
    recogniser.guessIntervalMs = GUESS_INTERVAL_MS;
    extend(5, 61);
    await clock.advance(GUESS_INTERVAL_MS);
    expect(recogniser.asked).toEqual([200, 201, 202, 203, 202, 203]);
  });

  it('lets a look that ends after its round come to nothing', async () => {
    const { adaDraws, clock, recogniser, recognitions, guesses } = await drawingRoom();
    recogniser.probability = 1;
    recogniser.held = true;
    adaDraws();
    await clock.advance(DRAWING_MS);
    recogniser.release();
    await clock.advance(0);
    expect(recognitions()).toEqual([]);
    expect(guesses()).toEqual([]);
  });

  it('goes on after looks that failed, and reports them', async () => {
    const { adaDraws, clock, recogniser, recognitions, failures } = await drawingRoom();
    recogniser.probability = 1;
    recogniser.failing = true;
    adaDraws();
    await clock.advance(2 * GUESS_INTERVAL_MS);
    // Not again and again as long as the network is not there.
    expect(failures.length).toBeGreaterThanOrEqual(2);
    expect(failures.length).toBeLessThanOrEqual(3);
    recogniser.failing = false;
    await clock.advance(2 * GUESS_INTERVAL_MS);
    expect(recognitions()).toHaveLength(1);
  });

  it('measures from the newest ink to the guess', async () => {
    const { adaDraws, clock, recogniser, latencies } = await drawingRoom();
    recogniser.held = true;
    adaDraws();
    await clock.advance(40);
    recogniser.release();
    await clock.advance(0);
    expect(latencies).toEqual([40]);
  });
});
