// `npm run lighthouse`: Lighthouse's mobile preset over the page as it is served, against the budgets below.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installBrowser } from './browser.mjs';
import { buildClient, installPackages, REPOSITORY, requireNode } from './lib.mjs';

/** Scores of 100 that each category has to reach. */
const BUDGETS = { performance: 95, accessibility: 100, 'best-practices': 100 };
/** The page answers to a tap by then. */
const MOST_INTERACTIVE_MS = 2_000;
const START_LIMIT_MS = 60_000;
const CHROME_FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];

requireNode();
await installPackages();
await installBrowser();
await buildClient();
const { default: lighthouse } = await import('lighthouse');
const { launch } = await import('chrome-launcher');

const folder = await mkdtemp(path.join(tmpdir(), 'inkling-lighthouse-'));
const port = await freePort();
const server = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
  cwd: REPOSITORY,
  env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: folder, LOG_LEVEL: 'silent' },
  stdio: 'ignore',
});
const url = `http://127.0.0.1:${port}/`;
let chrome;
try {
  await untilReady(`${url}healthz`);
  chrome = await launch({ chromePath: '/usr/bin/chromium', chromeFlags: CHROME_FLAGS });
  const { lhr } = await lighthouse(url, {
    port: chrome.port,
    onlyCategories: Object.keys(BUDGETS),
    output: 'json',
  });
  const rows = Object.entries(BUDGETS).map(([id, budget]) => {
    const score = Math.round(100 * (lhr.categories[id].score ?? 0));
    return { what: id, measured: score, budget: `>= ${budget}`, holds: score >= budget };
  });
  const interactiveMs = Math.round(lhr.audits.interactive?.numericValue ?? Infinity);
  rows.push({
    what: 'interactive, ms',
    measured: interactiveMs,
    budget: `<= ${MOST_INTERACTIVE_MS}`,
    holds: interactiveMs <= MOST_INTERACTIVE_MS,
  });
  console.table(rows);
  const wrong = Object.values(lhr.audits).filter(({ score }) => score !== null && score < 0.9);
  for (const { title, displayValue } of wrong)
    console.log(`- ${title}${displayValue ? `: ${displayValue}` : ''}`);
  if (rows.some(({ holds }) => !holds)) process.exitCode = 1;
} finally {
  chrome?.kill();
  server.kill('SIGTERM');
  await once(server, 'exit');
  await rm(folder, { recursive: true });
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port: free } = probe.address();
  probe.close();
  return free;
}

async function untilReady(address) {
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`The server did not answer at ${address}.`);
}
