import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './support/chromium.ts';
import { startPatientServer, type PatientServer } from './support/game-server.ts';
import { BrowserPlayer } from './support/player.ts';
import { drawableWords } from './support/words.ts';

let browser: Browser;
let server: PatientServer;
let ada: BrowserPlayer;
let grace: BrowserPlayer;
let path: string;

beforeAll(async () => {
  const words = await drawableWords();
  [server, browser] = await Promise.all([
    startPatientServer({ ROUNDS: '2', WORDS: words.join(',') }),
    openBrowser(),
  ]);
  // What the network saw is told by the moments at which it saw it.
  await server.letClockGo();
  ada = await BrowserPlayer.open(browser, { name: 'Ada', device: 'desktop' });
  grace = await BrowserPlayer.open(browser, { name: 'Grace', device: 'phone' });
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('what the network saw', () => {
  it('is there for my own drawing as soon as the pens are down', async () => {
    path = await ada.createRoom(server.url);
    await grace.followLink(`${server.url}${path}`);
    await expect.poll(() => ada.page.locator('.seat').count()).toBe(2);
    await ada.press('Start the game');
    await drawTheRound();
    for (const player of [ada, grace]) {
      await player.sees('.explain-mine .curve');
      await isDrawn(player, '.explain-mine');
      await player.shot('explain-1-reveal');
      expect(await player.page.locator('.explain-mine .curve').getAttribute('aria-label')).toMatch(
        /^(On the way|With)/,
      );
    }
  });

  it('opens for any drawing, with chart, strokes and neighbours', async () => {
    await server.endPhase(path, 'reveal');
    await drawTheRound();
    // The other thing that a drawing has is not covered by it.
    await ada.page.getByRole('button', { name: 'React to the drawing by Grace' }).click({ trial: true });
    // The other's drawing for one, their own for the other: the same door.
    const word = (await ada.page.locator('.reveal-title').textContent())!.replace('It was ', '');
    await Promise.all([
      pressOnTheDrawing(ada, 'Grace'),
      grace.page.locator('.explain-mine').getByRole('button', { name: 'See more' }).tap(),
    ]);
    for (const player of [ada, grace]) {
      const dialog = await player.sees('.explain-dialog[open] .explain-parts');
      await isDrawn(player, '.explain-dialog');
      await player.shot('explain-2-dialog');
      expect(await dialog.locator('.explain-neighbour').count()).toBe(4);
      expect(await dialog.locator('.inked-line').count()).toBeGreaterThan(2);
      expect(await player.page.locator('.explain-whose').textContent()).toBe(`${word}, drawn by Grace`);
    }
  });

  it('stays open while the last screen comes, and closes by a key', async () => {
    await server.endPhase(path, 'reveal');
    await ada.sees('.screen.final');
    await ada.sees('.explain-dialog[open]');
    await ada.page.keyboard.press('Escape');
    await ada.page.locator('.explain-dialog').waitFor({ state: 'detached' });
  });

  it('is still there for every drawing when the game is over', async () => {
    for (const player of [ada, grace]) {
      const { page } = player;
      await page.keyboard.press('Escape');
      await page.locator('.explain-dialog').waitFor({ state: 'detached' });
      // A reload forgets what the page knew: the server has kept it.
      await page.reload();
      await player.sees('.screen.final .drawing-card');
      await page.locator('.all-drawings .picture-button').first().click();
      await player.press('See why');
      await player.sees('.explain-dialog[open] .explain-parts');
      await isDrawn(player, '.explain-dialog');
      await player.shot('explain-3-final');
      await page.keyboard.press('Escape');
      await page.locator('.explain-dialog').waitFor({ state: 'detached' });
      await player.sees('.drawing-dialog[open]');
      await player.shot('explain-4-replay');
    }
  });

  it('went without an error in either page', () => {
    expect([...ada.errors, ...grace.errors]).toEqual([]);
  });
});

async function drawTheRound(): Promise<void> {
  const [word] = await Promise.all([ada.prompt(), grace.prompt()]);
  await Promise.all([ada.drawWord(word), grace.drawWord(word)]);
  await server.endPhase(path, 'drawing');
  await Promise.all([ada.sees('.screen.reveal'), grace.sees('.screen.reveal')]);
}

/** The chart has run in. */
async function isDrawn(player: BrowserPlayer, within: string): Promise<void> {
  await player.page
    .locator(`${within} .curve`)
    .evaluate((chart) => Promise.all(chart.getAnimations({ subtree: true }).map(({ finished }) => finished)));
}

/** Where the drawing itself is, which the button spreads over. */
async function pressOnTheDrawing({ page }: BrowserPlayer, artist: string): Promise<void> {
  const drawing = page.locator('.revealed').filter({ hasText: artist }).locator('.sheet--revealed');
  const box = (await drawing.boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}
