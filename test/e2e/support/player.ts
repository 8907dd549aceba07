import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, CDPSession, Locator, Page } from 'playwright-core';
import type { SettingsChange } from '../../../shared/game/index.ts';
import { DRAW_BATCH_MS } from '../../../shared/protocol/index.ts';
import { Player as WirePlayer } from '../../integration/support/player.ts';
import { DOODLES, type Doodle, type Point } from '../doodles.ts';
import { InkOnTheWire } from './ink-on-the-wire.ts';

const SCREENSHOTS = path.join(import.meta.dirname, '..', 'screenshots');
/** The side of the square on which doodles are written. */
const DOODLE_SIDE = 1_000;
/** Where a doodle lies on the sheet: a hand leaves a margin. */
const MARGIN_SHARE = 0.08;
/** How fast a hand moves on. Events are not waited for one by one: a busy page gets several at once, as in life. */
const POINT_MS = 10;
/** Whatever a test waits for comes within this time, on a machine that has much else to do, too. */
const WAIT_LIMIT_MS = 240_000;

/** Longer than any button wants to be held. */
const HOLD_MS = 3_000;

/** What the network says of a finished drawing it says within this time. */
const RECOGNITION_LIMIT_MS = 20_000;

export interface PlayerKind {
  readonly name: string;
  readonly device: 'desktop' | 'phone';
  /** The browser's language, a BCP 47 tag; English if it is not given. */
  readonly locale?: string | undefined;
}

const DEVICES = {
  desktop: { viewport: { width: 1280, height: 720 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
} as const;

/** Somebody with a browser of their own, who draws with a mouse or a finger. */
export class BrowserPlayer {
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong in the page. */
  readonly errors: string[] = [];
  readonly #device: PlayerKind['device'];
  /** The browser's own door for input: playwright's waits for each event before it sends the next. */
  readonly #input: CDPSession;
  /** What of this page's ink is on its way to the server. */
  readonly #wire = new InkOnTheWire();

  private constructor(kind: PlayerKind, context: BrowserContext, page: Page, input: CDPSession) {
    this.name = kind.name;
    this.#device = kind.device;
    this.context = context;
    this.page = page;
    this.#input = input;
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => this.#wire.sent(payload.toString()));
      socket.on('framereceived', ({ payload }) => this.#wire.received(payload.toString()));
      socket.on('close', () => this.#wire.clear());
    });
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (message) => {
      // A cut connection is logged by the browser itself, and healed by the client.
      if (message.type() === 'error' && !/WebSocket|ERR_|Failed to load/.test(message.text())) {
        this.errors.push(message.text());
      }
    });
  }

  static async open(browser: Browser, kind: PlayerKind): Promise<BrowserPlayer> {
    const context = await browser.newContext({ ...DEVICES[kind.device], locale: kind.locale ?? 'en-US' });
    context.setDefaultTimeout(WAIT_LIMIT_MS);
    const page = await context.newPage();
    return new BrowserPlayer(kind, context, page, await context.newCDPSession(page));
  }

  async shot(scene: string): Promise<void> {
    await this.shotOf(this.page, scene);
  }

  /** A picture of another page of this player's. */
  async shotOf(page: Page, scene: string): Promise<void> {
    await mkdir(SCREENSHOTS, { recursive: true });
    await page.screenshot({ path: path.join(SCREENSHOTS, `${scene}-${this.#device}.png`) });
  }

  /** Presses a button, as this device presses. */
  async press(name: string | RegExp): Promise<void> {
    const button = this.page.getByRole('button', { name });
    await (this.#device === 'phone' ? button.tap() : button.click());
  }

  /** Holds a careful button down until it does what it says: a second press has to come too soon for a busy machine. */
  async hold(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).click({ delay: HOLD_MS });
  }

  async sees(selector: string): Promise<Locator> {
    const found = this.page.locator(selector);
    await found.first().waitFor();
    return found;
  }

  async createRoom(url: string): Promise<string> {
    await this.page.goto(url);
    await this.page.getByLabel('Your name').fill(this.name);
    await this.shot('1-menu');
    await this.press('New room');
    await this.sees('.screen.lobby');
    return new URL(this.page.url()).pathname;
  }

  /** Opens a room with settings that are told over the wire, and takes the host's seat in it with this browser. */
  async createRoomWith(url: string, settings: SettingsChange): Promise<string> {
    const wire = await WirePlayer.connect(url);
    const { view } = await wire.ask('room:create', {
      name: this.name,
      color: 0,
      settings: settings as object,
    });
    await this.context.addInitScript((token) => {
      window.localStorage.setItem('inkling.token', token);
    }, wire.token);
    await this.followLink(`${url}/r/${view.code}`);
    wire.close();
    return `/r/${view.code}`;
  }

  /** Follows a link: only the name is asked for. */
  async followLink(link: string): Promise<void> {
    await this.page.goto(link);
    await this.page.getByLabel('Your name').fill(this.name);
    await this.shot('2-invitation');
    await this.press(/^Join room/);
    await this.sees('.screen.lobby');
  }

  /** The word to draw, once the pens are free. */
  async prompt(): Promise<string> {
    await this.sees('.sheet--mine.is-open');
    return (await this.page.locator('.prompt-word').textContent()) ?? '';
  }

  async drawWord(word: string): Promise<void> {
    await this.draw(doodleOf(word));
  }

  /** Draws on a sheet that may be closed. */
  async drawAnyway(doodle: Doodle): Promise<void> {
    const place = await this.#places();
    for (const stroke of doodle) await this.#stroke(stroke.map(place));
  }

  /** Draws strokes by pointer events of the browser, as a hand would cause them, until the server has them. */
  async draw(doodle: Doodle): Promise<void> {
    const place = await this.#places();
    for (const stroke of doodle) {
      // A round may end, everybody being recognised, before a drawing is finished.
      if ((await this.page.locator('.sheet--mine.is-open').count()) === 0) return;
      await this.#stroke(stroke.map(place));
    }
    await this.inkHasArrived();
  }

  /** Ends when everything that was drawn is with the server, as far as there is a connection. */
  async inkHasArrived(): Promise<void> {
    // A page's timers come in their order: the one that sends what has been drawn comes before this one.
    const ms = this.#wire.gatherMs + DRAW_BATCH_MS;
    await this.page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), ms);
    while (!this.#wire.isEmpty) await this.page.waitForTimeout(POINT_MS);
  }

  /** How much of my sheet is covered by ink, 0..1, as the screen shows it. */
  async inkShare(): Promise<number> {
    const picture = await this.page.locator('.sheet--mine').screenshot();
    return this.page.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      const drawing = canvas.getContext('2d')!;
      drawing.drawImage(image, 0, 0);
      const { data } = drawing.getImageData(0, 0, image.width, image.height);
      let dark = 0;
      for (let at = 0; at < data.length; at += 4)
        if (data[at]! + data[at + 1]! + data[at + 2]! < 200) dark += 1;
      return dark / (image.width * image.height);
    }, picture.toString('base64'));
  }

  /** Whether the network recognises my drawing, which it does soon or, as the drawing does not grow any more, never. */
  async isRecognised(): Promise<boolean> {
    const said = this.page.locator('.stamp:not([hidden]), .screen.reveal').first();
    await said.waitFor({ timeout: RECOGNITION_LIMIT_MS }).catch(() => undefined);
    if ((await this.page.locator('.screen.draw .stamp:not([hidden])').count()) > 0) return true;
    return (await this.ownRow('.revealed', '.revealed-place').count()) > 0;
  }

  /** My score as the score board says it. */
  async score(): Promise<number> {
    return Number((await this.ownRow('.score-row', '.score-total').textContent())?.replace(/\D/g, ''));
  }

  ownRow(row: string, part: string): Locator {
    return this.page.locator(row).filter({ hasText: this.name }).locator(part);
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  /** Where the points of a doodle lie on the page. */
  async #places(): Promise<(point: Point) => { x: number; y: number }> {
    const box = await this.page.locator('.sheet--mine').boundingBox();
    if (box === null) throw new Error('there is no sheet to draw on');
    const inner = 1 - 2 * MARGIN_SHARE;
    return ([x, y]) => ({
      x: box.x + box.width * (MARGIN_SHARE + (x / DOODLE_SIDE) * inner),
      y: box.y + box.height * (MARGIN_SHARE + (y / DOODLE_SIDE) * inner),
    });
  }

  async #stroke(points: readonly { x: number; y: number }[]): Promise<void> {
    const [first, ...rest] = points;
    if (first === undefined) return;
    const sent: Promise<unknown>[] = [];
    const pen = this.#device === 'phone' ? touchPen(this.#input) : mousePen(this.#input);
    sent.push(pen.down(first));
    for (const point of rest) {
      await this.page.waitForTimeout(POINT_MS);
      sent.push(pen.move(point));
    }
    sent.push(pen.up());
    await Promise.all(sent);
  }
}

interface Pen {
  down(point: { x: number; y: number }): Promise<unknown>;
  move(point: { x: number; y: number }): Promise<unknown>;
  up(): Promise<unknown>;
}

function mousePen(session: CDPSession): Pen {
  let at = { x: 0, y: 0 };
  const send = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased') =>
    session.send('Input.dispatchMouseEvent', {
      type,
      ...at,
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: type === 'mouseMoved' ? 0 : 1,
    });
  return {
    down(point) {
      at = point;
      return send('mousePressed');
    },
    move(point) {
      at = point;
      return send('mouseMoved');
    },
    up: () => send('mouseReleased'),
  };
}

function touchPen(session: CDPSession): Pen {
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  return {
    down: (point) => send('touchStart', [point]),
    move: (point) => send('touchMove', [point]),
    up: () => send('touchEnd', []),
  };
}

/** How our players draw a word. */
export function doodleOf(word: string): Doodle {
  const doodle = DOODLES[word];
  if (doodle === undefined) throw new Error(`nobody here can draw "${word}"`);
  return doodle;
}
