import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Doodle } from './doodles.ts';
import { openBrowser } from './support/chromium.ts';
import { startPatientServer, type PatientServer } from './support/game-server.ts';
import { BrowserPlayer } from './support/player.ts';
import { Wire } from './support/wire.ts';
import { drawableWords } from './support/words.ts';

/** Words as long as this have close guesses. */
const LONG_WORD = 5;
/** What is left of a phone's page above its keyboard. */
const ABOVE_KEYBOARD = { width: 390, height: 460 };
const PHONE = { width: 390, height: 844 };
/** More than anybody may write without a breath. */
const MOST_LINES = 50;
const NEVER_RIGHT = 'zeppelin';

/** A line, whatever it will become: no network is sure yet. */
const TOO_LITTLE: Doodle = [
  [
    [350, 500],
    [500, 480],
  ],
];

let browser: Browser;
let server: PatientServer;
let ada: BrowserPlayer;
let grace: BrowserPlayer;
let adaWire: Wire;
let graceWire: Wire;
let words: string[];
let path: string;

beforeAll(async () => {
  words = (await drawableWords()).filter((word) => word.length >= LONG_WORD && !/[\s-]/.test(word));
  [server, browser] = await Promise.all([startPatientServer({ WORDS: words.join(',') }), openBrowser()]);
  ada = await BrowserPlayer.open(browser, { name: 'Ada', device: 'desktop' });
  grace = await BrowserPlayer.open(browser, { name: 'Grace', device: 'phone' });
  adaWire = await Wire.tap(ada.page);
  graceWire = await Wire.tap(grace.page);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('people who guess against the network, and talk', () => {
  it('chat in the lobby, and see what they have not read', async () => {
    path = await ada.createRoom(server.url);
    await grace.followLink(`${server.url}${path}`);
    await ada.press('Chat');
    await say(ada, 'Hello <b>there</b>');
    await grace.sees('.chat-count:not([hidden])');
    expect(await grace.page.locator('.chat-count').textContent()).toBe('1');
    await grace.press('Chat');
    await grace.sees('.talk-entry--chat');
    expect(await grace.page.locator('.chat .talk-entry--chat').textContent()).toContain(
      'Ada: Hello <b>there</b>',
    );
    expect(await grace.page.locator('.chat-count').isVisible()).toBe(false);
    await say(grace, 'Hi Ada! Ready when you are.');
    await ada.sees('.chat .talk-entry--chat:nth-child(2)');
    for (const player of [ada, grace]) await player.shot('talk-1-chat');
    await grace.press('Close the chat');
    await ada.press('Close the chat');
  });

  it('are told kindly that they write too fast', async () => {
    await ada.press('Chat');
    // Within the page: a line at a time from outside is, on a busy machine, as slow as is allowed.
    await ada.page.evaluate(async (most) => {
      const form = document.querySelector<HTMLFormElement>('.chat .talk-input')!;
      const field = form.querySelector<HTMLInputElement>('.talk-field')!;
      const isTold = () => form.querySelector('.talk-note')!.textContent !== '';
      for (let line = 0; line < most && !isTold(); line += 1) {
        field.value = `line ${line}`;
        form.requestSubmit();
        while (field.value !== '' && !isTold()) await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }, MOST_LINES);
    await ada.page.getByText('One breath, then again.').waitFor();
    expect(await ada.page.locator('.chat .talk-field').inputValue()).not.toBe('');
    await ada.press('Close the chat');
  });

  it('guess what one of them draws, without being told', async () => {
    await adaWire.ask('settings:change', { settings: { mode: 'guess', rounds: 2 } });
    graceWire.heard.length = 0;
    await ada.press('Start the game');
    const word = await ada.prompt();
    expect(words).toContain(word);
    await grace.sees('.guess-panel:not([hidden])');
    expect(await grace.page.locator('.blank').count()).toBe(word.length);

    await ada.draw(TOO_LITTLE);
    await guess(grace, NEVER_RIGHT);
    for (const player of [ada, grace]) await seesGuess(player, NEVER_RIGHT);
    await guess(grace, word.slice(1));
    await grace.sees('.guess-panel .talk-close');
    await seesGuess(ada, word.slice(1));
    expect(await ada.page.locator('.talk-close').count()).toBe(0);
    for (const player of [ada, grace]) await player.shot('talk-2-guess');

    // Whoever guesses is told the word by nothing on the page and nothing on the wire. Their own guess is not that word.
    // (The page's head has an "apple-touch-icon", so the whole of its source is no measure.)
    const told = new RegExp(`\\b${word}\\b`, 'i');
    expect(await grace.page.locator('body').ariaSnapshot()).not.toMatch(told);
    expect(graceWire.heard.filter((message) => told.test(message))).toEqual([]);
    expect(graceWire.heard.length).toBeGreaterThan(0);
  });

  it('see the sheet and the field above a keyboard', async () => {
    await grace.page.setViewportSize(ABOVE_KEYBOARD);
    await grace.sees('.draw.is-cramped');
    for (const part of ['.sheet--mine', '.guess-panel .talk-field', '.blanks']) {
      const box = await grace.page.locator(part).boundingBox();
      expect(box?.y, part).toBeGreaterThanOrEqual(0);
      expect((box?.y ?? 0) + (box?.height ?? 0), part).toBeLessThanOrEqual(ABOVE_KEYBOARD.height);
    }
    await grace.shot('talk-3-keyboard');
    await grace.page.setViewportSize(PHONE);
  });

  it('react, and everybody sees it', async () => {
    await grace.press('React');
    await grace.shot('talk-4-reactions');
    await grace.press('Funny');
    await Promise.all([ada.sees('.floating-reaction'), grace.sees('.floating-reaction')]);
    await ada.shot('talk-4-floating');
    await grace.page.keyboard.press('Escape');
  });

  it('find the word, before the network does', async () => {
    const word = await ada.prompt();
    await guess(grace, word);
    await grace.sees('.stamp:not([hidden])');
    await ada.page.locator('.guess-panel').getByText('Grace found it').waitFor();
    const field = await grace.page.locator('.guess-panel .talk-field').boundingBox();
    expect(field!.y + field!.height).toBeLessThanOrEqual(PHONE.height);
    for (const player of [ada, grace]) await player.shot('talk-5-found');
    expect(await grace.page.locator('.prompt-word').textContent()).toBe(word);
    expect(await grace.page.locator('.clock.is-stopped').count()).toBe(1);
    expect(await ada.page.locator('.success').first().textContent()).toMatch(/1st\s*Grace/);
  });

  it('react to one drawing of the reveal', async () => {
    await server.endPhase(path, 'drawing');
    for (const player of [ada, grace]) await player.sees('.screen.reveal');
    // What rose in the round is gone.
    await expect.poll(() => grace.page.locator('.floating-reaction').count()).toBe(0);
    await ada.press('React to the drawing by Ada');
    await ada.press('Lovely');
    await grace.sees('.floating-reaction');
    const [sheet, floating] = await Promise.all([
      grace.page.locator('.revealed .sheet').boundingBox(),
      grace.page.locator('.floating-reaction').boundingBox(),
    ]);
    expect(floating!.x).toBeGreaterThan(sheet!.x);
    expect(floating!.x).toBeLessThan(sheet!.x + sheet!.width);
    for (const player of [ada, grace]) await player.shot('talk-6-reveal');
  });

  it('change places', async () => {
    await server.endPhase(path, 'reveal');
    const word = await grace.prompt();
    await ada.sees('.guess-panel .talk-input:not([hidden])');
    // Whoever has a real keyboard can type at once.
    await expect
      .poll(() =>
        ada.page.locator('.guess-panel .talk-field').evaluate((field) => field === document.activeElement),
      )
      .toBe(true);
    await grace.draw(TOO_LITTLE);
    await ada.page.keyboard.type(`a ${NEVER_RIGHT}`);
    await ada.page.keyboard.press('Enter');
    await seesGuess(grace, NEVER_RIGHT);
    for (const player of [ada, grace]) await player.shot('talk-7-changed');
    await guess(ada, word);
    await ada.page.locator('.guess-panel').getByText('You found it').waitFor();
    await server.endPhase(path, 'drawing');
    for (const player of [ada, grace]) await player.sees('.screen.reveal');
    await server.endPhase(path, 'reveal');
    for (const player of [ada, grace]) await player.sees('.screen.final');
  });

  it('see the scoring stop while the drawing goes on', async () => {
    await adaWire.ask('settings:change', { settings: { mode: 'race', rounds: 1 } });
    await ada.press('Play again');
    const word = await ada.prompt();
    // The network looks twice before it is sure, and that takes time.
    await server.letClockGo();
    await ada.drawWord(word);
    expect(await ada.isRecognised()).toBe(true);
    await ada.sees('.clock.is-stopped');
    await ada.shot('talk-8-recognised');
    await grace.shot('talk-8-recognised');
  });

  it('went without an error in either page', () => {
    expect([...ada.errors, ...grace.errors]).toEqual([]);
  });
});

async function say(player: BrowserPlayer, text: string): Promise<void> {
  await player.page.locator('.chat .talk-field').fill(text);
  await player.page.locator('.chat .talk-field').press('Enter');
}

async function guess(player: BrowserPlayer, text: string): Promise<void> {
  await player.page.locator('.guess-panel .talk-field').fill(text);
  await player.page.locator('.guess-panel .talk-field').press('Enter');
}

async function seesGuess(player: BrowserPlayer, text: string): Promise<void> {
  await player.page.locator('.guess-panel .talk-entry--guess').filter({ hasText: text }).first().waitFor();
}
