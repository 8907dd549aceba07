import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_DRAWING_MS, MAX_SEATS } from '../../shared/game/index.ts';
import { Player as WirePlayer } from '../integration/support/player.ts';
import { clippings } from './support/accessibility.ts';
import { openBrowser } from './support/chromium.ts';
import { startGameServer, type GameServer } from './support/game-server.ts';
import { BrowserPlayer } from './support/player.ts';

const SIZES = [
  { width: 390, height: 844 },
  { width: 820, height: 1_180 },
  { width: 1_280, height: 720 },
] as const;

let browser: Browser;
let server: GameServer;
let ada: BrowserPlayer;

beforeAll(async () => {
  server = await startGameServer({});
  browser = await openBrowser();
  ada = await BrowserPlayer.open(browser, { name: 'Ada', device: 'phone' });
  const wire = await WirePlayer.connect(server.url);
  const settings = { maxPlayers: MAX_SEATS, drawingMs: MAX_DRAWING_MS };
  const { view } = await wire.ask('room:create', { name: 'Ada', color: 0, settings });
  for (let seat = 1; seat < MAX_SEATS; seat += 1) await wire.ask('bot:add', { skill: 0 });
  await ada.context.addInitScript((token) => {
    window.localStorage.setItem('inkling.token', token);
  }, wire.token);
  await ada.followLink(`${server.url}/r/${view.code}`);
  wire.close();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** What of these stands below the window's edge, or beside it. */
function outOfSight(selector: string): Promise<number> {
  return ada.page.locator(selector).evaluateAll(
    (elements) =>
      elements.filter((element) => {
        const { bottom, right, left } = element.getBoundingClientRect();
        return bottom > window.innerHeight + 1 || right > window.innerWidth + 1 || left < -1;
      }).length,
  );
}

describe('a room of sixteen', () => {
  it('can be started from where one is', async () => {
    await expect.poll(() => ada.page.locator('.seat').count()).toBe(MAX_SEATS);
    for (const size of SIZES) {
      await ada.page.setViewportSize(size);
      await expect.poll(() => outOfSight('.stays-in-sight')).toBe(0);
    }
    await ada.press('Start the game');
  });

  it('has everybody’s sheet and every tool in sight', async () => {
    await ada.sees('.sheet--mine.is-open');
    expect(await ada.page.locator('.other').count()).toBe(MAX_SEATS - 1);
    for (const size of SIZES) {
      await ada.page.setViewportSize(size);
      await expect
        .poll(() => outOfSight('.other, .tool, .sheet--mine, .guess-line'), { message: `${size.width} wide` })
        .toBe(0);
      expect(await clippings(ada.page)).toEqual([]);
    }
    await ada.page.setViewportSize(SIZES[0]);
    await ada.shot('5-draw-sixteen');
    expect(ada.errors).toEqual([]);
  });
});
