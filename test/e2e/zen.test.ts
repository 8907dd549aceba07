import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NetworkRecogniser } from '../../server/recognition/network-recogniser.ts';
import { findModel } from '../../server/recognition/champion-file.ts';
import { readModelVersion } from '../../server/recognition/registry.ts';
import { cutAtInk, type Drawing } from '../../shared/drawing/index.ts';
import type { Verdict } from '../../shared/recognition/recogniser.ts';
import { DOODLES } from './doodles.ts';
import { openBrowser } from './support/chromium.ts';
import { startGameServer, type GameServer } from './support/game-server.ts';
import { BrowserPlayer, doodleOf } from './support/player.ts';
import { drawableWords } from './support/words.ts';

/** Long enough for a busy machine to keep the page and the network that guesses. */
const KEPT_LIMIT_MS = 30_000;
const REPOSITORY = path.join(import.meta.dirname, '..', '..');
/** How much the browser's probabilities may differ from the server's. */
const TOLERANCE = 1e-3;
const INK_SHARES = [0.2, 0.5, 1];
const MOST_SKIPS = 40;

let browser: Browser;
let server: GameServer;
let drawable: Set<string>;

beforeAll(async () => {
  [server, browser] = await Promise.all([startGameServer({}), openBrowser()]);
  drawable = new Set(await drawableWords());
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Opens Zen from the menu. */
async function enterZen(
  device: 'desktop' | 'phone',
  onSaid: (text: string) => void = () => undefined,
): Promise<BrowserPlayer> {
  const player = await BrowserPlayer.open(browser, { name: 'Ada', device });
  player.page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => onSaid(payload.toString()));
  });
  await player.page.goto(server.url);
  await player.press('Zen: alone, no clock');
  return player;
}

/** Goes on to a word that our players draw unmistakably. */
async function drawableWord(player: BrowserPlayer): Promise<string> {
  for (let skips = 0; skips < MOST_SKIPS; skips += 1) {
    const word = await player.prompt();
    if (drawable.has(word)) return word;
    await player.press('Another word');
  }
  throw new Error('none of the words can be drawn here');
}

async function drawsAndIsRecognised(player: BrowserPlayer): Promise<void> {
  await player.drawWord(await drawableWord(player));
  await player.sees('.guess-sure');
}

/** The page has been kept, with the network that guesses. */
async function isKept({ page }: BrowserPlayer): Promise<void> {
  const look = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      const models = await caches.open('models');
      return registration?.active?.state === 'activated' && (await models.keys()).length > 2;
    });
  // Not `waitForFunction`, to which the promise of an answer is an answer.
  await expect.poll(look, { timeout: KEPT_LIMIT_MS }).toBe(true);
}

describe('Zen', () => {
  it.each(['desktop', 'phone'] as const)(
    'is drawn and recognised, with no server asked (%s)',
    async (device) => {
      const said: string[] = [];
      const player = await enterZen(device, (text) => said.push(text));
      await player.sees('.sheet--mine.is-open');
      await player.shot('zen-1-start');
      player.page.on('request', (request) => said.push(request.postData() ?? ''));
      await drawsAndIsRecognised(player);
      await player.shot('zen-2-recognised');
      await player.press('Next word');
      await player.page.getByText('1 word recognised').waitFor();
      await drawsAndIsRecognised(player);
      await player.press('Next word');
      await player.page.getByText('2 words recognised').waitFor();
      await player.shot('zen-3-finished');
      expect(said.filter((text) => /points|draw:|guess|room:(?!list)/.test(text))).toEqual([]);
      // The session with the server was opened, as on every page: this test hears what is said.
      expect(said.join()).toContain('session');
      expect(player.errors).toEqual([]);
      await player.close();
    },
  );

  it('plays on without a network, also after a reload and from the start', async () => {
    const player = await enterZen('phone');
    await player.sees('.sheet--mine.is-open');
    await isKept(player);
    await player.context.setOffline(true);
    await player.page.reload();
    await drawsAndIsRecognised(player);

    await player.page.goto(server.url);
    await player.page.getByText('No connection').waitFor();
    await player.shot('zen-4-offline-menu');
    await player.press('Play Zen');
    await drawsAndIsRecognised(player);
    expect(player.errors).toEqual([]);
    await player.close();
  });

  it('says what is missing where the network could not be fetched, and tries again', async () => {
    const player = await BrowserPlayer.open(browser, { name: 'Ada', device: 'desktop' });
    await player.page.route('**/models/**', (route) => route.abort());
    await player.page.goto(`${server.url}/zen`);
    await player.page.getByText('Zen could not be loaded').waitFor();
    await player.shot('zen-5-failed');
    await player.page.unroute('**/models/**');
    await player.press('Try again');
    await player.prompt();
    await player.press('To the start');
    await player.sees('.screen.menu');
    await player.close();
  });

  it('guesses as the server does', async () => {
    const model = await readModelVersion(
      await findModel(process.env['MODEL'], path.join(REPOSITORY, 'models')),
    );
    const onServer = await NetworkRecogniser.start(model, { engine: 'wasm', onBroken: () => undefined });
    const words = Object.keys(DOODLES);
    const drawings = words.flatMap((word) => INK_SHARES.map((share) => cutAtInk(drawingOf(word), share)));
    const { words: known } = model.card;
    const deck = [...words.filter((word) => known.includes(word)), 'no word of its'].slice(-20);

    const player = await BrowserPlayer.open(browser, { name: 'Ada', device: 'desktop' });
    await player.page.goto(`${server.url}/zen`);
    await player.prompt();
    const here = await guessesInBrowser(player, drawings, deck);
    const there = await Promise.all(drawings.map((drawing) => onServer.guess(drawing, deck)));
    await onServer.close();
    await player.close();

    expect(here.length).toBeGreaterThan(50);
    for (const [index, verdict] of there.entries()) {
      const mine = here[index]!;
      expect(differences(mine.deckProbabilities, verdict.deckProbabilities)).toBeLessThan(TOLERANCE);
      const confidences = ({ guesses }: Verdict) => guesses.map(({ confidence }) => confidence);
      expect(differences(confidences(mine), confidences(verdict))).toBeLessThan(TOLERANCE);
      expect(mine.guesses[0]?.word).toBe(verdict.guesses[0]?.word);
    }
  });
});

function drawingOf(word: string): Drawing {
  return doodleOf(word).map((points) => ({ x: points.map(([x]) => x), y: points.map(([, y]) => y) }));
}

function differences(a: readonly number[], b: readonly number[]): number {
  expect(a).toHaveLength(b.length);
  return Math.max(...a.map((value, index) => Math.abs(value - b[index]!)));
}

/** What the page's own Zen makes of some drawings. */
async function guessesInBrowser(
  { page }: BrowserPlayer,
  drawings: readonly Drawing[],
  deck: readonly string[],
): Promise<Verdict[]> {
  const files = await readdir(path.join(REPOSITORY, 'dist', 'client', 'assets'));
  const chunk = `${server.url}/assets/${files.find((file) => /^zen-.*\.js$/.test(file))}`;
  // As text: what vitest makes of an import would not run in a page.
  return page.evaluate(`(async () => {
    const { openZen } = await import(${JSON.stringify(chunk)});
    const game = await openZen({ difficulty: 'any', pack: null });
    game.stop();
    const verdicts = [];
    for (const drawing of ${JSON.stringify(drawings)}) {
      verdicts.push(await game.recogniser.guess(drawing, ${JSON.stringify(deck)}));
    }
    return verdicts;
  })()`);
}
