// The Chromium that end-to-end tests and Lighthouse drive: found, or got.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { giveUp, REPOSITORY, run } from './lib.mjs';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Debian's package where we may install it, else what playwright-core can get. */
export async function installBrowser() {
  if (await findBrowser()) return;
  console.log('Installing Chromium for the end-to-end tests…');
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    await run('apt-get', ['update', '-qq'], options);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
  }
  if (await findBrowser()) return;
  const playwright = path.join(REPOSITORY, 'node_modules', 'playwright-core', 'cli.js');
  await run(process.execPath, [playwright, 'install', 'chromium']);
  if (await findBrowser()) return;
  giveUp(
    'The end-to-end tests need Chromium, which could not be installed: install it (on Debian: apt-get install chromium) and try again.',
  );
}

/** The program of this machine's Chromium: CHROMIUM_PATH, an installed one, or the one that playwright-core got. */
export async function findBrowser() {
  const { chromium } = await import('playwright-core');
  const candidates = [process.env.CHROMIUM_PATH, ...INSTALLED, chromium.executablePath()];
  return candidates.find((file) => file && existsSync(file));
}
