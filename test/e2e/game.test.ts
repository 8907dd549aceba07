import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Doodle } from './doodles.ts';
import { openBrowser } from './support/chromium.ts';
import { openCuttableProxy, type CuttableProxy } from './support/cuttable-proxy.ts';
import { startPatientServer, type PatientServer } from './support/game-server.ts';
import { BrowserPlayer, doodleOf } from './support/player.ts';
import { drawableWords } from './support/words.ts';

const ROUNDS = 4;
/** The round in which the phone's page is reloaded, and the one in which the desktop's wire is cut. */
const RELOAD_ROUND = 2;
const CUT_ROUND = 3;
/** What a player may have to fetch, compressed, before the first stroke. */
const FIRST_LOAD_LIMIT_BYTES = 700_000;
/** Of all drawings of the game, as many have to be recognised. */
const RECOGNISED_SHARE = 0.75;

let browser: Browser;
let server: PatientServer;
let wire: CuttableProxy;
let ada: BrowserPlayer;
let grace: BrowserPlayer;
let path: string;

beforeAll(async () => {
  const words = await drawableWords();
  [server, browser] = await Promise.all([
    startPatientServer({ ROUNDS: String(ROUNDS), WORDS: words.join(',') }),
    openBrowser(),
  ]);
  await server.letClockGo();
  wire = await openCuttableProxy(server.port);
  ada = await BrowserPlayer.open(browser, { name: 'Ada', device: 'desktop' });
  grace = await BrowserPlayer.open(browser, { name: 'Grace', device: 'phone' });
});

afterAll(async () => {
  await browser.close();
  await wire.close();
  await server.stop();
});

describe('a game of two, one at a desk and one on a phone', () => {
  const recognised: boolean[] = [];

  it('begins with a room, a link and two names', async () => {
    path = await ada.createRoom(wire.url);
    await grace.followLink(`${server.url}${path}`);
    for (const player of [ada, grace]) {
      await expect.poll(() => player.page.locator('.seat').count()).toBe(2);
      await player.shot('3-lobby');
    }
    expect(await grace.page.getByText('Waiting for Ada to start').isVisible()).toBe(true);
    await ada.press('Start the game');
  });

  it.each(Array.from({ length: ROUNDS }, (_, index) => index + 1))('plays round %i', async (round) => {
    const [word, sameWord] = await Promise.all([ada.prompt(), grace.prompt()]);
    expect(sameWord).toBe(word);
    const scoreBefore = round === 1 ? 0 : scores.grace;

    // One player waits while the other is away, so that the round cannot end meanwhile.
    if (round === RELOAD_ROUND) await drawThroughAReload(word);
    if (round === CUT_ROUND) await drawThroughACut(word);
    await Promise.all([
      round === CUT_ROUND ? null : ada.drawWord(word),
      round === RELOAD_ROUND ? null : grace.drawWord(word),
      round === 1 ? shotWhileDrawing() : null,
    ]);
    const result = await Promise.all([ada.isRecognised(), grace.isRecognised()]);
    recognised.push(...result);
    await server.endPhase(path, 'drawing');
    if (result.every(Boolean) && round === 1)
      for (const player of [ada, grace]) await player.shot('6-recognised');

    await Promise.all([ada.sees('.screen.reveal'), grace.sees('.screen.reveal')]);
    if (round === 1) for (const player of [ada, grace]) await player.shot('7-reveal');
    scores = { ada: await ada.score(), grace: await grace.score() };
    expect(scores.grace).toBeGreaterThanOrEqual(scoreBefore);
    if (result[1]) expect(scores.grace).toBeGreaterThan(scoreBefore);
    expect(
      await ada.page.locator('.score-row').filter({ hasText: 'Grace' }).locator('.score-total').textContent(),
    ).toBe(await grace.ownRow('.score-row', '.score-total').textContent());
    await server.endPhase(path, 'reveal');
  });

  it('was fetched quickly, with Phaser in a chunk of its own', async () => {
    const files = await ada.page.evaluate(() =>
      [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(
        (entry) => ({ name: entry.name, bytes: (entry as PerformanceResourceTiming).encodedBodySize }),
      ),
    );
    expect(files.filter(({ name }) => /\/phaser-[^/]*\.js$/.test(name))).toHaveLength(1);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    expect(bytes).toBeGreaterThan(FIRST_LOAD_LIMIT_BYTES / 10);
    expect(bytes).toBeLessThan(FIRST_LOAD_LIMIT_BYTES);
  });

  it('ends with a ranking, of drawings that the network recognised', async () => {
    for (const player of [ada, grace]) {
      await player.sees('.screen.final');
      expect(await player.page.locator('.rank-row').count()).toBe(2);
      await player.shot('8-final');
    }
    const winner =
      scores.ada === scores.grace ? /win together/ : scores.ada > scores.grace ? /Ada wins/ : /Grace wins/;
    expect(await grace.page.locator('.final-title').textContent()).toMatch(winner);
    expect(recognised.filter(Boolean).length).toBeGreaterThanOrEqual(RECOGNISED_SHARE * recognised.length);
  });

  it('goes on in the same room, and moves to another tab without a quarrel', async () => {
    await ada.press('Play again');
    await Promise.all([ada.sees('.screen.draw'), grace.sees('.screen.draw')]);

    const secondTab = await grace.context.newPage();
    await secondTab.goto(grace.page.url());
    await secondTab.getByRole('button', { name: /^Join room/ }).tap();
    await secondTab.locator('.screen.draw, .screen.reveal').waitFor();
    await grace.page.getByText('You are playing in another tab').waitFor();
    await grace.shot('9-another-tab');
    await grace.press('Play here');
    await grace.sees('.screen.draw, .screen.reveal');
    await secondTab.getByText('You are playing in another tab').waitFor();
    await secondTab.close();
  });

  it('went without an error in either page', () => {
    expect([...ada.errors, ...grace.errors]).toEqual([]);
  });
});

let scores = { ada: 0, grace: 0 };

async function shotWhileDrawing(): Promise<void> {
  await Promise.all(
    [grace, ada].map(async (player) => {
      // Both may be recognised before there is time for a picture.
      await player.sees('.guess-latest, .stamp:not([hidden]), .screen.reveal');
      await player.shot('5-draw');
    }),
  );
}

/** Half a drawing, a reload, and the other half: seat and drawing are kept. */
async function drawThroughAReload(word: string): Promise<void> {
  const [half, rest] = halves(word);
  await grace.draw(half);
  const inkBefore = await grace.inkShare();
  expect(inkBefore).toBeGreaterThan(0);
  await grace.page.reload();
  await grace.sees('.screen.draw');
  await expect.poll(() => grace.inkShare()).toBeGreaterThan(0.8 * inkBefore);
  await grace.shot('reloaded');
  await grace.draw(rest);
}

/** Draws on while the connection is cut: everything arrives when it stands again. */
async function drawThroughACut(word: string): Promise<void> {
  const [half, rest] = halves(word);
  await ada.draw(half);
  wire.cut();
  await ada.sees('.banner:not([hidden])');
  await ada.shot('reconnecting');
  await ada.draw(rest.slice(0, 1));
  wire.mend();
  await ada.draw(rest.slice(1));
  await ada.page.locator('.banner').waitFor({ state: 'hidden' });
}

/** A doodle in two parts; the first is too little to be recognised by. */
function halves(word: string): [Doodle, Doodle] {
  const [first = [], ...others] = doodleOf(word);
  const middle = Math.ceil(first.length / 2);
  return [[first.slice(0, middle)], [first.slice(middle - 1), ...others]];
}
