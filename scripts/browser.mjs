// The Chromium that end-to-end tests and Lighthouse drive: found, or got.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { giveUp, REPOSITORY, run } from './lib.mjs';

/**
 * Where Chromium is, best first. The headless shell draws pages as the whole browser does, without the browser's own windows,
 * which are pages, too: drawn though nobody sees them, they take from a small machine what the game needs.
 */
const INSTALLED = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
/** The packages of Debian, best first; before Debian 12 there is no shell. */
const PACKAGES = ['chromium-headless-shell', 'chromium'];

/** Debian's package where we may install it, else what playwright-core can get. */
export async function installBrowser() {
  const found = await findBrowser();
  // Beside Debian's own Chromium there is a shell to be had.
  if (found && found !== '/usr/bin/chromium') return;
  console.log('Installing Chromium for the end-to-end tests…');
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    await run('apt-get', ['update', '-qq'], options);
    for (const name of PACKAGES) {
      await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], options);
      if (await findBrowser()) return;
    }
  }
  const playwright = path.join(REPOSITORY, 'node_modules', 'playwright-core', 'cli.js');
  await run(process.execPath, [playwright, 'install', 'chromium']);
  if (await findBrowser()) return;
  giveUp(
    'The end-to-end tests need Chromium, which could not be installed: install it (on Debian: apt-get install chromium) and try again.',
  );
}

/**
 * The program of this machine's Chromium: CHROMIUM_PATH, an installed one, or the one that playwright-core got.
 * @returns {Promise<string | undefined>}
 */
export async function findBrowser() {
  const { chromium } = await import('playwright-core');
  const candidates = [process.env.CHROMIUM_PATH, ...INSTALLED, chromium.executablePath()];
  return candidates.find((file) => file && existsSync(file));
}
