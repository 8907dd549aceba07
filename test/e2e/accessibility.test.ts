import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Doodle } from './doodles.ts';
import { axeFindings, clippings } from './support/accessibility.ts';
import { openBrowser } from './support/chromium.ts';
import { DRESSES, dressesOf, nameOfDress, putOn, type Dress } from './support/dress.ts';
import { startPatientServer, type PatientServer } from './support/game-server.ts';
import { BrowserPlayer } from './support/player.ts';
import { drawableWords } from './support/words.ts';

const A_LINE: Doodle = [
  [
    [200, 300],
    [500, 350],
  ],
];
/** A browser that draws, but not with the graphics card. */
const WITHOUT_WEBGL = `
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (kind, options) {
    return kind.startsWith('webgl') ? null : getContext.call(this, kind, options);
  };`;
/** A room that nobody ever opened. */
const NO_ROOM = 'BCDF';

let browser: Browser;
let server: PatientServer;
let players: BrowserPlayer[] = [];

beforeAll(async () => {
  const words = await drawableWords();
  [server, browser] = await Promise.all([
    startPatientServer({ ROUNDS: '1', WORDS: words.join(',') }),
    openBrowser(),
  ]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** A page that nobody looks at any more would take the time of those that are looked at. */
async function closeAll(): Promise<void> {
  await Promise.all(players.map((player) => player.close()));
  players = [];
}

async function open(name: string): Promise<BrowserPlayer> {
  const player = await BrowserPlayer.open(browser, { name, device: 'desktop' });
  players.push(player);
  return player;
}

/** A screen that stands still, and the way to it. A new screen is a line here. */
const STILL_SCREENS: Record<string, () => Promise<Page>> = {
  menu: async () => {
    const { page } = await open('Ada');
    await page.goto(server.url);
    await page.locator('.screen.menu:not(.splash, .is-unfolding)').waitFor();
    return page;
  },
  invitation: async () => {
    const { page } = await open('Ada');
    await page.goto(`${server.url}/r/${NO_ROOM}`);
    await page.locator('.screen.menu:not(.splash, .is-unfolding)').waitFor();
    return page;
  },
  'menu-mistakes': async () => {
    const { page } = await open('Ada');
    await page.goto(server.url);
    await page.locator('[name=name]').fill('');
    await page.locator('.button--primary').first().click();
    await page.locator('.field-error:not(:empty)').waitFor();
    return page;
  },
  lobby: async () => {
    const [ada, grace] = [await open('Ada'), await open('Grace Hopper of Arlington')];
    const path = await ada.createRoom(server.url);
    await grace.followLink(`${server.url}${path}`);
    await ada.page.locator('.seat').nth(1).waitFor();
    return ada.page;
  },
  'lobby-settings': async () => {
    const ada = await open('Ada');
    await ada.createRoom(server.url);
    for (const section of await ada.page.locator('summary').all()) await section.click();
    await ada.page.locator('.words-input').fill('our cat, lighthouse');
    await ada.page.locator('.bot-skill').first().click();
    await ada.page.locator('.seat').nth(1).waitFor();
    await ada.page.locator('.seat .icon-button:visible').first().click();
    return ada.page;
  },
  'lobby-chat': async () => {
    const ada = await open('Ada');
    await ada.createRoom(server.url);
    await ada.press('Chat');
    await ada.page.locator('.chat .talk-field').fill('Hello there');
    await ada.page.locator('.chat .talk-field').press('Enter');
    await ada.sees('.chat .talk-entry--chat');
    return ada.page;
  },
  zen: async () => {
    const { page } = await open('Ada');
    await page.goto(`${server.url}/zen`);
    await page.locator('.screen.zen .prompt-word').waitFor();
    return page;
  },
  gallery: async () => {
    const { page } = await open('Ada');
    await page.goto(`${server.url}/gallery`);
    await page.locator('main h1').waitFor();
    return page;
  },
  leaderboard: async () => {
    const { page } = await open('Ada');
    await page.goto(`${server.url}/leaderboard`);
    await page.locator('main h1').waitFor();
    return page;
  },
  'notice-gone': async () => {
    const { page } = await open('Ada');
    await page.goto(server.url);
    // A page that begins forgets seats of other addresses.
    await page.locator('[name=name]').waitFor();
    await page.evaluate((code) => {
      localStorage.setItem('inkling.profile', JSON.stringify({ name: 'Ada', color: 1 }));
      sessionStorage.setItem('inkling.seat', code);
    }, NO_ROOM);
    await page.goto(`${server.url}/r/${NO_ROOM}`);
    await page.locator('.screen.notice').waitFor();
    return page;
  },
  'notice-other-tab': async () => {
    const ada = await open('Ada');
    const path = await ada.createRoom(server.url);
    const other = await ada.context.newPage();
    await other.goto(`${server.url}${path}`);
    await other.locator('.button--primary').first().click();
    await ada.page.locator('.screen.notice').waitFor();
    await other.close();
    return ada.page;
  },
  'notice-no-webgl': async () => {
    const { page } = await open('Ada');
    await page.addInitScript({ content: WITHOUT_WEBGL });
    await page.goto(server.url);
    // Ink is not needed, and not asked for, before somebody is there.
    await page.locator('[name=name]').hover();
    await page.locator('.screen.notice').waitFor();
    return page;
  },
};

const stillScreens = Object.keys(STILL_SCREENS).map((screen, turn) => [screen, dressesOf(turn)] as const);

describe.each(stillScreens)('the screen %s', (screen, dresses) => {
  let page: Page;
  beforeAll(async () => {
    page = await STILL_SCREENS[screen]!();
  });
  afterAll(closeAll);

  it.each(dresses.map((dress) => [nameOfDress(dress), dress] as const))(
    'is for everybody: %s',
    async (_, dress) => {
      await expectForEverybody(page, screen, dress);
    },
  );
});

describe('a game', () => {
  let ada: BrowserPlayer;
  let grace: BrowserPlayer;
  let path: string;

  beforeAll(async () => {
    [ada, grace] = [await open('Ada'), await open('Grace')];
    path = await ada.createRoom(server.url);
    await grace.followLink(`${server.url}${path}`);
    await ada.press('Start the game');
  });
  afterAll(closeAll);

  it('is drawn by everybody', async () => {
    const [word] = await Promise.all([grace.prompt(), ada.prompt()]);
    await ada.draw(A_LINE);
    // Something is guessed and recognised while one looks.
    const drawing = grace.drawWord(word);
    for (const dress of DRESSES) await expectForEverybody(ada.page, 'draw', dress);
    await drawing;
  });

  it('is revealed to everybody', async () => {
    await server.endPhase(path, 'drawing');
    await ada.sees('.screen.reveal');
    for (const dress of DRESSES) await expectForEverybody(ada.page, 'reveal', dress);
  });

  it('ends for everybody', async () => {
    await server.endPhase(path, 'reveal');
    await ada.sees('.screen.final');
    for (const dress of dressesOf(0)) await expectForEverybody(ada.page, 'final', dress);
  });

  it('went without an error', () => {
    expect([...ada.errors, ...grace.errors]).toEqual([]);
  });
});

/** The other ways to play, a short game and one dress each. */
const MODES: readonly [mode: 'guess' | 'relay' | 'duel', dress: Dress][] = [
  ['guess', { language: 'ar', theme: 'light', size: 'phone' }],
  ['relay', { language: 'hi', theme: 'dark', size: 'phone' }],
  ['duel', { language: 'de', theme: 'light', size: 'phone' }],
];

describe.each(MODES)('a game of %s', (mode, dress) => {
  afterAll(closeAll);

  it(`is for everybody: ${nameOfDress(dress)}`, async () => {
    const [ada, grace] = [await open('Ada'), await open('Grace')];
    const path = await ada.createRoomWith(server.url, { mode });
    await grace.followLink(`${server.url}${path}`);
    // Her seat moves the button that is about to be pressed.
    await ada.page.locator('.seat').nth(1).waitFor();
    await ada.press('Start the game');
    await ada.sees('.screen.draw');
    await putOn(ada.page, dress);
    await Promise.any([ada.sees('.sheet--mine.is-open'), grace.sees('.sheet--mine.is-open')]);
    for (const player of [ada, grace]) await player.draw(A_LINE);
    await expectForEverybody(ada.page, mode, dress);
    await server.endPhase(path, 'drawing');
    await ada.sees('.screen.reveal');
    await expectForEverybody(ada.page, `${mode}-reveal`, dress);
  });
});

async function expectForEverybody(page: Page, screen: string, dress: Dress): Promise<void> {
  await putOn(page, dress);
  await shot(page, screen, dress);
  const where = `${screen}, ${nameOfDress(dress)}`;
  expect.soft(await clippings(page), where).toEqual([]);
  expect.soft(await axeFindings(page), where).toEqual([]);
}

async function shot(page: Page, screen: string, dress: Dress): Promise<void> {
  const file = new URL(`screenshots/dress-${screen}-${nameOfDress(dress)}.png`, import.meta.url);
  await page.screenshot({ path: file.pathname });
}
