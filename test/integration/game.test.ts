import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_POINTS } from '../../shared/drawing/index.ts';
import { SEAT_KEPT_MS, ranking } from '../../shared/game/index.ts';
import {
  encodeDraw,
  GUESS_INTERVAL_MS,
  LIVE_TICK_MS,
  MAX_OPS_PER_BATCH,
  MAX_POINTS_PER_OP,
} from '../../shared/protocol/index.ts';
import type { DrawingOp, WireLive } from '../../shared/protocol/index.ts';
import { stroke } from '../unit/rooms/house.ts';
import { Player } from './support/player.ts';
import { openServer, SETTINGS, WORDS, type TestServer } from './support/server.ts';

let server: TestServer;
let ada: Player;
let bob: Player;
let code: string;

/** Ada and Bob in a room, Ada the host. */
beforeEach(async () => {
  server = await openServer();
  [ada, bob] = await Promise.all([Player.connect(server.url), Player.connect(server.url)]);
  code = (await ada.create('Ada')).view.code;
  await bob.join(code, 'Bob');
});
afterEach(async () => {
  ada.close();
  bob.close();
  await server.close();
});

async function startDrawing(): Promise<void> {
  await ada.ask('game:start', {});
  await bob.hears('room:state', ({ game }) => game.phase === 'countdown');
  await server.clock.advance(SETTINGS.countdownMs);
  await bob.hears('room:state', ({ game }) => game.phase === 'drawing');
}

function hasInk(message: unknown): boolean {
  const [, ink] = message as WireLive;
  return ink.length > 0;
}

function draw(player: Player, revision: number, ops: DrawingOp[], round = 1) {
  return player.draw({ round, sheet: player.id, revision, ops });
}

describe('a game', () => {
  it('goes from the lobby to the ranking, and round again', async () => {
    await ada.ask('game:start', {});
    for (let round = 1; round <= SETTINGS.rounds; round += 1) {
      await ada.hears('room:state', ({ game }) => game.phase === 'countdown' && game.round?.number === round);
      await server.clock.advance(SETTINGS.countdownMs);
      const { game } = await ada.hears(
        'room:state',
        ({ game }) => game.phase === 'drawing' && game.round?.number === round,
      );
      expect(WORDS).toContain(game.round!.sheets[0]!.prompt);
      // Bob is the faster one.
      server.recogniser.probability = 0.9;
      await server.clock.advance(1_000);
      await draw(bob, 0, [stroke(5)], round);
      await bob.hears('guess', ({ sheet, round: r }) => sheet === bob.id && r === round);
      await server.clock.advance(GUESS_INTERVAL_MS);
      await ada.hears(
        'guess',
        (guess) => guess.round === round && guess.sheet === bob.id && guess.warmth === 1,
      );
      await draw(ada, 0, [stroke(9)], round);
      await ada.hears('guess', ({ sheet, round: r }) => sheet === ada.id && r === round);
      await server.clock.advance(GUESS_INTERVAL_MS);
      // Everybody is recognised: the round ends before its time.
      await ada.hears(
        'room:state',
        ({ game }) => game.round?.number === round && game.round.recognitions.length === 2,
      );
      await server.clock.advance(2_500);
      await ada.hears('room:state', ({ game }) => game.phase === 'reveal' && game.round?.number === round);
      await server.clock.advance(SETTINGS.revealMs);
    }
    const { game } = await bob.hears('room:state', ({ game }) => game.phase === 'final');
    expect(ranking(game).map(({ player, rank }) => [player.name, rank])).toEqual([
      ['Bob', 1],
      ['Ada', 2],
    ]);
    const prompts = game.history.map(({ sheets }) => sheets[0]!.prompt);
    expect(prompts).toHaveLength(new Set(prompts).size);
    expect(await server.store.countGames()).toBe(1);

    expect(await bob.refusal('game:start', {})).toBe('not-host');
    await ada.ask('game:start', {});
    const again = await bob.ask('room:sync', {});
    expect(again.view.game).toMatchObject({
      phase: 'countdown',
      history: [],
      players: [{ score: 0 }, { score: 0 }],
    });
  });

  it('shows every drawing to the others as it grows', async () => {
    await startDrawing();
    await draw(ada, 0, [stroke(3)]);
    await draw(ada, 1, [{ type: 'extend', points: [9, 9, 5] }, { type: 'undo' }]);
    await draw(bob, 0, [stroke(4)]);
    await server.clock.advance(LIVE_TICK_MS);
    const first = await bob.hears('ink', ({ sheet }) => sheet === ada.id);
    const ops = [stroke(3), { type: 'extend', points: [9, 9, 5] }, { type: 'undo' }];
    expect(first).toEqual({ round: 1, sheet: ada.id, revision: 0, ops });
    await ada.hears('ink', ({ sheet }) => sheet === bob.id);
    // Both sheets in one message.
    expect(bob.heard.filter(({ event, message }) => event === 'live' && hasInk(message))).toHaveLength(1);
  });

  it('takes a drawing as long as the protocol allows, in few large packets', async () => {
    await startDrawing();
    const ops = Array.from({ length: Math.floor(MAX_POINTS / MAX_POINTS_PER_OP) }, () =>
      stroke(MAX_POINTS_PER_OP),
    ).map((op) => ({
      ...op,
      points: op.type === 'begin' ? op.points.map((value) => Math.min(value, 1_024)) : [],
    })) as DrawingOp[];
    expect(ops.length).toBeLessThanOrEqual(MAX_OPS_PER_BATCH);
    expect(await draw(ada, 0, ops)).toMatchObject({ revision: ops.length });
    const tooMuch = { round: 1, sheet: ada.id, revision: ops.length, ops: [ops[0]!] };
    expect(await ada.sendInk(tooMuch)).toMatchObject({
      ok: false,
      error: { code: 'drawing-too-large', revision: ops.length },
    });
    const { drawings } = await bob.ask('room:sync', {});
    expect(drawings[0]!.strokes).toHaveLength(ops.length);
  });

  it('answers nothing but refusals where the artist hears of the ink with everybody', async () => {
    await startDrawing();
    const answers: unknown[] = [];
    const drawQuietly = (revision: number) => {
      const ink = { round: 1, sheet: ada.id, revision, ops: [stroke(2)], onlyRefusals: true } as const;
      ada.socket.emit('draw:ops', encodeDraw(ink), (answer: unknown) => answers.push(answer));
    };
    drawQuietly(0);
    drawQuietly(7);
    drawQuietly(1);
    await draw(ada, 2, [stroke(2)]);
    await server.clock.advance(LIVE_TICK_MS);
    expect(await ada.hears('ink')).toMatchObject({ sheet: ada.id, revision: 0, ops: { length: 3 } });
    expect(answers).toMatchObject([{ ok: false, error: { code: 'out-of-step', revision: 1 } }]);
  });

  it('tells who is out of step where to go on', async () => {
    await startDrawing();
    await draw(ada, 0, [stroke(2), stroke(2)]);
    expect(await ada.sendInk({ round: 1, sheet: ada.id, revision: 5, ops: [stroke(2)] })).toMatchObject({
      error: { code: 'out-of-step', revision: 2 },
    });
    expect(await draw(ada, 2, [stroke(2)])).toMatchObject({ revision: 3 });
  });

  it('is watched by those who come late, who play from the next round', async () => {
    await startDrawing();
    await draw(ada, 0, [stroke(4)]);
    const eve = await Player.connect(server.url);
    const { drawings, view } = await eve.join(code, 'Eve');
    expect(drawings).toMatchObject([{ sheet: ada.id, revision: 1 }]);
    expect(view.game.round!.sheets.map(({ id }) => id)).not.toContain(eve.id);
    expect(await eve.inkRefusal({ round: 1, sheet: eve.id, revision: 0, ops: [stroke(2)] })).toBe(
      'not-drawing',
    );
    await server.clock.advance(SETTINGS.drawingMs + SETTINGS.revealMs + SETTINGS.countdownMs);
    await eve.hears('room:state', ({ game }) => game.phase === 'drawing' && game.round?.number === 2);
    expect(await draw(eve, 0, [stroke(2)], 2)).toMatchObject({ revision: 1 });
    eve.close();
  });
});

describe('a player who comes back', () => {
  it('after a reload in mid-round has the same seat, score and drawing, and goes on drawing', async () => {
    await startDrawing();
    server.recogniser.probability = 0.9;
    await draw(bob, 0, [stroke(5)]);
    await bob.hears('guess', ({ sheet }) => sheet === bob.id);
    await server.clock.advance(GUESS_INTERVAL_MS);
    const { game } = await ada.hears('room:state', ({ game }) => (game.players[1]?.score ?? 0) > 0);
    bob.close();
    await ada.hears('room:state', ({ game }) => (game.players[1]?.disconnectedAt ?? null) !== null);

    await server.clock.advance(5_000);
    bob = await Player.connect(server.url, bob.token);
    const back = await bob.join(code, 'Bob');
    expect(back.view.game.players[1]).toEqual(game.players[1]);
    expect(back.drawings).toMatchObject([{ sheet: bob.id, revision: 1 }]);
    expect(back.drawings[0]!.strokes[0]!.x).toHaveLength(5);
    expect(back.guesses).toMatchObject([{ sheet: bob.id, warmth: 1 }]);
    expect(await draw(bob, 1, [{ type: 'extend', points: [7, 7, 20] }])).toMatchObject({ revision: 2 });
  });

  it.each(['countdown', 'drawing', 'reveal', 'final'] as const)(
    'after a cut in the phase of %s has the same seat, score and drawing',
    async (phase) => {
      await startDrawing();
      server.recogniser.probability = 0.9;
      await draw(bob, 0, [stroke(5)]);
      await bob.hears('guess', ({ sheet }) => sheet === bob.id);
      await server.clock.advance(GUESS_INTERVAL_MS);
      const round = {
        drawing: 0,
        reveal: SETTINGS.drawingMs,
        countdown: SETTINGS.drawingMs + SETTINGS.revealMs,
      };
      const whole = SETTINGS.drawingMs + SETTINGS.revealMs + SETTINGS.countdownMs;
      await server.clock.advance(phase === 'final' ? 2 * whole : round[phase]);
      const before = (await ada.ask('room:sync', {})).view.game;
      expect(before).toMatchObject({ phase, players: [{}, { id: bob.id }] });
      expect(before.players[1]!.score).toBeGreaterThan(0);
      const drawings = (await ada.ask('room:sync', {})).drawings;

      bob.close();
      await ada.hears('room:state', ({ game }) => (game.players[1]?.disconnectedAt ?? null) !== null);
      bob = await Player.connect(server.url, bob.token);
      const back = await bob.join(code, 'Bob');
      expect(back.view.game).toEqual(before);
      expect(back.drawings).toEqual(drawings);
    },
  );

  it('within two minutes finds the seat, after it only a new one', async () => {
    const leaves = async () => {
      ada.forget();
      bob.close();
      await ada.hears('room:state', ({ game }) => (game.players[1]?.disconnectedAt ?? null) !== null);
    };
    const comesBack = async () => {
      bob = await Player.connect(server.url, bob.token);
      return (await bob.join(code, 'Bob')).view.game.players;
    };
    const seat = (await ada.ask('room:sync', {})).view.game.players[1];
    await leaves();
    await server.clock.advance(SEAT_KEPT_MS - 1);
    expect((await comesBack())[1]).toEqual(seat);
    await leaves();
    await server.clock.advance(SEAT_KEPT_MS);
    await ada.hears('room:state', ({ game }) => game.players.length === 1);
    expect(await comesBack()).toHaveLength(2);
  });

  it('in a second tab takes the seat over, and the first tab is told', async () => {
    await startDrawing();
    await draw(bob, 0, [stroke(5)]);
    const tab = await Player.connect(server.url, bob.token);
    const { drawings } = await tab.join(code, 'Bob');
    expect(drawings).toMatchObject([{ sheet: bob.id, revision: 1 }]);
    expect(await bob.hears('room:closed')).toEqual({ reason: 'taken-over' });
    expect(await bob.inkRefusal({ round: 1, sheet: bob.id, revision: 1, ops: [stroke(2)] })).toBe(
      'not-in-room',
    );
    bob.close();
    await draw(tab, 1, [stroke(2)]);
    await tab.isUpToDate();
    const { view } = await ada.ask('room:sync', {});
    expect(view.game.players[1]!.disconnectedAt).toBeNull();
    tab.close();
  });
});

describe('a server that stops', () => {
  it('says so to everybody', async () => {
    const goodbye = [ada, bob].map((player) => player.hears('room:closed'));
    server.directory.close();
    expect(await Promise.all(goodbye)).toEqual([
      { reason: 'server-stopping' },
      { reason: 'server-stopping' },
    ]);
  });
});
