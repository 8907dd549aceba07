import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isShowable, isTeachable, type NewDoodle } from '../../server/doodles/doodle.ts';
import { reportShared } from '../../server/doodles/reporting.ts';
import { GivenSketches } from '../../server/doodles/sketchbook.ts';
import { Store } from '../../server/doodles/store.ts';
import type { QueuePage } from '../../shared/protocol/index.ts';
import { albumDrawing } from './after-game-store.ts';
import { freePort } from './support/free-port.ts';
import { openPostgres, POSTGRES_BIN } from './support/postgres.ts';

let drawn = 0;

/** A doodle that is like no other one. */
function doodle(change: Partial<NewDoodle> = {}): NewDoodle {
  drawn += 1;
  return {
    owner: 'ada',
    word: 'sun',
    drawing: [
      { x: [0, 100, 100 + drawn, 900], y: [0, 30 * (drawn % 25), 200, 400], t: [0, 16, 33, 50] },
      { x: [10, 500], y: [900, 900 - drawn], t: [90, 120] },
    ],
    recognisedAtInk: 0.5,
    modelVersion: 'test',
    firstLook: { ownProbability: 0.25, bestWord: 'cloud', bestProbability: 0.5, unknown: 0.125 },
    pen: 'touch',
    language: 'en',
    country: null,
    drawnAt: Date.UTC(2026, 0, 1) + drawn,
    doubts: [],
    ...change,
  };
}

/** What must hold for every database. */
function keepsDoodles(open: () => Promise<Store>) {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(async () => {
    for (const owner of ['ada', 'bob']) await store.doodles.forget(owner);
    await store.close();
  });

  it('keeps everything about a doodle, also for the next server', async () => {
    const given = doodle({ recognisedAtInk: null, firstLook: null, country: 'NL', doubts: ['scribble'] });
    const { id } = await store.doodles.save(given);
    await store.close();
    store = await open();
    expect(await store.doodles.find(id)).toEqual({
      ...given,
      id,
      moderation: 'waiting',
      quarantined: false,
      reports: 0,
    });
    expect(await store.doodles.find('0')).toBeNull();
  });

  it('lets bots repeat what was accepted, until it is taken back or reported', async () => {
    const sketches = new GivenSketches(store.doodles);
    const [accepted, reported] = [await store.doodles.save(doodle()), await store.doodles.save(doodle())];
    await store.doodles.save(doodle({ word: 'cloud' }));
    for (const { id } of [accepted, reported]) await store.doodles.moderate(id, 'accepted');
    await store.doodles.report(reported.id, 'bob');
    await sketches.refresh();
    expect(sketches.words).toEqual(['sun']);
    expect(sketches.of('cloud')).toEqual([]);
    expect(sketches.of('sun')).toHaveLength(1);
    expect(sketches.of('sun')[0]).toHaveLength(accepted.drawing.length);
    await store.doodles.remove('ada', accepted.id);
    await sketches.refresh();
    expect(sketches.words).toEqual([]);
  });

  it('goes through any number, in the order of their ids, with every filter', async () => {
    const COUNT = 450;
    const ids: string[] = [];
    for (let n = 0; n < COUNT; n += 1) {
      const word = n % 3 === 0 ? 'cloud' : 'sun';
      ids.push((await store.doodles.save(doodle({ word, owner: n % 2 === 0 ? 'ada' : 'bob' }))).id);
    }
    const seen: string[] = [];
    for await (const { id } of store.doodles.all()) seen.push(id);
    expect(seen).toEqual([...ids].sort());
    expect(await store.doodles.count({ word: 'cloud' })).toBe(COUNT / 3);
    expect(await store.doodles.count({ owner: 'ada', word: 'sun' })).toBe(150);
    expect(await store.doodles.words()).toEqual([
      { word: 'cloud', doodles: 150, recognised: 150 },
      { word: 'sun', doodles: 300, recognised: 300 },
    ]);
    const page = await store.doodles.page({ after: seen[9]! }, 5);
    expect(page.map(({ id }) => id)).toEqual(seen.slice(10, 15));
  });

  it('marks the same picture as a duplicate, whoever gives it', async () => {
    const given = doodle();
    expect((await store.doodles.save(given)).doubts).toEqual([]);
    const moved = given.drawing.map((stroke) => ({ ...stroke, x: stroke.x.map((x) => x + 40) }));
    const again = await store.doodles.save({ ...given, owner: 'bob', drawing: moved });
    expect(again.doubts).toEqual(['duplicate']);
    expect((await store.doodles.find(again.id))?.doubts).toEqual(['duplicate']);
  });

  it('counts a report once a player, and a decision answers them', async () => {
    const { id } = await store.doodles.save(doodle());
    const now = async () => (await store.doodles.find(id))!;
    expect(isTeachable(await now())).toBe(true);
    expect(isShowable(await now())).toBe(false);
    await store.doodles.moderate(id, 'accepted');
    expect(isShowable(await now())).toBe(true);
    for (const reporter of ['bob', 'bob', 'cleo'])
      expect(await store.doodles.report(id, reporter)).toBe(true);
    expect(await now()).toMatchObject({ moderation: 'accepted', reports: 2 });
    expect(isShowable(await now())).toBe(false);
    expect(await store.doodles.count({ isDoubtful: true })).toBe(1);
    await store.doodles.moderate(id, 'rejected');
    expect(await now()).toMatchObject({ moderation: 'rejected', reports: 0 });
    expect(isTeachable(await now())).toBe(false);
    // Who thinks again has the reports back; who reports again is heard again.
    await store.doodles.moderate(id, 'waiting');
    expect(await now()).toMatchObject({ moderation: 'waiting', reports: 2 });
    await store.doodles.moderate(id, 'accepted');
    await store.doodles.report(id, 'bob');
    expect(await now()).toMatchObject({ moderation: 'accepted', reports: 1 });
    expect(await store.doodles.report('0', 'bob')).toBe(false);
    expect(await store.doodles.moderate('0', 'accepted')).toBe(false);
  });

  it('queues what waits for a person, the most urgent first, page by page', async () => {
    const plain = await store.doodles.save(doodle());
    const doubted = await store.doodles.save(doodle({ doubts: ['scribble', 'text-like'] }));
    const reported = await store.doodles.save(doodle());
    const accepted = await store.doodles.save(doodle());
    const rejected = await store.doodles.save(doodle());
    await store.doodles.moderate(accepted.id, 'accepted');
    await store.doodles.moderate(rejected.id, 'rejected');
    for (const { id } of [reported, accepted, rejected]) await store.doodles.report(id, 'bob');
    const game = {
      id: `game ${plain.id}`,
      mode: 'race',
      rounds: 1,
      drawings: [albumDrawing({ artistIds: ['ada'] }), albumDrawing({ artistIds: ['bob'] })],
    } as const;
    const { id: replay } = await store.replays.share(game, 'ada', true);
    const [shown] = (await store.replays.find(replay))!.drawings;

    const places: string[] = [];
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: QueuePage = (await store.moderation.page(after, 2))!;
      expect(page.left).toEqual({ reported: 2, gallery: 1, doubted: 1, undoubted: 1 });
      seen.push(...page.drawings.map(({ id, reason }) => `${reason} ${id}`));
      after = page.next;
      if (after !== null) places.push(after);
    } while (after !== null);
    expect(seen).toEqual([
      `reported ${reported.id}`,
      `reported ${accepted.id}`,
      `gallery ${shown!.id}`,
      `doubted ${doubted.id}`,
      `undoubted ${plain.id}`,
    ]);
    expect(places).toHaveLength(2);
    for (const nonsense of ['9:1', 'x', '0', '0:%', "0:' or 1"]) {
      expect(await store.moderation.page(nonsense, 2)).toBeNull();
    }
    expect((await store.moderation.page(null, 1))!.drawings).toEqual([
      {
        kind: 'given',
        id: reported.id,
        reason: 'reported',
        word: 'sun',
        strokes: reported.drawing,
        doubts: [],
        reports: 1,
        guess: { word: 'cloud', confidence: 0.5 },
        isRecognised: true,
      },
    ]);
    expect(await store.moderation.decide('given', doubted.id, 'rejected')).toMatchObject({ doubted: 0 });
    expect(await store.moderation.decide('given', doubted.id, 'waiting')).toMatchObject({ doubted: 1 });
    expect(await store.moderation.decide('shared', shown!.id, 'accepted')).toMatchObject({ gallery: 0 });
    expect(await store.moderation.decide('shared', doubted.id, 'accepted')).toBeNull();
    await store.replays.takeBack(replay, 'ada');
  });

  it('a report of what is shared reaches the same drawing where it was given, and no other', async () => {
    const given = await store.doodles.save(doodle());
    const other = await store.doodles.save(doodle());
    const strokes = given.drawing.map(({ x, y, t }) => ({ x: [...x], y: [...y], t: [...t!] }));
    const drawing = albumDrawing({ artistIds: ['ada'], word: 'sun', strokes });
    const game = { id: `game ${given.id}`, mode: 'race', rounds: 1, drawings: [drawing] } as const;
    const { id } = await store.replays.share(game, 'ada', true);
    const [shared] = (await store.replays.find(id))!.drawings;
    expect(await reportShared(store, shared!.id, 'bob')).toBe(true);
    expect((await store.doodles.find(given.id))!.reports).toBe(1);
    expect((await store.doodles.find(other.id))!.reports).toBe(0);
    expect(isTeachable((await store.doodles.find(given.id))!)).toBe(false);
    expect(await reportShared(store, 'nothing', 'bob')).toBe(false);
    await store.replays.takeBack(id, 'ada');
  });

  it('counts by word, by day and by decision, in the database', async () => {
    const today = Date.UTC(2026, 4, 3, 12);
    const on = (day: number, change: Partial<NewDoodle> = {}) =>
      store.doodles.save(doodle({ drawnAt: Date.UTC(2026, 4, day, 23, 59), ...change }));
    await on(1, { word: 'cup' });
    await on(2);
    const { id } = await on(2, { recognisedAtInk: null });
    await on(-30);
    await store.doodles.moderate(id, 'rejected');
    expect(await store.countDoodles(today, 3)).toEqual({
      doodles: 4,
      recognised: 3,
      moderation: { waiting: 3, accepted: 0, rejected: 1 },
      words: [
        { word: 'sun', doodles: 3, recognised: 2 },
        { word: 'cup', doodles: 1, recognised: 1 },
      ],
      days: [
        { day: '2026-05-01', doodles: 1, recognised: 1 },
        { day: '2026-05-02', doodles: 2, recognised: 1 },
        { day: '2026-05-03', doodles: 0, recognised: 0 },
      ],
    });
  });

  it('lets a player take back one doodle or all, and nobody else', async () => {
    const mine = await store.doodles.save(doodle());
    const other = await store.doodles.save(doodle());
    const theirs = await store.doodles.save(doodle({ owner: 'bob' }));
    await store.doodles.report(mine.id, 'bob');
    expect(await store.doodles.remove('bob', mine.id)).toBe(false);
    expect(await store.doodles.remove('ada', mine.id)).toBe(true);
    expect(await store.doodles.remove('ada', mine.id)).toBe(false);
    expect(await store.doodles.forget('ada')).toBe(1);
    expect(await store.doodles.find(other.id)).toBeNull();
    expect((await store.doodles.find(theirs.id))?.id).toBe(theirs.id);
  });
}

describe('doodles in SQLite', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-doodles-'));
  });
  afterAll(() => rm(dataDir, { recursive: true }));
  keepsDoodles(() => Store.open({ databaseUrl: undefined, dataDir }));
});

describe.skipIf(POSTGRES_BIN === undefined)('doodles in PostgreSQL', () => {
  let postgres: Awaited<ReturnType<typeof openPostgres>>;
  beforeAll(async () => {
    postgres = await openPostgres(await freePort());
  });
  afterAll(() => postgres.close());
  keepsDoodles(() => Store.open({ databaseUrl: postgres.url, dataDir: '/nowhere' }));
});
