import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, clippings } from './support/accessibility.ts';
import { acceptAll, ADMIN_TOKEN } from './support/admin.ts';
import { openBrowser } from './support/chromium.ts';
import { dressesOf, MAIN_DRESSES, nameOfDress, putOn } from './support/dress.ts';
import { startPatientServer, type PatientServer } from './support/game-server.ts';
import { BrowserPlayer } from './support/player.ts';

const ROUNDS = 2;
/** What is drawn where it is not the word, so that nobody understands it; no word of this game. */
const SOMETHING_ELSE = 'ladder';
/** Words for which nobody would take that, as one may with a bed. */
const NOTHING_LIKE_IT = ['bowtie', 'hammer', 'apple', 'sun', 'cloud', 'umbrella', 'star', 'fish'];
/** Even a few lines are more than the frame of a file. */
const FEWEST_BYTES = 250;

let browser: Browser;
let server: PatientServer;
let ada: BrowserPlayer;
let grace: BrowserPlayer;
let replay: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([
    startPatientServer({ ROUNDS: String(ROUNDS), WORDS: NOTHING_LIKE_IT.join(','), ADMIN_TOKEN }),
    openBrowser(),
  ]);
  // What is replayed is what was drawn until the network knew.
  await server.letClockGo();
  ada = await BrowserPlayer.open(browser, { name: 'Ada', device: 'desktop' });
  grace = await BrowserPlayer.open(browser, { name: 'Grace', device: 'phone' });
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('after a game', () => {
  it('the last screen has awards and everybody’s drawings, and a reload loses none', async () => {
    const path = await ada.createRoom(server.url);
    await grace.followLink(`${server.url}${path}`);
    await expect.poll(() => ada.page.locator('.seat').count()).toBe(2);
    await ada.press('Start the game');
    for (let round = 1; round <= ROUNDS; round += 1) {
      const [word] = await Promise.all([ada.prompt(), grace.prompt()]);
      const hers = round === ROUNDS ? SOMETHING_ELSE : word;
      await Promise.all([ada.drawWord(word), grace.drawWord(hers)]);
      await Promise.all([ada.isRecognised(), grace.sees('.guess-latest, .screen.reveal')]);
      await server.endPhase(path, 'drawing');
      await Promise.all([ada.sees('.screen.reveal'), grace.sees('.screen.reveal')]);
      await server.endPhase(path, 'reveal');
    }
    for (const player of [ada, grace]) {
      await player.sees('.drawing-card');
      await player.page.reload();
      await player.sees('.screen.final');
      await player.sees('.drawing-card');
      expect(await player.page.locator('.drawing-card').count()).toBe(2 * ROUNDS);
      expect(await player.page.locator('.award').count()).toBeGreaterThanOrEqual(2);
      await player.shot('after-1-final');
      await player.page.locator('.all-drawings').scrollIntoViewIfNeeded();
      await player.shot('after-2-drawings');
    }
    expect(await ada.page.locator('.award--misunderstood').textContent()).toContain('by Grace');
  });

  it('a drawing opens, plays as it was drawn, is scrubbed by keyboard, and closes', async () => {
    for (const player of [ada, grace]) {
      const { page } = player;
      await page.locator('.award .picture-button').first().click();
      const dialog = await player.sees('.drawing-dialog[open]');
      const scrub = dialog.getByRole('slider', { name: 'Moment of the drawing' });
      const play = dialog.getByRole('button', { name: 'Play', exact: true });
      await play.waitFor();
      expect(await scrub.inputValue()).toBe(await scrub.getAttribute('max'));
      await scrub.press('Home');
      await scrub.press('ArrowRight');
      expect(await scrub.inputValue()).toBe('100');
      await scrub.press('End');
      await player.shot('after-3-replay');
      await dialog.getByRole('button', { name: '4x' }).click();
      await play.click();
      await play.waitFor();
      await page.keyboard.press('Escape');
      await expect.poll(() => page.locator('.drawing-dialog').count()).toBe(0);
    }
  });

  it('it stands still for those who want no motion', async () => {
    await ada.page.emulateMedia({ reducedMotion: 'reduce' });
    await ada.page.locator('.award .picture-button').first().click();
    const scrub = ada.page.getByRole('slider', { name: 'Moment of the drawing' });
    expect(await scrub.inputValue()).toBe(await scrub.getAttribute('max'));
    expect(await ada.page.getByRole('button', { name: 'Play', exact: true }).count()).toBe(1);
    await ada.page.keyboard.press('Escape');
    await ada.page.emulateMedia({ reducedMotion: null });
  });

  it.each([
    ['PNG', /\.png$/, '\x89PNG'],
    ['SVG', /\.svg$/, '<svg'],
    ['GIF', /\.gif$/, 'GIF89a'],
  ])('it is saved as %s, called by its word', async (format, name, beginning) => {
    await ada.page.locator('.award .picture-button').first().click();
    const word = await ada.page.locator('.drawing-dialog h2').textContent();
    const saving = ada.page.waitForEvent('download');
    await ada.page.getByRole('button', { name: format, exact: true }).click();
    const download = await saving;
    expect(download.suggestedFilename()).toMatch(name);
    expect(download.suggestedFilename().split('.')[0]).toBe(word!.replaceAll(' ', '-'));
    const bytes = await readFile(await download.path());
    expect(bytes.toString('latin1', 0, beginning.length)).toBe(beginning);
    expect(bytes.length).toBeGreaterThan(FEWEST_BYTES);
    await ada.page.keyboard.press('Escape');
  });

  it('the game is shared by a link, with the drawings of those who agree', async () => {
    const agrees = grace.page.getByRole('switch', { name: 'Others may share my drawings' });
    await expect.poll(() => agrees.isChecked()).toBe(true);
    await ada.press('Share this game');
    const link = ada.page.getByLabel('Link to this game');
    replay = await link.inputValue();
    await ada.page.getByRole('switch', { name: 'Show my drawings in the public gallery' }).check();
    await ada.page.locator('.share-card').scrollIntoViewIfNeeded();
    await ada.shot('after-4-shared');

    const answer = await fetch(replay);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(
      /<meta property="og:title" content="A game by (Ada, Grace|Grace, Ada)"/,
    );
    for (const player of [ada, grace]) {
      const page = await player.context.newPage();
      await page.goto(replay);
      await page.locator('.theatre canvas').first().waitFor();
      expect(await page.locator('.page .drawing-card').count()).toBe(2 * ROUNDS);
      await expect.poll(() => page.locator('.theatre-count').textContent()).toContain('2 of 2');
      await player.shotOf(page, 'after-5-shared-game');
      await page.close();
    }
    // Grace thinks again.
    await agrees.uncheck();
    await expect
      .poll(async () => ((await (await fetch(api())).json()) as Shared).drawings.length)
      .toBe(ROUNDS);
  });

  it('the gallery shows what was put there and looked at, word by word; the leaderboard who has points', async () => {
    expect(await acceptAll(server.url)).toBe(ROUNDS);
    for (const player of [ada, grace]) {
      const page = await player.context.newPage();
      await page.goto(server.url);
      await page.getByRole('link', { name: 'Gallery' }).click();
      await page.locator('.gallery-word').first().waitFor();
      expect(await page.locator('.gallery-word').count()).toBe(ROUNDS);
      await player.shotOf(page, 'after-6-gallery');
      await page.locator('.gallery-word').first().click();
      await page.locator('.drawing-card .picture-button').click();
      await page.locator('.drawing-dialog[open]').waitFor();
      await player.shotOf(page, 'after-7-gallery-drawing');
      await page.keyboard.press('Escape');
      await page.goBack();
      await page.locator('.gallery-word').first().waitFor();
      await page.getByRole('link', { name: 'Leaderboard' }).click();
      await page.locator('.board-row').first().waitFor();
      expect(await page.locator('.board-row').count()).toBe(2);
      await expect.poll(() => page.locator('.board-row.is-me').textContent()).toContain(player.name);
      await player.shotOf(page, 'after-8-leaderboard');
      await page.goBack();
      await page.goBack();
      await page.getByLabel('Your name').waitFor();
      await page.close();
    }
  });

  it.each<[name: string, address: () => string, content: string, turn: number]>([
    ['a shared game', () => replay, '.theatre canvas', 0],
    ['a game that is not shared', () => `${server.url}/replay/none`, '.page-notice', 1],
    ['the gallery', () => `${server.url}/gallery`, '.gallery-word', 2],
    ['a word of the gallery that has nothing', () => `${server.url}/gallery/yoga`, '.page-note', 3],
    ['the leaderboard', () => `${server.url}/leaderboard`, '.board-row', 4],
  ])('%s can be used by everybody in every dress', async (name, address, content, turn) => {
    const page = await ada.context.newPage();
    await page.goto(address());
    for (const dress of dressesOf(turn)) {
      await putOn(page, dress);
      await page.locator(content).first().waitFor();
      await ada.shotOf(page, `after-${name.replaceAll(' ', '-')}-${nameOfDress(dress)}`);
      expect([dress, await axeFindings(page), await clippings(page)]).toEqual([dress, [], []]);
    }
    await page.close();
  });

  it('so can the last screen and the drawings that open from it', async () => {
    const { page } = ada;
    for (const dress of dressesOf(5)) {
      await putOn(page, dress);
      await page.locator('.drawing-card').first().waitFor();
      await ada.shot(`after-final-${nameOfDress(dress)}`);
      expect([dress, await axeFindings(page), await clippings(page)]).toEqual([dress, [], []]);
      await page.locator('.award .picture-button').first().click();
      await page.locator('.drawing-dialog[open]').waitFor();
      await ada.shot(`after-drawing-${nameOfDress(dress)}`);
      expect([dress, await axeFindings(page), await clippings(page)]).toEqual([dress, [], []]);
      await page.keyboard.press('Escape');
    }
    await putOn(page, MAIN_DRESSES[0]!);
    await page.emulateMedia({ reducedMotion: null, colorScheme: null });
    await page.locator('.drawing-card').first().waitFor();
  });

  it('what is taken back is gone, and its page says so', async () => {
    // Dressing up has made the screen anew: the same game is shared under the same link.
    await ada.press('Share this game');
    expect(await ada.page.getByLabel('Link to this game').inputValue()).toBe(replay);
    await ada.press('Take it back');
    await ada.page.getByText('The link shows nothing any more.').waitFor();
    expect((await fetch(replay)).status).toBe(404);
    for (const player of [ada, grace]) {
      const page = await player.context.newPage();
      await page.goto(replay);
      await page.getByText('This game is not shared').waitFor();
      await player.shotOf(page, 'after-9-not-shared');
      await page.getByRole('button', { name: 'Play Inkling' }).click();
      await page.getByLabel('Your name').waitFor();
      await page.close();
    }
  });

  it('went without an error in either page', () => {
    expect([...ada.errors, ...grace.errors]).toEqual([]);
  });
});

interface Shared {
  readonly drawings: readonly unknown[];
}

function api(): string {
  return replay.replace('/replay/', '/api/replays/');
}
