import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Doodle } from './doodles.ts';
import { openBrowser } from './support/chromium.ts';
import { startPatientServer, type PatientServer } from './support/game-server.ts';
import { BrowserPlayer } from './support/player.ts';

/** So much ink that the sheet's frame, which is inked anew with every screen, counts for nothing beside it. */
const SCRIBBLE: Doodle = [
  Array.from({ length: 16 }, (_, index) => [index % 2 === 0 ? 150 : 850, 150 + index * 45] as const),
];

let browser: Browser;
let server: PatientServer;
let players: BrowserPlayer[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([
    startPatientServer({ ROUNDS: '1', WORDS: 'ladder, sun, cloud' }),
    openBrowser(),
  ]);
});
afterEach(async () => {
  await Promise.all(players.map((player) => player.close()));
  players = [];
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function open(locale?: string): Promise<BrowserPlayer> {
  const player = await BrowserPlayer.open(browser, { name: 'Ada', device: 'desktop', locale });
  players.push(player);
  return player;
}

async function choose(page: Page, tag: string): Promise<void> {
  await page.locator('.language-select').selectOption(tag, { force: true });
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, tag);
}

function rootOf(page: Page): Promise<{ lang: string; dir: string }> {
  return page.evaluate(() => {
    const { lang, dir } = document.documentElement;
    return { lang, dir };
  });
}

describe('the language of the page', () => {
  it('is the browser’s', async () => {
    const { page } = await open('de-AT');
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Neuer Raum' }).waitFor();
    expect(await rootOf(page)).toEqual({ lang: 'de', dir: 'ltr' });
  });

  it('is what the player chooses, at once and the next time, and what was typed stays', async () => {
    const { page } = await open();
    await page.goto(server.url);
    await page.getByLabel('Your name').fill('Ada Lovelace');
    await choose(page, 'ar');
    await page.getByRole('button', { name: 'غرفة جديدة' }).waitFor();
    expect(await page.locator('[name=name]').inputValue()).toBe('Ada Lovelace');
    expect(await rootOf(page)).toEqual({ lang: 'ar', dir: 'rtl' });
    await page.reload();
    await page.getByRole('button', { name: 'غرفة جديدة' }).waitFor();
    await choose(page, 'en');
    await page.getByRole('button', { name: 'New room' }).waitFor();
    expect(await rootOf(page)).toEqual({ lang: 'en', dir: 'ltr' });
  });

  it('leaves the lobby unfolded, with what was written in it', async () => {
    const ada = await open();
    await ada.createRoom(server.url);
    for (const fold of await ada.page.locator('summary').all()) await fold.click();
    const unfolded = await ada.page.locator('details[open]').count();
    expect(unfolded).toBeGreaterThan(0);
    await ada.page.locator('.words-input').fill('our cat, lighthouse');
    await choose(ada.page, 'de');
    await ada.page.getByRole('button', { name: 'Spiel starten' }).waitFor();
    expect(await ada.page.locator('details[open]').count()).toBe(unfolded);
    expect(await ada.page.locator('.words-input').inputValue()).toBe('our cat, lighthouse');
  });

  it('leaves the round and the ink as they are', async () => {
    const ada = await open();
    await ada.createRoom(server.url);
    await ada.press('Start the game');
    const word = await ada.prompt();
    // The sheet's frame is ink, too.
    const frame = await ada.inkShare();
    await ada.draw(SCRIBBLE);
    await expect.poll(() => ada.inkShare()).toBeGreaterThan(frame);
    const scribble = (await ada.inkShare()) - frame;
    await choose(ada.page, 'fr');
    const inFrench: Record<string, string> = { ladder: 'échelle', sun: 'soleil', cloud: 'nuage' };
    expect(await ada.prompt()).toBe(inFrench[word]);
    await expect.poll(() => ada.inkShare()).toBeGreaterThan(frame + 0.8 * scribble);
    await ada.draw(SCRIBBLE.map((stroke) => stroke.map(([x, y]) => [y, x] as const)));
    await expect.poll(() => ada.inkShare()).toBeGreaterThan(frame + 1.4 * scribble);
    expect(ada.errors).toEqual([]);
  });

  it('leaves a Zen drawing as it is', async () => {
    const ada = await open();
    await ada.page.goto(`${server.url}/zen`);
    const word = await ada.prompt();
    const frame = await ada.inkShare();
    await ada.draw(SCRIBBLE);
    await expect.poll(() => ada.inkShare()).toBeGreaterThan(frame);
    const scribble = (await ada.inkShare()) - frame;
    await choose(ada.page, 'ja');
    await expect.poll(() => ada.inkShare()).toBeGreaterThan(frame + 0.8 * scribble);
    await choose(ada.page, 'en');
    expect(await ada.prompt()).toBe(word);
    expect(ada.errors).toEqual([]);
  });
});
