import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const FLAGS = [
  '--no-sandbox',
  // WebGL on the processor: machines that test have no graphics card, and the page itself is drawn without one, too.
  '--disable-gpu',
  '--enable-unsafe-swiftshader',
  // Nothing of its own on the network.
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Opens the Chromium of this machine: CHROMIUM_PATH, an installed one, or the one that playwright-core got. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: FLAGS });
}

function findChromium(): string {
  const candidates = [process.env['CHROMIUM_PATH'], ...INSTALLED, chromium.executablePath()];
  const found = candidates.find((file) => file !== undefined && file !== '' && existsSync(file));
  if (found === undefined) {
    throw new Error(
      'There is no Chromium to test with: set CHROMIUM_PATH, or run npx playwright-core install chromium.',
    );
  }
  return found;
}
