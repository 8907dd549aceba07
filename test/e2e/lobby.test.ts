import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './support/chromium.ts';
import { openCuttableProxy } from './support/cuttable-proxy.ts';
import { startPatientServer, type PatientServer } from './support/game-server.ts';
import { BrowserPlayer, type PlayerKind } from './support/player.ts';

/** A tap that nothing has come of for so long has come to nothing. */
const TAP_MS = 10_000;

let browser: Browser;
let server: PatientServer;
let players: BrowserPlayer[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([startPatientServer({}), openBrowser()]);
});
afterEach(async () => {
  const errors = players.flatMap((player) => player.errors);
  await Promise.all(players.map((player) => player.close()));
  players = [];
  expect(errors).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function player(name: string, device: PlayerKind['device'] = 'desktop'): Promise<BrowserPlayer> {
  const opened = await BrowserPlayer.open(browser, { name, device });
  players.push(opened);
  return opened;
}

async function open(visitor: BrowserPlayer, path = ''): Promise<void> {
  await visitor.page.goto(`${server.url}${path}`);
  await visitor.page.getByLabel('Your name').fill(visitor.name);
}

/** People at the table; bots keep whoever is alone company. */
async function people(visitor: BrowserPlayer): Promise<number> {
  return visitor.page.locator('.seat').filter({ hasNotText: 'computer' }).count();
}

/** A room of one's own whose settings say so many seats, a password or the like. */
async function openSection(host: BrowserPlayer, title: string): Promise<void> {
  await host.page.locator('summary', { hasText: title }).click();
}

describe('the way into a room', () => {
  it('seats two strangers in one room by one tap each', async () => {
    const [ada, grace] = [await player('Ada'), await player('Grace', 'phone')];
    await open(ada);
    await ada.press('Quick play');

    await open(grace);
    await grace.sees('.room-row');
    for (const visitor of [grace]) await visitor.shot('menu');
    await grace.press('Quick play');
    await grace.sees('.screen.lobby');
    await expect.poll(() => people(ada)).toBe(2);
    for (const visitor of [ada, grace]) await visitor.shot('lobby-two');
  });

  it('lists public rooms, which are entered by a tap', async () => {
    const [ida, grace] = [await player('Ida'), await player('Grace')];
    await ida.createRoomWith(server.url, { isPublic: true });
    await open(grace);
    const row = grace.page.getByRole('button', { name: 'Ida Race · English 1 of 8 seats taken Play' });
    await row.waitFor();
    await grace.shot('menu');
    await row.click();
    await expect.poll(() => people(ida)).toBe(2);
  });

  it('asks for a password where there is one, and says when it is wrong', async () => {
    const [ada, grace] = [await player('Ada'), await player('Grace', 'phone')];
    const path = await ada.createRoom(server.url);
    await openSection(ada, 'Room');
    await ada.page.getByLabel('Password').fill('tusche');
    await ada.press('Set');
    await ada.page.getByText('The room has a password.').waitFor();

    await open(grace, path);
    const password = grace.page.getByLabel('Password of the room');
    // A page that still moves while it comes to rest can miss a tap.
    await expect
      .poll(async () => {
        await grace.press(/^Join room/);
        return password.waitFor({ timeout: TAP_MS }).then(
          () => true,
          () => false,
        );
      })
      .toBe(true);
    await password.fill('ink');
    await grace.shot('door-password');
    await grace.press(/^Join room/);
    await grace.page.getByText('That is not the password').waitFor();
    await password.fill('tusche');
    await grace.press(/^Join room/);
    await grace.sees('.screen.lobby');
  });

  it('offers another name where one is taken, and takes it by a tap', async () => {
    const [ada, other] = [await player('Ada'), await player('Ada', 'phone')];
    const path = await ada.createRoom(server.url);
    await open(other, path);
    await other.press(/^Join room/);
    await other.page.getByText('already has this name').waitFor();
    await other.shot('notice-name-taken');
    await other.press('Be “Ada 2”');
    await other.sees('.screen.lobby');
    expect(await ada.page.locator('.seat').nth(1).textContent()).toContain('Ada 2');
  });

  it('lets people watch where every seat is taken', async () => {
    const [ada, ben, grace] = [await player('Ada'), await player('Ben'), await player('Grace', 'phone')];
    const path = await ada.createRoom(server.url);
    await ada.page.getByLabel('Seats', { exact: true }).fill('2');
    await open(ben, path);
    await ben.press(/^Join room/);
    await ben.sees('.screen.lobby');
    await expect.poll(() => ben.page.getByText('Up to 2 players').count()).toBe(1);
    await open(grace, path);
    await grace.press(/^Join room/);
    await grace.page.getByText(/^Room .* is full/).waitFor();
    await grace.shot('notice-full');
    await grace.press(/^Watch room/);
    await grace.sees('.screen.lobby');
    await grace.page.getByText('You watch.').waitFor();
    await expect.poll(() => ada.page.getByText('watches').count()).toBe(1);
  });
});

describe('the lobby', () => {
  it('shows the host’s settings to everybody, at once', async () => {
    const [ada, grace] = [await player('Ada'), await player('Grace', 'phone')];
    const path = await ada.createRoom(server.url);
    await open(grace, path);
    await grace.press(/^Join room/);
    await grace.sees('.screen.lobby');

    await ada.page.getByLabel('Rounds').fill('3');
    await ada.page.getByLabel('Time to draw').fill('45000');
    await ada.page.getByRole('radio', { name: /^Guess too/ }).check();
    await grace.page.getByText('3 rounds of 45 seconds').waitFor();
    await grace.page.getByText(/^Guess too: One draws/).waitFor();
    await ada.shot('lobby-settings');

    await openSection(ada, 'Words');
    await ada.page.getByRole('checkbox', { name: 'Animals' }).check();
    await grace.page.getByText('Animals · Easy').waitFor();
    await ada.page.getByLabel('Your own words').fill('lighthouse\nour cat, Cat');
    await ada.page.getByText('comes only in “Guess too”: our cat').waitFor();
    await ada.press('Use these words');
    await grace.page.getByText('3 words of the host’s own').waitFor();
    await openSection(ada, 'Room');
    await ada.page.locator('.screen.lobby').screenshot({ path: shotPath('lobby-settings-all-desktop') });
    await grace.page.locator('.screen.lobby').screenshot({ path: shotPath('lobby-guest-all-phone') });
  });

  it('hides the code from the screen and the address, through a reload', async () => {
    const ada = await player('Ada');
    const path = await ada.createRoom(server.url);
    const code = path.slice(-4);
    await ada.press('Hide the code');
    await ada.shot('lobby-hidden');
    expect(await ada.page.locator('.lobby-invite').textContent()).not.toMatch(
      new RegExp(code.split('').join('.*')),
    );
    expect(ada.page.url()).not.toContain(code);
    await ada.page.reload();
    await ada.sees('.screen.lobby');
    expect(ada.page.url()).not.toContain(code);
    await ada.press('Show the code');
    expect(ada.page.url()).toContain(code);
  });

  it('shows a QR code of the link', async () => {
    const ada = await player('Ada', 'phone');
    await ada.createRoom(server.url);
    await ada.shot('lobby');
    await ada.press('QR code');
    await ada.sees('.qr');
    await ada.shot('lobby-qr');
    await ada.page.keyboard.press('Escape');
    await ada.page.locator('.qr-window').waitFor({ state: 'hidden' });
  });

  it('puts people out by the host’s hand, and by votes', async () => {
    const [ada, ben, grace] = [await player('Ada'), await player('Ben'), await player('Grace', 'phone')];
    const path = await ada.createRoom(server.url);
    for (const visitor of [ben, grace]) {
      await open(visitor, path);
      await visitor.press(/^Join room/);
      await visitor.sees('.screen.lobby');
    }
    await ada.press('What to do about Grace');
    await ada.press('Make host');
    await grace.page.getByText('Start the game').waitFor();

    await ada.press('What to do about Grace');
    await ada.press('Vote to put out');
    await grace.page.getByText('1 of 2 votes to put out').waitFor();
    await ada.shot('lobby-votes');
    await ben.press('What to do about Grace');
    await ben.press('Vote to put out');
    await grace.page.getByText(/^You were put out of room/).waitFor();
    await grace.shot('notice-kicked');

    await ada.press('What to do about Ben');
    await ada.hold('Put out');
    await ben.page.getByText(/^You were put out of room/).waitFor();
    await expect.poll(() => people(ada)).toBe(1);
  });
});

describe('during a game', () => {
  it('has the room’s menu, in which changes wait for the next round', async () => {
    const [ada, grace] = [await player('Ada'), await player('Grace', 'phone')];
    const path = await ada.createRoom(server.url);
    await open(grace, path);
    await grace.press(/^Join room/);
    await grace.sees('.screen.lobby');
    await ada.page.getByLabel('Rounds').fill('1');
    await grace.page.getByText(/^1 round of/).waitFor();
    await ada.press('Start the game');
    await grace.sees('.screen.draw');

    await ada.press('Players and settings');
    await ada.page.getByLabel('Time to draw').fill('60000');
    await ada.page.getByText('from the next round').waitFor();
    await ada.shot('room-menu');
    await grace.press('Players and settings');
    await grace.page.getByText('Ada is the host and can change these.').waitFor();
    await grace.shot('room-menu');
    await grace.page.keyboard.press('Escape');
    // It stays from one screen to the next.
    await server.endPhase(path, 'drawing');
    await ada.sees('.screen.reveal');
    expect(await ada.page.locator('.room-menu-window').isVisible()).toBe(true);
    await ada.press('Close');
    await server.endPhase(path, 'reveal');
    await ada.sees('.screen.final');
    await ada.press('Back to the lobby');
    await grace.sees('.screen.lobby');
  });
});

describe('what can stand in the way', () => {
  it('has a screen for a room that is gone', async () => {
    for (const device of ['desktop', 'phone'] as const) {
      const ada = await player('Ada', device);
      await open(ada, '/r/ZZZZ');
      await ada.shot('invitation');
      await ada.press(/^Join room/);
      await ada.page.getByText('Room ZZZZ is gone').waitFor();
      await ada.shot('notice-gone');
      await ada.press('Quick play');
      await ada.sees('.screen.lobby');
    }
  });

  it('has a screen for a lost connection, and goes on when it is back', async () => {
    const wire = await openCuttableProxy(server.port);
    const ada = await player('Ada');
    await ada.createRoom(wire.url);
    // What the page fetches for later comes by this wire too.
    await ada.page.waitForLoadState('networkidle');
    wire.cut();
    await ada.page.getByText('The connection is gone').waitFor();
    await ada.shot('notice-lost');
    wire.mend();
    await ada.sees('.screen.lobby');
    await ada.close();
    await wire.close();
  });

  it('has a screen for a browser without WebGL', async () => {
    const ada = await player('Ada', 'phone');
    await ada.page.addInitScript(() => {
      const original = Reflect.get(HTMLCanvasElement.prototype, 'getContext') as (
        this: HTMLCanvasElement,
        kind: string,
      ) => null;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string) {
        return kind.includes('webgl') ? null : original.call(this, kind);
      } as typeof original;
    });
    await ada.page.goto(server.url);
    // Ink is not needed, and not asked for, before somebody is there.
    await ada.page.getByLabel('Your name').hover();
    await ada.page.getByText('This browser cannot show the ink').waitFor();
    await ada.shot('notice-no-webgl');
    ada.errors.length = 0;
  });

  it('has a page for a browser that is too old', async () => {
    const ada = await player('Ada', 'phone');
    await ada.page.addInitScript(() => {
      Reflect.deleteProperty(Array.prototype, 'at');
    });
    await ada.page.goto(server.url);
    await ada.page.getByText('This browser is too old').waitFor();
    await ada.page.waitForLoadState('networkidle');
    await ada.shot('notice-too-old');
    ada.errors.length = 0;
  });

  it('has a screen for a server that restarts', async () => {
    const ada = await player('Ada', 'phone');
    await ada.createRoom(server.url);
    const { port } = server;
    // A server that stops while the page still fetches its service worker is an error in its console, and nobody's fault.
    await ada.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await server.stop();
    await ada.page.getByText('The server is restarting').waitFor();
    await ada.shot('notice-restarting');
    server = await startPatientServer({ PORT: String(port) });
    await ada.page.getByText(/^Room .* is gone/).waitFor();
  });
});

function shotPath(name: string): string {
  return new URL(`./screenshots/${name}.png`, import.meta.url).pathname;
}
