import { expect, it } from 'vitest';
import type { Store } from '../../server/doodles/store.ts';
import type { AlbumDrawing, FinishedGame } from '../../server/rooms/album.ts';
import { REPORTS_TO_HIDE } from '../../server/doodles/replays.ts';

const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 5, 15, 12);

/** Tests of a database that is asked more than once need names that nobody else has. */
let nextId = 1;
const fresh = (name: string) => `${name}-${nextId++}-${Date.now()}`;

export function albumDrawing(change: Partial<AlbumDrawing> = {}): AlbumDrawing {
  const artistId = change.artistIds?.[0] ?? 'ada';
  return {
    round: 1,
    word: 'sun',
    sheet: artistId,
    artistIds: [artistId],
    artists: [{ name: artistId, color: 1 }],
    botIds: [],
    strokes: [{ x: [0, 100], y: [0, 50], t: [0, 400] }],
    recognition: { elapsedMs: 3_000, inkUnits: 111 },
    lastGuess: { word: 'sun', confidence: 0.9 },
    ...change,
  };
}

/** A person looks at all drawings of a shared game and finds nothing wrong. */
async function accept({ replays }: Store, id: string): Promise<void> {
  for (const drawing of (await replays.find(id))!.drawings) await replays.moderate(drawing.id, 'accepted');
}

function gameOf(drawings: AlbumDrawing[]): FinishedGame {
  return { id: fresh('game'), mode: 'race', rounds: 1, drawings };
}

/** What every database has to do with games after they are over. */
export function keepsWhatPeopleShare(open: () => Promise<Store>): void {
  it('shares a game with the drawings whose artists agree, once for each who shares it', async () => {
    const store = await open();
    const [ada, bob, eve] = [fresh('ada'), fresh('bob'), fresh('eve')];
    await store.players.choose(eve, { sharing: false });
    const byTeam = albumDrawing({ artistIds: [ada, eve], sheet: 'team' });
    const byBot = albumDrawing({ artistIds: ['bot'], botIds: ['bot'] });
    const one = (id: string) => albumDrawing({ artistIds: [id] });
    const game = gameOf([one(ada), one(bob), one(eve), byTeam, byBot]);
    const receipt = await store.replays.share(game, ada, false);
    expect(receipt).toMatchObject({ shown: 3, withheld: 2 });
    expect(receipt.id).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(await store.replays.share(game, ada, false)).toEqual(receipt);
    // Her own drawings are hers to share.
    expect(await store.replays.share(game, eve, false)).toMatchObject({ shown: 5, withheld: 0 });

    const shared = (await store.replays.find(receipt.id))!;
    expect(shared).toMatchObject({ id: receipt.id, mode: 'race', rounds: 1, withheld: 2 });
    expect(shared.drawings).toHaveLength(3);
    const { id, ...first } = shared.drawings[0]!;
    expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
    const { round, word, artists, strokes, recognition, lastGuess } = game.drawings[0]!;
    expect(first).toEqual({ round, word, artists, strokes, recognition, lastGuess });
    await store.close();
  });

  it('takes back what the sharer, and only the sharer, wants back', async () => {
    const store = await open();
    const [ada, bob] = [fresh('ada'), fresh('bob')];
    const game = gameOf([albumDrawing({ artistIds: [ada] })]);
    const { id } = await store.replays.share(game, ada, true);
    const drawing = (await store.replays.find(id))!.drawings[0]!.id;
    await store.replays.report(drawing, bob);
    expect(await store.replays.takeBack(id, bob)).toBe(false);
    expect(await store.replays.takeBack(id, ada)).toBe(true);
    expect(await store.replays.find(id)).toBeUndefined();
    expect(await store.replays.report(drawing, bob)).toBe(false);
    expect(await store.replays.takeBack(id, ada)).toBe(false);
    await store.close();
  });

  it('takes a player’s drawings out of what others shared, when that player says no', async () => {
    const store = await open();
    const [ada, bob] = [fresh('ada'), fresh('bob')];
    const game = gameOf([albumDrawing({ artistIds: [ada] }), albumDrawing({ artistIds: [bob] })]);
    const theirs = await store.replays.share(game, ada, false);
    const own = await store.replays.share(game, bob, true);
    expect(await store.players.choose(bob, { sharing: false })).toEqual({
      sharing: false,
      leaderboard: true,
    });
    expect(await store.replays.find(theirs.id)).toMatchObject({ withheld: 1, drawings: [{ round: 1 }] });
    expect((await store.replays.find(own.id))!.drawings).toHaveLength(2);
    expect(await store.players.preferences(bob)).toEqual({ sharing: false, leaderboard: true });
    expect(await store.players.preferences(fresh('new'))).toEqual({ sharing: true, leaderboard: true });
    await store.close();
  });

  it('shows in the gallery what its own artist shows there, newest first, page by page', async () => {
    const store = await open();
    const ada = fresh('ada');
    const before = (await store.gallery.page('ladder', null)).drawings.length;
    expect(before).toBe(0);
    const shared: string[] = [];
    for (let n = 0; n < 30; n += 1) {
      const mine = albumDrawing({ artistIds: [ada], word: 'ladder', round: n + 1 });
      const others = albumDrawing({ artistIds: ['bob'], word: 'ladder' });
      const own = albumDrawing({ artistIds: [ada], word: 'my own word' });
      shared.push((await store.replays.share(gameOf([mine, others, own]), ada, true)).id);
    }
    // Nobody has looked at them yet.
    expect((await store.gallery.page('ladder', null)).drawings).toEqual([]);
    expect((await store.gallery.words()).filter(({ word }) => word === 'ladder')).toEqual([]);
    for (const id of shared) await accept(store, id);
    const first = await store.gallery.page('ladder', null);
    const second = await store.gallery.page('ladder', first.next);
    const all = [...first.drawings, ...second.drawings];
    expect(second.next).toBeNull();
    expect(all).toHaveLength(30);
    expect(new Set(all.map(({ id }) => id)).size).toBe(30);
    expect(all.every(({ artists }) => artists[0]!.name === ada)).toBe(true);
    const words = await store.gallery.words();
    expect(words.find(({ word }) => word === 'ladder')).toMatchObject({ count: 30 });
    expect(words.filter(({ word }) => word === 'my own word')).toEqual([]);
    expect(await store.gallery.page('ladder', 'A'.repeat(22))).toMatchObject({ drawings: [] });
    for (const id of shared) await store.replays.takeBack(id, ada);
    expect((await store.gallery.page('ladder', null)).drawings).toEqual([]);
    await store.close();
  });

  it('puts drawings into the gallery, and out of it again, when the sharer thinks again', async () => {
    const store = await open();
    const ada = fresh('ada');
    const game = gameOf([
      albumDrawing({ artistIds: [ada], word: 'cup' }),
      albumDrawing({ artistIds: ['bob'], word: 'cup' }),
    ]);
    const { id } = await store.replays.share(game, ada, false);
    await accept(store, id);
    expect((await store.gallery.page('cup', null)).drawings).toEqual([]);
    await store.replays.share(game, ada, true);
    expect((await store.gallery.page('cup', null)).drawings).toHaveLength(1);
    await store.replays.share(game, ada, false);
    expect((await store.gallery.page('cup', null)).drawings).toEqual([]);
    await store.replays.takeBack(id, ada);
    await store.close();
  });

  it('hides a drawing at the first report from the gallery, at some from whoever has the link, until a person looks', async () => {
    const store = await open();
    const ada = fresh('ada');
    const game = gameOf([albumDrawing({ artistIds: [ada], word: 'table' })]);
    const { id } = await store.replays.share(game, ada, true);
    const drawing = (await store.replays.find(id))!.drawings[0]!.id;
    await accept(store, id);
    expect((await store.gallery.page('table', null)).drawings).toHaveLength(1);
    for (let n = 0; n < REPORTS_TO_HIDE + 2; n += 1) await store.replays.report(drawing, 'the same');
    expect((await store.gallery.page('table', null)).drawings).toEqual([]);
    expect((await store.replays.find(id))!.drawings).toHaveLength(1);
    for (let n = 1; n < REPORTS_TO_HIDE; n += 1) await store.replays.report(drawing, `other ${n}`);
    expect((await store.replays.find(id))!.drawings).toEqual([]);

    await store.replays.moderate(drawing, 'accepted');
    expect((await store.gallery.page('table', null)).drawings).toHaveLength(1);
    await store.replays.moderate(drawing, 'waiting');
    expect((await store.gallery.page('table', null)).drawings).toEqual([]);
    expect((await store.replays.find(id))!.drawings).toEqual([]);
    await store.replays.moderate(drawing, 'rejected');
    expect((await store.replays.find(id))!.drawings).toEqual([]);
    expect(await store.replays.moderate('nothing', 'accepted')).toBe(false);
    await store.close();
  });

  it('ranks players by their points of a day, a week, all time, under their latest names', async () => {
    const store = await open();
    const [ada, bob, eve] = [fresh('ada'), fresh('bob'), fresh('eve')];
    const result = (playerId: string, points: number, name = playerId) => ({
      playerId,
      name,
      color: 2,
      points,
      drawings: 4,
      recognised: 3,
    });
    const save = (hoursAgo: number, ...results: ReturnType<typeof result>[]) => {
      const endedAt = NOW - hoursAgo * HOUR_MS;
      const counts = { rounds: 4, players: 2, drawings: 8, recognised: 6, modelVersion: 'test' };
      return store.saveGame({ ...counts, startedAt: endedAt, endedAt }, results);
    };
    await save(24 * 30, result(ada, 900_000), result(bob, 100_000));
    await save(24 * 3, result(ada, 10_000), result(bob, 500_000));
    await save(1, result(ada, 20_000, 'Ada L.'), result(bob, 20_000));
    const mine = async (period: 'day' | 'week' | 'all') =>
      (await store.leaderboard.best(period, NOW)).filter(({ playerId }) =>
        [ada, bob, eve].includes(playerId),
      );
    expect((await mine('day')).map(({ points, rank, games }) => [points, rank, games])).toEqual([
      [20_000, 1, 1],
      [20_000, 1, 1],
    ]);
    expect((await mine('week')).map(({ playerId, points }) => [playerId, points])).toEqual([
      [bob, 520_000],
      [ada, 30_000],
    ]);
    const all = await mine('all');
    expect(all[0]).toMatchObject({ playerId: ada, name: 'Ada L.', color: 2, points: 930_000, games: 3 });
    expect(all[0]!.recognised).toBeCloseTo(0.75);

    await store.players.choose(ada, { leaderboard: false });
    await save(0, result(ada, 1_000_000), result(eve, 5));
    expect((await mine('all')).map(({ playerId }) => playerId)).toEqual([bob, eve]);
    await store.players.choose(bob, { leaderboard: false });
    await store.players.choose(eve, { leaderboard: false });
    await store.close();
  });
}
