import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ModeName } from '../../shared/game/index.ts';
import { openBrowser } from './support/chromium.ts';
import { openCuttableProxy, type CuttableProxy } from './support/cuttable-proxy.ts';
import { startPatientServer, type PatientServer } from './support/game-server.ts';
import { BrowserPlayer } from './support/player.ts';
import { drawableWords } from './support/words.ts';

/** Until nothing moves any more on a page, and its canvas is at rest. */
const REST_MS = 1_000;
/** A stroke that no network takes for anything. */
const SHORT_LINE = [[250, 300] as const, [320, 300] as const];
const LONG_LINE = [[250, 700] as const, [700, 700] as const];

let browser: Browser;
let server: PatientServer;
let wire: CuttableProxy;
let players: BrowserPlayer[] = [];

beforeAll(async () => {
  const words = await drawableWords();
  [server, browser] = await Promise.all([
    startPatientServer({ ROUNDS: '2', WORDS: words.join(',') }),
    openBrowser(),
  ]);
  wire = await openCuttableProxy(server.port);
});
afterEach(async () => {
  const errors = players.flatMap((player) => player.errors);
  await Promise.all(players.map((player) => player.close()));
  players = [];
  expect(errors).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await wire.close();
  await server.stop();
});

/** A room of Ada at a desk and Grace on a phone, in which a round of this mode begins. */
async function begin(mode: ModeName): Promise<{ ada: BrowserPlayer; grace: BrowserPlayer; path: string }> {
  const ada = await BrowserPlayer.open(browser, { name: 'Ada', device: 'desktop' });
  const grace = await BrowserPlayer.open(browser, { name: 'Grace', device: 'phone' });
  players.push(ada, grace);
  const path = await ada.createRoomWith(wire.url, { mode });
  await grace.followLink(`${server.url}${path}`);
  await expect.poll(() => ada.page.locator('.seat').count()).toBe(2);
  await ada.press('Start the game');
  await Promise.all([ada.sees('.screen.draw'), grace.sees('.screen.draw')]);
  return { ada, grace, path };
}

/** Whoever of them has the pen, and the other one. */
async function byTurn(ada: BrowserPlayer, grace: BrowserPlayer): Promise<[BrowserPlayer, BrowserPlayer]> {
  const isAda = ada.sees('.turns.is-mine').then(() => true);
  const isGrace = grace.sees('.turns.is-mine').then(() => false);
  return (await Promise.any([isAda, isGrace])) ? [ada, grace] : [grace, ada];
}

describe('a relay of two', () => {
  it('is one picture, one stroke each, on both screens alike', async () => {
    const { ada, grace } = await begin('relay');
    for (let turn = 0; turn < 4; turn += 1) {
      const [artist, waiting] = await byTurn(ada, grace);
      if (turn < 2) for (const player of [artist, waiting]) await player.shot(`relay-2-turn-${turn}`);
      const y = 200 + 150 * turn;
      await artist.draw([
        [
          [250, y],
          [400, y + 30],
          [700, y - 20],
        ],
      ]);
      await waiting.sees('.turns.is-mine');
      // Nobody draws twice in a row, and whoever waits cannot draw.
      const inkBefore = await artist.inkShare();
      await artist.drawAnyway([
        [
          [100, 900],
          [900, 900],
        ],
      ]);
      expect(await artist.inkShare()).toBeCloseTo(inkBefore, 3);
    }
    const [adaInk, graceInk] = [await ada.inkShare(), await grace.inkShare()];
    expect(adaInk).toBeGreaterThan(0);
    expect(graceInk / adaInk).toBeGreaterThan(0.5);
    for (const player of [ada, grace]) {
      await player.shot('relay-3-four-strokes');
      expect(await player.page.locator('.turn-member').count()).toBe(2);
      expect(await player.page.getByRole('button', { name: 'Undo' }).isVisible()).toBe(false);
    }
  });

  it('goes on through a reload and a cut wire', async () => {
    const { ada, grace } = await begin('relay');
    for (let turn = 0; turn < 2; turn += 1) {
      const [artist, waiting] = await byTurn(ada, grace);
      await artist.draw([
        [
          [250, 300 + 200 * turn],
          [500, 330 + 200 * turn],
        ],
      ]);
      await waiting.sees('.turns.is-mine');
    }
    const ink = await grace.inkShare();
    await grace.page.reload();
    await grace.sees('.screen.draw');
    await expect.poll(() => grace.inkShare()).toBeGreaterThan(0.9 * ink);
    // Whoever is cut off in the middle of a stroke loses the turn, not the picture; it goes on when they are back.
    wire.cut();
    await ada.sees('.banner:not([hidden])');
    await grace.sees('.turns.is-mine');
    wire.mend();
    await grace.draw([
      [
        [200, 800],
        [800, 800],
      ],
    ]);
    await ada.page.locator('.banner').waitFor({ state: 'hidden' });
    await expect.poll(() => ada.inkShare()).toBeGreaterThan(0);
    const [artist, waiting] = await byTurn(ada, grace);
    await artist.draw([
      [
        [200, 100],
        [800, 120],
      ],
    ]);
    await waiting.sees('.turns.is-mine');
    const [adaInk, graceInk] = [await ada.inkShare(), await grace.inkShare()];
    expect(graceInk).toBeGreaterThan(ink);
    expect(graceInk / adaInk).toBeGreaterThan(0.5);
  });
});

describe('a duel', () => {
  it('is two words, told to each other and to those who watch only when it is over', async () => {
    const { ada, grace, path } = await begin('duel');
    const cleo = await BrowserPlayer.open(browser, { name: 'Cleo', device: 'desktop' });
    players.push(cleo);
    await cleo.page.goto(`${server.url}${path}`);
    await cleo.page.getByLabel('Your name').fill('Cleo');
    await cleo.press(/^Join room/);
    const [adaWord, graceWord] = await Promise.all([ada.prompt(), grace.prompt()]);
    expect(adaWord).not.toBe(graceWord);
    // Buttons have words of their own, such as "hand".
    const told = await ada.page.locator('.screen.draw :is(.prompt-word, .sheet)').allTextContents();
    expect(told.join(' ')).not.toMatch(new RegExp(`\\b${graceWord}\\b`));
    await Promise.all([ada.draw([SHORT_LINE]), grace.draw([SHORT_LINE])]);
    for (const player of [ada, grace]) await player.shot('duel-1-draw');

    await cleo.sees('.is-watching');
    await cleo.shot('duel-2-watching');
    expect(await cleo.page.locator('.tools').isVisible()).toBe(false);
    await cleo.page.locator('.other-pick').click();
    await cleo.shot('duel-3-watching-the-other');
    const heading = cleo.page.getByRole('heading', { level: 1 });
    expect(await heading.getAttribute('aria-label')).toMatch(/^(Ada|Grace) draws: /);

    await Promise.all(
      [ada, grace].map(async (player) => {
        await player.press('Undo');
        await player.drawWord(player === ada ? adaWord : graceWord);
      }),
    );
    await server.endPhase(path, 'drawing');
    await Promise.all([ada, grace, cleo].map((player) => player.sees('.screen.reveal')));
    for (const player of [ada, grace]) {
      await player.shot('duel-4-reveal');
      const text = await player.page.locator('.gallery').textContent();
      expect(text).toContain(adaWord);
      expect(text).toContain(graceWord);
    }
  });
});

describe('the tools', () => {
  it('take back, do again, erase and clear, by button and by key; a pen of keys draws', async () => {
    const { ada, grace } = await begin('race');
    await Promise.all([ada.prompt(), grace.prompt()]);
    await ada.draw([SHORT_LINE]);
    const one = await ada.inkShare();
    await ada.draw([LONG_LINE]);
    const both = await ada.inkShare();
    expect(both).toBeGreaterThan(one);
    const shows = (share: number) => expect.poll(() => ada.inkShare()).toBeCloseTo(share, 3);
    await ada.page.keyboard.press('Control+z');
    await shows(one);
    await ada.press('Redo');
    await shows(both);
    await ada.page.keyboard.press('e');
    await ada.draw([
      [
        [500, 600],
        [500, 800],
      ],
    ]);
    await shows(one);
    await ada.shot('tools-1-eraser');
    await ada.press('Undo');
    await shows(both);
    await ada.page.keyboard.press('b');

    await ada.page.keyboard.press('?');
    await ada.shot('tools-2-keys');
    await ada.press('Left-handed layout');
    await ada.page.keyboard.press('Escape');
    await ada.shot('tools-3-left-handed');
    await ada.page.locator('.sheet--mine').focus();
    await ada.page.keyboard.press('Space');
    for (let step = 0; step < 4; step += 1) await ada.page.keyboard.press('Shift+ArrowRight');
    await ada.shot('tools-4-key-pen');
    await ada.page.keyboard.press('Enter');
    expect(await ada.inkShare()).toBeGreaterThan(both);

    await grace.draw([SHORT_LINE]);
    await grace.shot('tools-5');
    await grace.press('More');
    await grace.shot('tools-6-more');
  });

  it('leave ink that is there again when the graphics card has forgotten it, as after a sleep', async () => {
    const { ada } = await begin('race');
    await ada.prompt();
    const blank = await ada.inkShare();
    await ada.draw([LONG_LINE]);
    const drawn = await ada.inkShare();
    expect(drawn).toBeGreaterThan(blank);
    await ada.page.evaluate(async (awayMs) => {
      const canvas = document.querySelector('canvas')!;
      const context = (canvas.getContext('webgl2') ?? canvas.getContext('webgl'))!;
      const card = context.getExtension('WEBGL_lose_context')!;
      card.loseContext();
      await new Promise((resolve) => setTimeout(resolve, awayMs));
      card.restoreContext();
    }, REST_MS);
    await expect.poll(() => ada.inkShare()).toBeCloseTo(drawn, 3);
  });

  it('give another word when both want one', async () => {
    const { ada, grace } = await begin('race');
    const [word] = await Promise.all([ada.prompt(), grace.prompt()]);
    await ada.press('Another word');
    await grace.sees('.skip-votes:not(:empty)');
    expect(await grace.page.locator('.skip-votes').textContent()).toBe('1/2');
    await ada.shot('skip-voted');
    await grace.shot('skip');
    await grace.press(/^Another word/);
    await expect.poll(() => grace.page.locator('.prompt-word').textContent()).not.toBe(word);
    expect(await grace.prompt()).not.toBe(word);
    expect(await grace.page.getByRole('button', { name: /^Another word/ }).count()).toBe(0);
  });
});
