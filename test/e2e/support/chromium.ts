import { chromium, type Browser } from 'playwright-core';
import { findBrowser } from '../../../scripts/browser.mjs';

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

/** Opens the Chromium of this machine, the one that scripts/browser.mjs finds. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await findBrowser();
  if (executablePath === undefined) {
    throw new Error(
      'There is no Chromium to test with: set CHROMIUM_PATH, or run npx playwright-core install chromium.',
    );
  }
  return chromium.launch({ executablePath, args: FLAGS });
}
