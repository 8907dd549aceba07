import { describe, expect, it } from 'vitest';
import { artistOfTurn, HOST_KEPT_MS, OFFERED_MODES, type RoundView } from '../../shared/game/index.ts';
import { GUESS_INTERVAL_MS, type DrawingOp } from '../../shared/protocol/index.ts';
import { stroke } from '../unit/rooms/house.ts';
import { gather } from './support/gathering.ts';
import type { Player } from './support/player.ts';
import { SETTINGS } from './support/server.ts';

const gathering = gather();
const { connect } = gathering;

type OfferedMode = (typeof OFFERED_MODES)[number];

/** All that a game comes through, in this order. */
const MOMENTS = ['lobby', 'countdown', 'drawing', 'recognised', 'reveal', 'final'] as const;
type Moment = (typeof MOMENTS)[number];

interface Table {
  readonly code: string;
  readonly people: readonly Player[];
}

/** Ada, the host, and Bob in a room of their own. */
async function seat(mode: OfferedMode): Promise<Table> {
  gathering.server.recogniser.probability = 0;
  const [ada, bob] = [await connect(), await connect()];
  const settings = { mode, rounds: 1 };
  const { view } = await ada.ask('room:create', { name: 'Ada', color: 0, settings });
  await bob.join(view.code, 'Bob');
  return { code: view.code, people: [ada, bob] };
}

/** A game of theirs that has come to this moment, with ink on the first sheet from when there is one. */
async function playTo(moment: Moment, { people }: Table): Promise<void> {
  const { clock, recogniser } = gathering.server;
  const host = people[0]!;
  const draw = async (revision: number, op: DrawingOp) => {
    const round = await roundOf(host);
    const artist = people.find(({ id }) => id === artistOfTurn(round.sheets[0]!))!;
    await artist.draw({ round: round.id, sheet: round.sheets[0]!.id, revision, ops: [op] });
    return artist;
  };
  const steps: Record<Moment, () => Promise<unknown>> = {
    lobby: () => host.isUpToDate(),
    countdown: () => host.ask('game:start', {}),
    drawing: async () => {
      await clock.advance(SETTINGS.countdownMs);
      const artist = await draw(0, stroke(5));
      // Others hear of it with the next tick.
      await artist.hears('guess');
    },
    recognised: async () => {
      recogniser.probability = 0.9;
      await draw(1, { type: 'extend', points: [500, 500, 10] });
      await clock.advance(GUESS_INTERVAL_MS);
      await clock.advance(GUESS_INTERVAL_MS);
      await host.hears('room:state', ({ game }) => game.round?.recognitions.length === 1);
    },
    reveal: async () => {
      const { game } = (await host.ask('room:sync', {})).view;
      await clock.advance(game.phaseEndsAt! - clock.now());
    },
    final: () => clock.advance(SETTINGS.revealMs),
  };
  for (const step of MOMENTS.slice(0, MOMENTS.indexOf(moment) + 1)) await steps[step]();
}

async function roundOf(player: Player): Promise<RoundView> {
  return (await player.ask('room:sync', {})).view.game.round!;
}

describe.each(OFFERED_MODES)('a connection that is cut in a game of %s', (mode) => {
  it.each(MOMENTS)(
    'at the moment of "%s" comes back to the same seat, score, drawing and words',
    async (moment) => {
      const table = await seat(mode);
      await playTo(moment, table);
      const isTurn = mode === 'relay' && (moment === 'drawing' || moment === 'recognised');
      const atPen = isTurn ? artistOfTurn((await roundOf(table.people[0]!)).sheets[0]!) : null;
      const here = new Map(table.people.map((player) => [player.id, player]));
      // Nobody waits for an artist who is away: the pen of a relay goes on, and that is no loss.
      for (const [id, player] of [...here].filter(([artist]) => artist !== atPen)) {
        const before = await player.ask('room:sync', {});
        expect(before.view.game.phase).toBe(moment === 'recognised' ? 'drawing' : moment);
        const other = [...here.values()].find((somebody) => somebody !== player)!;
        other.forget();
        player.cut();
        await other.hears('room:state', ({ game }) => game.players.some(isAway));
        const back = await connect(player.token);
        here.set(id, back);
        expect(await back.join(table.code, 'whoever')).toEqual(before);
        expect(back.id).toBe(id);
      }
    },
  );
});

describe.each(OFFERED_MODES)('a room that plays %s', (mode) => {
  it('takes in who comes late or watches, outlives its host, and plays again', async () => {
    const table = await seat(mode);
    const [ada, bob] = table.people as [Player, Player];
    const { clock } = gathering.server;
    await playTo('drawing', table);
    const [late, watcher] = [await connect(), await connect()];
    const seen = await late.join(table.code, 'Late');
    expect(seen.drawings).toHaveLength(1);
    await watcher.ask('room:join', { code: table.code, name: 'Watcher', color: 2, asSpectator: true });
    const { round, players } = (await watcher.ask('room:sync', {})).view.game;
    const artistIds = round!.sheets.flatMap((sheet) => sheet.artistIds);
    for (const { id } of [late, watcher]) expect(artistIds).not.toContain(id);
    expect(players.map(({ role }) => role)).toEqual(['player', 'player', 'player', 'spectator']);
    const line = { round: round!.id, text: 'nonsense' };
    expect(await watcher.refusal('guess:say', line)).toBe('not-guessing');
    expect(await late.refusal('guess:say', line)).toBe(mode === 'guess' ? 'granted' : 'not-guessing');

    ada.cut();
    await bob.hears('room:state', ({ game }) => game.players.some(isAway));
    await clock.advance(HOST_KEPT_MS);
    await bob.hears('room:state', ({ game }) => game.hostId === bob.id);
    await clock.advance(SETTINGS.drawingMs + SETTINGS.revealMs);
    await bob.hears('room:state', ({ game }) => game.phase === 'final');
    await bob.ask('game:start', {});
    await clock.advance(SETTINGS.countdownMs);
    const again = (await late.ask('room:sync', {})).view.game;
    expect(again).toMatchObject({ phase: 'drawing', history: [], hostId: bob.id });
    const artists = again.round!.sheets.flatMap((sheet) => sheet.artistIds);
    expect(artists).not.toContain(watcher.id);
    // Where one draws at a time, it may be anybody's turn.
    if (mode !== 'guess') expect(artists).toContain(late.id);
  });
});

function isAway({ disconnectedAt }: { readonly disconnectedAt: number | null }): boolean {
  return disconnectedAt !== null;
}
