import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOODLES } from './doodles.ts';
import { axeFindings, clippings } from './support/accessibility.ts';
import { openBrowser } from './support/chromium.ts';
import { startGameServer, type GameServer } from './support/game-server.ts';
import { BrowserPlayer } from './support/player.ts';
import { drawableWords } from './support/words.ts';

let browser: Browser;
let server: GameServer;

beforeAll(async () => {
  [server, browser] = await Promise.all([startGameServer({}), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** How many points of a canvas have ink. */
async function inkOn({ page }: BrowserPlayer, selector: string): Promise<number> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((value, index) => index % 4 === 3 && value > 40).length;
    });
}

describe('draw, and watch', () => {
  it.each(['desktop', 'phone'] as const)('shows what becomes of a drawing (%s)', async (device) => {
    const player = await BrowserPlayer.open(browser, { name: 'Ada', device });
    const { page } = player;
    await page.goto(server.url);
    // One press from the menu.
    await page.getByRole('link', { name: 'Lab' }).click();
    await player.sees('.lab-watch');
    expect(await inkOn(player, '.lab-picture')).toBe(0);

    const word = (await drawableWords()).find((candidate) => DOODLES[candidate] !== undefined)!;
    await player.drawWord(word);
    await player.sees(`.lab-side .bar-word:has-text("${word}")`);
    expect(await inkOn(player, '.lab-picture')).toBeGreaterThan(20);
    expect(await inkOn(player, '.lab-layer.is-chosen canvas')).toBeGreaterThan(50);
    expect(await inkOn(player, '.lab-focus')).toBeGreaterThan(100);
    await player.sees('.lab-near .explain-neighbour');
    await player.sees('.lab-strokes .inked');
    await player.sees('.lab-legend li');
    await player.shot('lab-1-watch');
    const map = await page.locator('.lab-map').screenshot();
    await page.getByRole('button', { name: 'By points alone' }).click();
    await page.getByRole('button', { name: 'PCA' }).click();
    expect((await page.locator('.lab-map').screenshot()).equals(map)).toBe(false);
    await page.locator('.lab-map').scrollIntoViewIfNeeded();
    await player.shot('lab-2-map');

    // Every layer can be looked at on its own where there is no room for all.
    if (device === 'phone') {
      await page.getByRole('combobox', { name: 'Layer' }).selectOption({ index: 5 });
      expect(await page.locator('.lab-layer:visible').count()).toBe(1);
    } else expect(await page.locator('.lab-layer:visible').count()).toBeGreaterThan(5);

    expect(await axeFindings(page)).toEqual([]);
    expect(await clippings(page)).toEqual([]);
    expect(player.errors).toEqual([]);
    await player.context.close();
  });
});

describe('train your own', () => {
  it.each(['desktop', 'phone'] as const)('learns, is compared, and plays a room (%s)', async (device) => {
    const player = await BrowserPlayer.open(browser, { name: 'Ada', device });
    const { page } = player;
    await page.goto(`${server.url}/lab`);
    await page.getByRole('link', { name: 'Train your own' }).click();
    await player.sees('.lab-word');
    // Two words are enough to see that it works.
    while ((await page.locator('.lab-word').count()) > 2) await page.locator('.lab-word').last().click();
    await page.getByRole('combobox', { name: 'Drawings of each word' }).selectOption('20');
    await page.getByRole('combobox', { name: 'Epochs' }).selectOption('2');
    await player.press('Start training');
    await player.sees('.lab-current .lab-sample');
    await page.locator('.lab-story', { hasText: 'Done' }).waitFor();
    expect(await page.locator('.lab-matrix tbody td').count()).toBe(4);
    expect(await page.locator('.lab-current .lab-curve').count()).toBe(3);
    expect(await page.locator('.lab-sample.is-right, .lab-sample.is-wrong').count()).toBe(6);
    await player.shot('lab-3-trained');

    // Another run, side by side with the first; on the phone the first one is the desktop's.
    if (device === 'phone') {
      await player.sees('.lab-runs tbody tr:nth-child(2)');
      await page.locator('.lab-runs').scrollIntoViewIfNeeded();
      await player.shot('lab-4-compared');
      expect(await page.locator('.lab-compare .lab-curve').count()).toBe(6);
      await page.locator('.lab-runs input').last().uncheck();
      expect(await page.locator('.lab-compare .lab-curve').count()).toBe(3);
    }
    expect(await axeFindings(page)).toEqual([]);
    expect(await clippings(page)).toEqual([]);
    await player.press('Play a room with it');
    await player.sees('.screen.lobby');
    expect(player.errors).toEqual([]);
    await player.context.close();
  });
});
