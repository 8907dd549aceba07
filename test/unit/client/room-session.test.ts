import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { artistOfTurn, TURN_MS } from '../../../shared/game/index.ts';
import { DRAW_BATCH_MS } from '../../../shared/protocol/index.ts';
import { COUNTDOWN_MS } from '../rooms/house.ts';
import { TableAtHome, type PlayerAtHome } from './player-at-home.ts';

const TEAM = 'team-1';
/** All that is on its way arrives within this time, a sync after a refusal included. */
const SETTLED_MS = 300;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

async function begin(mode: 'race' | 'relay' | 'duel', names = ['ada', 'bob']): Promise<TableAtHome> {
  const table = new TableAtHome(mode, names);
  await table.pass(50);
  table.room.command({ type: 'start', playerId: names[0]! });
  await table.pass(COUNTDOWN_MS);
  return table;
}

/** Whoever has the pen, and somebody else. */
function byTurn(table: TableAtHome): [PlayerAtHome, PlayerAtHome] {
  const artist = table.player(artistOfTurn(table.sheet)!);
  return [artist, [...table.players.values()].find((player) => player !== artist)!];
}

function expectAlike(table: TableAtHome): void {
  const strokes = table.strokes(TEAM);
  for (const player of table.players.values()) expect(player.strokes(TEAM)).toEqual(strokes);
}

describe('a sheet that a team shares', () => {
  it('goes from hand to hand, stroke by stroke', async () => {
    const table = await begin('relay', ['ada', 'bob', 'cleo']);
    for (let turn = 0; turn < 5; turn += 1) {
      const [artist, waiting] = byTurn(table);
      expect(waiting.session.pen).toBeNull();
      waiting.draw(900);
      artist.draw(100 + turn);
      // The stroke is done: nothing more of this turn.
      expect(artist.session.pen).toBeNull();
      artist.draw(800);
      await table.pass(SETTLED_MS);
    }
    expect(table.strokes(TEAM).map(([x]) => x)).toEqual([100, 101, 102, 103, 104]);
    expectAlike(table);
    for (const { asked } of table.players.values()) expect(asked).not.toContain('room:sync');
  });

  it('hands the pen on when the server has the whole stroke, not before', async () => {
    const table = await begin('relay');
    const [artist] = byTurn(table);
    artist.beginStroke(100);
    await table.pass(SETTLED_MS);
    expect(artist.asked).not.toContain('draw:stroke-done');
    artist.session.mine!.penMove({ x: 100, y: 900, timeMs: performance.now() });
    artist.session.mine!.penUp();
    await table.pass(SETTLED_MS);
    expect(artist.asked.slice(-2)).toEqual(['draw:ops', 'draw:stroke-done']);
    expect(table.strokes(TEAM)).toEqual([[100, 3]]);
    expect(table.sheet.turn).toBe(1);
  });

  it('keeps of a stroke what came in time', async () => {
    const table = await begin('relay');
    const [late, next] = byTurn(table);
    late.beginStroke(100);
    await table.pass(SETTLED_MS);
    // The turn is over at the server, and the news of it on the way.
    await table.house.clock.advance(TURN_MS);
    late.session.mine!.penMove({ x: 100, y: 1000, timeMs: performance.now() });
    expect(late.strokes(TEAM)).toEqual([[100, 3]]);
    await table.pass(SETTLED_MS);
    expect(late.session.pen).toBeNull();
    next.draw(200);
    await table.pass(SETTLED_MS);
    expect(table.strokes(TEAM)).toEqual([
      [100, 2],
      [200, 2],
    ]);
    expectAlike(table);
    late.draw(300);
    await table.pass(SETTLED_MS);
    expect(table.strokes(TEAM)).toHaveLength(3);
    expectAlike(table);
  });

  it('is whole again after a gap', async () => {
    const table = await begin('relay', ['ada', 'bob', 'cleo']);
    const [first] = byTurn(table);
    first.beginStroke(100);
    await vi.advanceTimersByTimeAsync(60);
    const loser = [...table.players.values()].find((player) => player !== first)!;
    await table.loseFor(loser.id);
    first.session.mine!.penMove({ x: 100, y: 900, timeMs: performance.now() });
    first.session.mine!.penUp();
    await table.pass(SETTLED_MS);
    expect(loser.asked).toContain('room:sync');
    expectAlike(table);
  });

  it('survives a cut in the middle of a stroke: the turn passes, and comes again', async () => {
    const table = await begin('relay');
    const [artist, mate] = byTurn(table);
    artist.beginStroke(100);
    await table.pass(SETTLED_MS);
    artist.cut();
    artist.session.mine!.penMove({ x: 100, y: 900, timeMs: performance.now() });
    await table.pass(SETTLED_MS);
    expect(artistOfTurn(table.sheet)).toBe(mate.id);
    mate.draw(200);
    await table.pass(SETTLED_MS);
    artist.mend();
    await table.pass(SETTLED_MS);
    expectAlike(table);
    await table.pass(TURN_MS);
    artist.draw(300);
    await table.pass(SETTLED_MS);
    expect(table.strokes(TEAM).map(([x]) => x)).toEqual([100, 200, 300]);
    expectAlike(table);
  });

  it('is there after a reload', async () => {
    const table = await begin('relay');
    for (const x of [100, 200]) {
      byTurn(table)[0].draw(x);
      await table.pass(SETTLED_MS);
    }
    const reloaded = table.open(byTurn(table)[0].id);
    await table.pass(SETTLED_MS);
    expect(reloaded.strokes(TEAM)).toEqual(table.strokes(TEAM));
    for (const x of [300, 400]) {
      byTurn(table)[0].draw(x);
      await table.pass(SETTLED_MS);
    }
    expect(table.strokes(TEAM).map(([x]) => x)).toEqual([100, 200, 300, 400]);
    expectAlike(table);
  });

  it('takes no second stroke in a turn that a reload has cut short, and goes on after it', async () => {
    const table = await begin('relay');
    const [artist, away] = byTurn(table);
    away.cut();
    artist.beginStroke(100);
    await table.pass(SETTLED_MS);
    const reloaded = table.open(artist.id);
    await table.pass(SETTLED_MS);
    reloaded.draw(200);
    await table.pass(SETTLED_MS);
    expect(table.strokes(TEAM)).toEqual([[100, 2]]);
    expect(reloaded.strokes(TEAM)).toEqual([[100, 2]]);
    expect(table.sheet.turn).toBeGreaterThan(0);
    reloaded.draw(300);
    await table.pass(SETTLED_MS);
    expect(table.strokes(TEAM).map(([x]) => x)).toEqual([100, 300]);
    expect(reloaded.strokes(TEAM)).toEqual(table.strokes(TEAM));
  });

  it('is the same everywhere in the end, whatever happens on the way', async () => {
    const happening = fc.tuple(
      fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom('draw', 'begin', 'lift', 'move') },
        { weight: 2, arbitrary: fc.constantFrom('cut', 'mend', 'lose', 'reload') },
        { weight: 4, arbitrary: fc.constantFrom('pass', 'turn', 'server') },
      ),
      fc.constantFrom('ada', 'bob', 'cleo'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 40 }), async (happenings) => {
        vi.clearAllTimers();
        const table = await begin('relay', ['ada', 'bob', 'cleo']);
        let x = 1;
        const happens: Record<string, (player: PlayerAtHome) => unknown> = {
          draw: (player) => player.draw(x),
          begin: (player) => player.beginStroke(x),
          lift: ({ session }) => session.mine?.penUp(),
          move: ({ session }) => session.mine?.penMove({ x, y: 7 * x, timeMs: performance.now() }),
          cut: (player) => player.cut(),
          mend: (player) => player.mend(),
          lose: ({ id }) => table.loseFor(id),
          reload: ({ id }) => table.open(id),
          pass: () => table.pass(60),
          turn: () => table.pass(1_500),
          server: () => table.house.clock.advance(900),
        };
        for (const [what, who] of happenings) {
          x += 1;
          await happens[what]!(table.player(who));
        }
        for (const player of table.players.values()) player.mend();
        // A stroke more by everybody shows what was missed.
        for (let turn = 0; turn < 3; turn += 1) {
          await table.pass(SETTLED_MS);
          for (const player of table.players.values()) player.session.mine?.penUp();
          byTurn(table)[0].draw(500 + turn);
        }
        await table.pass(2 * SETTLED_MS);
        if (table.player('ada').game.phase === 'drawing') expectAlike(table);
      }),
      {
        numRuns: 60,
        examples: [
          // Bob does not know of Cleo's stroke when he begins his.
          [
            [
              ['cut', 'ada'],
              ['pass', 'ada'],
              ['draw', 'cleo'],
              ['lose', 'bob'],
            ],
          ],
        ],
      },
    );
  }, 120_000);
});

describe('a connection that is lost', () => {
  it.each(['race', 'duel', 'relay'] as const)(
    'in any phase of a %s leaves seat, score and drawing',
    async (mode) => {
      const table = new TableAtHome(mode, ['ada', 'bob']);
      await table.pass(50);
      const bob = table.player('bob');
      const blink = async () => {
        bob.cut();
        await table.pass(SETTLED_MS);
        bob.mend();
        await table.pass(SETTLED_MS);
        expect(bob.session.membership.kind).toBe('inside');
        expect(bob.game).toEqual(table.room.sync('bob').view.game);
      };
      await blink();
      table.room.command({ type: 'start', playerId: 'ada' });
      await table.pass(100);
      await blink();
      await table.pass(COUNTDOWN_MS);
      // In a relay the turn comes within this time, wherever it was.
      for (let step = 0; bob.session.pen === null && step < 20; step += 1) await table.pass(TURN_MS / 10);
      bob.draw(100);
      await table.pass(SETTLED_MS);
      const sheet = bob.session.mine!.sheet;
      const before = table.strokes(sheet);
      expect(before).toHaveLength(1);
      await blink();
      expect(bob.strokes(sheet)).toEqual(before);
      await table.pass(bob.game.phaseEndsAt! - table.house.clock.now() + SETTLED_MS);
      expect(bob.game.phase).toBe('reveal');
      await blink();
      expect(bob.strokes(sheet)).toEqual(before);
    },
  );

  it('takes redone, erased and cleared strokes along', async () => {
    const table = await begin('race');
    const bob = table.player('bob');
    const drawing = bob.session.mine!;
    for (const x of [100, 200, 300]) bob.draw(x);
    await table.pass(SETTLED_MS);
    bob.cut();
    drawing.undo();
    drawing.undo();
    drawing.redo();
    drawing.erase({ x: 90, y: 200 }, { x: 110, y: 200 });
    bob.draw(400);
    await table.pass(SETTLED_MS);
    expect(table.strokes('bob')).toHaveLength(3);
    bob.mend();
    await table.pass(SETTLED_MS);
    expect(table.strokes('bob').map(([x]) => x)).toEqual([200, 400]);
    expect(table.player('ada').strokes('bob')).toEqual(bob.strokes('bob'));
    drawing.clear();
    drawing.undo();
    await table.pass(SETTLED_MS);
    expect(table.strokes('bob')).toEqual(bob.strokes('bob'));
    expect(table.player('ada').strokes('bob')).toEqual(bob.strokes('bob'));
  });
});

describe('a device that slept', () => {
  const SLEEP_MS = 7_000;

  it('knows the time and what was drawn meanwhile as soon as it wakes', async () => {
    const table = await begin('race');
    const [ada, bob] = [table.player('ada'), table.player('bob')];
    const off = () => Math.abs(bob.clock.now() - table.house.clock.now());
    expect(off()).toBeLessThan(2 * DRAW_BATCH_MS);
    // Its clock stands still, and nothing that is said arrives.
    ada.draw(100);
    await table.pass(SETTLED_MS);
    await table.loseFor('bob');
    await table.house.clock.advance(SLEEP_MS);
    await table.loseFor('bob');
    expect(off()).toBeGreaterThan(SLEEP_MS - SETTLED_MS);
    await bob.session.wake();
    expect(off()).toBeLessThan(2 * DRAW_BATCH_MS);
    expect(bob.strokes('ada')).toEqual(table.strokes('ada'));
  });

  it('shows no wrong time until it has heard the right one', async () => {
    const table = await begin('race');
    const bob = table.player('bob');
    const before = bob.clock.now();
    bob.cut();
    await bob.session.wake();
    expect(bob.clock.now()).toBe(before);
    bob.mend();
    await table.pass(SETTLED_MS);
    expect(Math.abs(bob.clock.now() - table.house.clock.now())).toBeLessThan(2 * DRAW_BATCH_MS);
  });
});
