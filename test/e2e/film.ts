// `npm run film`: plays a round of two and writes docs/round.gif, which README shows.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import gifenc from 'gifenc';
import type { Page } from 'playwright-core';
import { openBrowser } from './support/chromium.ts';
import { startGameServer } from './support/game-server.ts';
import { BrowserPlayer } from './support/player.ts';

const { applyPalette, GIFEncoder, quantize } = gifenc;
const FILM = path.join(import.meta.dirname, '..', '..', 'docs', 'round.gif');
/** Of several strokes, which take a hand a few seconds. */
const WORDS = ['snowman', 'house', 'sailboat', 'bed', 'flower', 'ice cream', 'mushroom', 'sun'];
const FRAME_MS = 250;
const LAST_FRAME_MS = 2_500;
/** The laptop and the phone side by side, at half of their size and a bit less. */
const WIDTH_PIXELS = 834;
const HEIGHT_PIXELS = 360;
const LAPTOP_WIDTH_PIXELS = 640;
const PHONE_WIDTH_PIXELS = 166;
const COLOURS = 63;
/** "As before", which most of every frame is. */
const AS_BEFORE = COLOURS;

const server = await startGameServer({ ROUNDS: '1', WORDS: WORDS.join(',') });
const browser = await openBrowser();
try {
  const laptop = await BrowserPlayer.open(browser, { name: 'Ada', device: 'desktop' });
  const phone = await BrowserPlayer.open(browser, { name: 'Grace', device: 'phone' });
  const cutter = await (await browser.newContext()).newPage();
  const link = await laptop.createRoom(server.url);
  await phone.followLink(`${server.url}${link}`);
  await laptop.press('Start the game');
  await laptop.sees('.screen.draw');
  const film = filmOf([laptop.page, phone.page]);
  const word = await laptop.prompt();
  await Promise.all([laptop.drawWord(word), phone.drawWord(word)]);
  await Promise.all([laptop.sees('.screen.reveal'), phone.sees('.screen.reveal')]);
  await laptop.page.waitForTimeout(2 * FRAME_MS);
  await writeFile(FILM, await encode(cutter, await film.end()));
} finally {
  await browser.close();
  await server.stop();
}

/** Takes pictures of pages side by side until it is told to end. */
function filmOf(pages: readonly Page[]): { end(): Promise<string[][]> } {
  const frames: string[][] = [];
  let isOn = true;
  const running = (async () => {
    while (isOn) {
      const next = new Promise((resolve) => setTimeout(resolve, FRAME_MS));
      const pictures = await Promise.all(pages.map((page) => page.screenshot({ type: 'jpeg', quality: 90 })));
      frames.push(pictures.map((picture) => `data:image/jpeg;base64,${picture.toString('base64')}`));
      await next;
    }
  })();
  return {
    async end() {
      isOn = false;
      await running;
      return frames;
    },
  };
}

/** Scales frames in a browser, and writes what changed from one to the next. */
async function encode(cutter: Page, frames: readonly string[][]): Promise<Uint8Array> {
  const encoder = GIFEncoder();
  const pixels: Uint8Array[] = [];
  for (const frame of frames) pixels.push(await scaled(cutter, frame));
  // The middle of a round has every colour, its end those of being recognised.
  const palette = quantize(joined([pixels[Math.floor(pixels.length / 2)]!, pixels.at(-1)!]), COLOURS);
  let before: Uint8Array | null = null;
  for (const [index, picture] of pixels.entries()) {
    const colours = applyPalette(picture, palette);
    const old: Uint8Array | null = before;
    const changed =
      old === null ? colours : colours.map((colour, at) => (colour === old[at] ? AS_BEFORE : colour));
    encoder.writeFrame(changed, WIDTH_PIXELS, HEIGHT_PIXELS, {
      delay: index === pixels.length - 1 ? LAST_FRAME_MS : FRAME_MS,
      dispose: 1,
      ...(old === null
        ? {
            palette: [...palette, ...Array.from({ length: COLOURS + 1 - palette.length }, () => [0, 0, 0])],
            repeat: 0,
          }
        : { transparent: true, transparentIndex: AS_BEFORE }),
    });
    before = colours;
  }
  encoder.finish();
  return encoder.bytes();
}

async function scaled(cutter: Page, [laptop = '', phone = '']: readonly string[]): Promise<Uint8Array> {
  const base64 = await cutter.evaluate(
    async ([pictures, width, height, widths]) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [width, height];
      const context = canvas.getContext('2d', { willReadFrequently: true })!;
      context.fillStyle = '#d8d4ca';
      context.fillRect(0, 0, width, height);
      context.imageSmoothingQuality = 'high';
      for (const [index, source] of pictures.entries()) {
        const image = new Image();
        image.src = source;
        await image.decode();
        context.drawImage(image, index === 0 ? 0 : width - widths[index]!, 0, widths[index]!, height);
      }
      const { data } = context.getImageData(0, 0, width, height);
      let text = '';
      for (let at = 0; at < data.length; at += 8_192)
        text += String.fromCharCode(...data.subarray(at, at + 8_192));
      return btoa(text);
    },
    [[laptop, phone], WIDTH_PIXELS, HEIGHT_PIXELS, [LAPTOP_WIDTH_PIXELS, PHONE_WIDTH_PIXELS]] as [
      string[],
      number,
      number,
      number[],
    ],
  );
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
