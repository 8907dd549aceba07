import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stroke } from '../unit/rooms/house.ts';
import { Player as WirePlayer } from '../integration/support/player.ts';
import { axeFindings, clippings } from './support/accessibility.ts';
import { ADMIN_TOKEN } from './support/admin.ts';
import { openBrowser } from './support/chromium.ts';
import { MAIN_DRESSES, nameOfDress, putOn } from './support/dress.ts';
import { startPatientServer, type PatientServer } from './support/game-server.ts';
import { BrowserPlayer } from './support/player.ts';
import { drawableWords } from './support/words.ts';

const FRIENDS = 3;

let browser: Browser;
let server: PatientServer;
let ada: BrowserPlayer;
let path: string;
const friends: WirePlayer[] = [];

beforeAll(async () => {
  const words = (await drawableWords()).slice(0, 4);
  [server, browser] = await Promise.all([
    startPatientServer({ ROUNDS: '1', WORDS: words.join(','), ADMIN_TOKEN }),
    openBrowser(),
  ]);
  ada = await BrowserPlayer.open(browser, { name: 'Ada', device: 'desktop' });
});

afterAll(async () => {
  for (const friend of friends) friend.close();
  await browser.close();
  await server.stop();
});

/** A page in several dresses: nothing is clipped, axe finds nothing, and a picture of each is left to be looked at. */
async function inDresses(page: Page, scene: string, selector: string, dresses = 2): Promise<void> {
  for (const dress of MAIN_DRESSES.slice(0, dresses)) {
    await putOn(page, dress);
    await page.locator(selector).first().waitFor();
    const found = [...(await axeFindings(page)), ...(await clippings(page))];
    expect({ [nameOfDress(dress)]: found }).toEqual({ [nameOfDress(dress)]: [] });
    await ada.shotOf(page, `${scene}-${nameOfDress(dress)}`);
  }
  await putOn(page, MAIN_DRESSES[0]!);
}

describe('drawings that teach the network', () => {
  it('are asked for once, in the lobby, and nothing is chosen beforehand', async () => {
    await ada.page.emulateMedia({ reducedMotion: 'reduce' });
    path = await ada.createRoom(server.url);
    const question = ada.page.locator('.giving-question');
    await question.waitFor();
    expect(await question.textContent()).toContain('suggests: no');
    expect(await ada.page.evaluate(() => localStorage.getItem('inkling.giving'))).toBeNull();
    // It stands beside the start, not before it.
    expect(await ada.page.getByRole('button', { name: 'Start the game' }).isEnabled()).toBe(true);
    await inDresses(ada.page, 'doodles-1-question', '.giving-question');
    await ada.press('Yes, keep them');
    await question.waitFor({ state: 'hidden' });
    const given = ada.page.getByRole('switch', { name: 'My drawings may teach the network' });
    expect(await given.isChecked()).toBe(true);
    expect(await given.evaluate((element) => element === document.activeElement)).toBe(true);
    await ada.shot('doodles-2-answered');
    await ada.page.reload();
    await ada.sees('.screen.lobby');
    await question.waitFor({ state: 'hidden' });
    expect(await given.isChecked()).toBe(true);

    const code = path.split('/').at(-1)!;
    for (let n = 0; n < FRIENDS; n += 1) {
      const friend = await WirePlayer.connect(server.url);
      friends.push(friend);
      await friend.ask('player:giving', { gives: true, pen: 'mouse' });
      await friend.join(code, `Friend ${n}`);
    }
  });

  it('are kept when the round is over, and the artist is told quietly', async () => {
    await ada.press('Start the game');
    const word = await ada.prompt();
    for (const friend of friends) {
      const { game } = await friend.hears('room:state', (view) => view.game.phase === 'drawing');
      await friend.draw({
        round: game.round!.id,
        sheet: friend.id,
        revision: 0,
        ops: [stroke(30)],
      });
    }
    await ada.drawWord(word);
    await server.endPhase(path, 'drawing');
    await ada.sees('.screen.reveal');
    const kept = ada.page.locator('.revealed-kept:visible');
    await kept.waitFor();
    expect(await kept.count()).toBe(1);
    await ada.shot('doodles-3-kept');
    await server.endPhase(path, 'reveal');
    await ada.sees('.screen.final');
  });

  it('are all on a page of their artist’s', async () => {
    const { page } = ada;
    await page.goto(`${server.url}/my-doodles`);
    await page.locator('.my-doodle').waitFor();
    expect(await page.locator('.my-doodle').count()).toBe(1);
    expect(await page.locator('.my-doodle').textContent()).toContain('Nobody has looked at it yet');
    await inDresses(page, 'doodles-4-mine', '.my-doodle', 3);
  });

  it('are looked through by whoever runs the server, by keyboard', async () => {
    const page = await ada.context.newPage();
    await page.goto(`${server.url}/admin`);
    await page.getByLabel('Admin token').fill('not the secret of the tests');
    await page.keyboard.press('Enter');
    await page.getByText('This is not the admin token.').waitFor();
    await inDresses(page, 'doodles-5-door', '.admin-door');
    await page.getByLabel('Admin token').fill(ADMIN_TOKEN);
    await page.keyboard.press('Enter');
    await page.locator('.desk-picture .picture').waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(await page.evaluate((token) => Object.values(localStorage).includes(token), ADMIN_TOKEN)).toBe(
      false,
    );
    await inDresses(page, 'doodles-6-desk', '.desk-picture .picture', 3);
    await page.locator('.admin-models').scrollIntoViewIfNeeded();
    await ada.shotOf(page, 'doodles-7-figures');

    const left = async () => {
      const counts = await page.locator('.desk-counts strong').allTextContents();
      return counts.reduce((sum, count) => sum + Number(count), 0);
    };
    const all = 1 + FRIENDS;
    expect(await left()).toBe(all);
    await page.locator('.desk').focus();
    await page.keyboard.press('r');
    await expect.poll(left).toBe(all - 1);
    await page.keyboard.press('z');
    await expect.poll(left).toBe(all);
    await page.keyboard.press('s');
    expect(await left()).toBe(all);
    for (let n = 1; n < all; n += 1) await page.keyboard.press('a');
    await page.getByText('Nothing waits').waitFor();
    await expect.poll(left).toBe(1);
    // What was skipped comes again.
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.locator('.desk-picture .picture').waitFor();
    await page.locator('.desk').focus();
    await page.keyboard.press('a');
    await expect.poll(left).toBe(0);
    await ada.shotOf(page, 'doodles-8-empty');
    await page.getByRole('button', { name: 'Forget the token' }).click();
    await page.getByLabel('Admin token').waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await page.close();
  });

  it('are gone when their artist wants to be forgotten', async () => {
    const { page } = ada;
    await page.reload();
    await page.locator('.my-doodle', { hasText: 'accepted' }).waitFor();
    await ada.hold('Forget me');
    await page.getByText('All of them are deleted.').waitFor();
    expect(await page.locator('.my-doodle').count()).toBe(0);
    expect(await page.getByRole('switch').isChecked()).toBe(false);
    await ada.shot('doodles-9-forgotten');
    await page.reload();
    await page.getByText('You have given nothing.').waitFor();
    expect(ada.errors).toEqual([]);
  });
});
