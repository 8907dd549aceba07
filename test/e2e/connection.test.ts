import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './support/chromium.ts';
import { startGameServer, type GameServer } from './support/game-server.ts';
import { BrowserPlayer } from './support/player.ts';

let browser: Browser;
let server: GameServer;
let players: BrowserPlayer[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([startGameServer({}), openBrowser()]);
});
afterEach(async () => {
  await Promise.all(players.map((player) => player.close()));
  players = [];
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function player(name: string): Promise<BrowserPlayer> {
  const opened = await BrowserPlayer.open(browser, { name, device: 'desktop' });
  players.push(opened);
  return opened;
}

describe('what can stand between a player and the game', () => {
  it('says that there is no such room, and still opens a new one', async () => {
    const ada = await player('Ada');
    await ada.page.goto(server.url);
    await ada.page.getByLabel('Room code').fill('zzzz');
    await ada.press('Join');
    await ada.page.getByText('There is no room with this code').waitFor();
    await ada.press('New room');
    await ada.sees('.screen.lobby');
  });

  it('says that a name is taken, at the name', async () => {
    const [ada, other] = [await player('Ada'), await player('Ada')];
    const path = await ada.createRoom(server.url);
    await other.page.goto(`${server.url}${path}`);
    await other.page.getByLabel('Your name').fill('ada');
    await other.press(/^Join room/);
    await other.page.getByText('already has this name').waitFor();
    await other.page.getByLabel('Your name').fill('Grace');
    await other.press(/^Join room/);
    await other.sees('.screen.lobby');
  });

  it('keeps a seat through a reload, but gives it to no other room’s link', async () => {
    const ada = await player('Ada');
    await ada.createRoom(server.url);
    await ada.page.reload();
    await ada.sees('.screen.lobby');
    await ada.page.goto(server.url);
    await ada.sees('.screen.menu');
  });

  it('finds the way on after a server that came back without the room', async () => {
    const ada = await player('Ada');
    await ada.createRoom(server.url);
    const { port } = server;
    await server.stop();
    await ada.page.getByText('The server is restarting').waitFor();
    server = await startGameServer({ PORT: String(port) });
    await ada.page.getByText(/Room .* is gone/).waitFor();
    await ada.press('To the start');
    await ada.press('New room');
    await ada.sees('.screen.lobby');
    expect(ada.errors).toEqual([]);
  });
});
