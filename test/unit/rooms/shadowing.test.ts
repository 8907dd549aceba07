import { describe, expect, it } from 'vitest';
import { QuietRecogniser } from '../../../server/recognition/quiet.ts';
import { isShadowed, type ShadowRound } from '../../../server/rooms/shadowing.ts';
import { GUESS_INTERVAL_MS } from '../../../shared/protocol/index.ts';
import { COUNTDOWN_MS, DRAWING_MS, openHouse, stroke, WORDS } from './house.ts';
import { stubRecogniser, type StubRecogniser } from './stub-recogniser.ts';

/** A house in which Ada and Bob are drawing, with or without somebody who guesses along. */
async function drawingRoom(challenger: StubRecogniser | null) {
  const rounds: ShadowRound[] = [];
  const shadow = challenger && {
    recogniser: challenger,
    keep: (round: ShadowRound) => rounds.push(round),
    failed: () => undefined,
  };
  const house = openHouse(5, {}, undefined, shadow ?? undefined);
  const room = house.roomOfTwo();
  room.command({ type: 'start', playerId: 'ada' });
  await house.clock.advance(COUNTDOWN_MS);
  const { prompt } = room.sync('ada').view.game.round!.sheets[0]!;
  house.recogniser.guesses = [prompt!];
  let revision = 0;
  return {
    ...house,
    rounds,
    prompt: prompt!,
    /** Ada draws on, and everybody who looks has a look. */
    look: async () => {
      room.draw('ada', { round: 1, sheet: 'ada', revision, ops: [stroke(2)] });
      revision += 1;
      await house.clock.advance(GUESS_INTERVAL_MS);
    },
    endRound: () => house.clock.advance(DRAWING_MS),
    guesses: () => house.looks(),
    recognitions: () => room.sync('ada').view.game.history.at(-1)?.recognitions ?? [],
  };
}

function challengerOf(version = 'challenger'): StubRecogniser {
  return Object.assign(stubRecogniser(WORDS), { modelVersion: version });
}

/** A whole round, as everybody in it hears it. */
async function hears(challenger: StubRecogniser | null): Promise<unknown> {
  const room = await drawingRoom(challenger);
  for (const probability of [0.2, 0.5, 0.6, 0.9, 0.9]) {
    room.recogniser.probability = probability;
    await room.look();
  }
  await room.endRound();
  return [room.said, room.latencies, room.failures, room.recogniser.asked];
}

describe('a version that guesses along', () => {
  it('changes nothing that anybody hears, whatever it does', async () => {
    const alone = await hears(null);
    const sure = Object.assign(challengerOf(), { probability: 1 });
    const stuck = Object.assign(challengerOf(), { held: true });
    const broken = Object.assign(challengerOf(), { failing: true });
    for (const challenger of [sure, stuck, broken]) {
      expect(await hears(challenger)).toEqual(alone);
      expect(challenger.asked.length).toBeGreaterThan(0);
    }
  });

  it('is compared look by look, and by when it would have recognised the drawing', async () => {
    const challenger = challengerOf();
    const { recogniser, prompt, look, endRound, rounds } = await drawingRoom(challenger);
    const other = WORDS.find((word) => word !== prompt)!;
    for (const [probability, guess, mine, said] of [
      [0.25, prompt, 0.45, other],
      [0.45, prompt, 0.95, prompt],
      [0.75, prompt, 0.95, prompt],
      // The challenger has recognised it; these looks of the champion are compared with nothing.
      [0.95, prompt, 0.95, prompt],
      [0.95, prompt, 0.95, prompt],
    ] as const) {
      Object.assign(recogniser, { probability, guesses: [guess] });
      Object.assign(challenger, { probability: mine, guesses: [said] });
      await look();
    }
    await endRound();
    expect(rounds).toHaveLength(1);
    const round = rounds[0]!;
    expect(round).toMatchObject({
      championVersion: 'stub',
      challengerVersion: 'challenger',
      drawings: 1,
      bothRecognised: 1,
      champion: { recognised: 1 },
      challenger: { recognised: 1 },
    });
    expect(round.leadMs).toBe(2 * GUESS_INTERVAL_MS);
    expect(round.champion.recognisedMs - round.challenger.recognisedMs).toBe(round.leadMs);
    expect([round.looks, round.agreements]).toEqual([3, 2]);
    const bins = (side: 'champion' | 'challenger') =>
      round[side].bins.flatMap(({ looks, hits }, bin) => (looks === 0 ? [] : [[bin, looks, hits]]));
    expect(bins('champion')).toEqual([
      [2, 1, 1],
      [4, 1, 1],
      [7, 1, 1],
    ]);
    expect(bins('challenger')).toEqual([
      [4, 1, 0],
      [9, 2, 2],
    ]);
  });

  it('is compared with nobody where it has become champion, or nothing was drawn', async () => {
    const promoted = challengerOf('stub');
    const first = await drawingRoom(promoted);
    await first.look();
    await first.endRound();
    expect([first.rounds, promoted.asked]).toEqual([[], []]);
    const second = await drawingRoom(challengerOf());
    await second.endRound();
    expect(second.rounds).toEqual([]);
  });

  it('is in a share of the rooms, always in the same ones', () => {
    const codes = Array.from({ length: 2_000 }, (_, n) => `R${n}`);
    const share = (wanted: number) => codes.filter((code) => isShadowed(code, wanted)).length / codes.length;
    expect([share(0), share(1)]).toEqual([0, 1]);
    expect(Math.abs(share(0.3) - 0.3)).toBeLessThan(0.05);
    expect(codes.filter((code) => isShadowed(code, 0.3))).toEqual(
      codes.filter((code) => isShadowed(code, 0.5) && isShadowed(code, 0.3)),
    );
  });

  it('lets those go first who are heard', async () => {
    const inner = Object.assign(challengerOf(), { probability: 0.5 });
    const champion = { waiting: 0 };
    const quiet = new QuietRecogniser(inner, champion);
    await expect(quiet.guess([], ['sun'])).resolves.toMatchObject({ deckProbabilities: [0.5] });
    champion.waiting = 1;
    await expect(quiet.guess([], ['sun'])).rejects.toMatchObject({ code: 'busy' });
    champion.waiting = 0;
    Object.assign(inner, { waiting: 32 });
    await expect(quiet.guess([], ['sun'])).rejects.toMatchObject({ code: 'busy' });
  });
});

describe('what is no comparison', () => {
  /** Rounds of which these two say so much, three looks long. */
  async function roundsOf(changes: { champion?: object; challenger?: object }) {
    const challenger = Object.assign(challengerOf(), changes.challenger);
    const { recogniser, look, endRound, rounds } = await drawingRoom(challenger);
    Object.assign(recogniser, changes.champion);
    for (let looks = 0; looks < 3; looks += 1) await look();
    await endRound();
    return { rounds, challenger };
  }

  it.each([
    ['the champion cannot look', { champion: { failing: true } }],
    ['the champion sees nothing', { champion: { guesses: [] } }],
    ['the challenger cannot look', { challenger: { failing: true } }],
    ['the challenger sees nothing', { challenger: { guesses: [] } }],
  ])('is a round in which %s', async (_, changes) => {
    const { rounds, challenger } = await roundsOf(changes);
    expect(challenger.asked.length).toBeGreaterThan(0);
    expect(rounds).toEqual([]);
  });

  it('is a look of one of them after the other has recognised the drawing', async () => {
    const { rounds } = await roundsOf({ champion: { probability: 0.9 }, challenger: { probability: 0.1 } });
    // The champion recognises it at its second look; the challenger looks once more in vain.
    expect(rounds).toMatchObject([{ looks: 2, bothRecognised: 0, challenger: { recognised: 0 } }]);
  });
});
