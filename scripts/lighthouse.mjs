// `npm run lighthouse`: how fast and how accessible the served page is, by Lighthouse's mobile preset, against our budgets.
// `npm run lighthouse -- --runs 5` takes the middle one of five runs; `--page /gallery` looks at another page; `--report FILE`
// writes Lighthouse's own report.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser, installBrowser } from './browser.mjs';
import { buildClient, installPackages, REPOSITORY, requireNode, typescript } from './lib.mjs';

/** What the first page has to reach: scores of 100, and seconds. */
const LEAST_SCORES = { performance: 95, accessibility: 100, 'best-practices': 100 };
const MOST_SECONDS_TO_INTERACTIVE = 2;
/** Figures that say where time goes. */
const FIGURES = ['first-contentful-paint', 'largest-contentful-paint', 'speed-index', 'total-blocking-time'];
const SECOND_MS = 1_000;
const START_LIMIT_MS = 60 * SECOND_MS;

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    page: { type: 'string', default: '/' },
    report: { type: 'string' },
  },
});

requireNode();
await installPackages();
await installBrowser();
await buildClient();
const [{ default: lighthouse }, { chromium }] = await Promise.all([
  import('lighthouse'),
  import('playwright-core'),
]);

const dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-lighthouse-'));
const server = await startServer();
try {
  const runs = [];
  for (let run = 0; run < Number(options.runs); run += 1) {
    runs.push(await measure(new URL(options.page, server.url).href));
    console.log(`run ${run + 1}: ${line(runs.at(-1).lhr)}`);
  }
  runs.sort((a, b) => a.lhr.categories.performance.score - b.lhr.categories.performance.score);
  const middle = runs[Math.floor(runs.length / 2)];
  if (options.report) writeFileSync(options.report, middle.report);
  process.exitCode = judge(middle.lhr) ? 0 : 1;
} finally {
  server.process.kill('SIGTERM');
  await new Promise((resolve) => server.process.once('exit', resolve));
  await rm(dataDir, { recursive: true, force: true });
}

/** The real server, as `npm start` starts it, on a free port. */
async function startServer() {
  const child = spawn(process.execPath, typescript('server/main.ts'), {
    cwd: REPOSITORY,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error(`The server did not start: ${said}`)));
    setTimeout(() => reject(new Error(`The server is not listening yet: ${said}`)), START_LIMIT_MS).unref();
  });
  return { process: child, url };
}

/** One run in a browser of its own: nothing is kept from the one before. */
async function measure(url) {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', `--remote-debugging-port=${port}`],
  });
  try {
    return await lighthouse(url, {
      port,
      output: 'html',
      logLevel: 'error',
      onlyCategories: Object.keys(LEAST_SCORES),
    });
  } finally {
    await browser.close();
  }
}

async function freePort() {
  const asking = createServer();
  await new Promise((resolve) => asking.listen(0, '127.0.0.1', resolve));
  const { port } = asking.address();
  await new Promise((resolve) => asking.close(resolve));
  return port;
}

/** Prints scores beside budgets; returns whether all are kept. */
function judge(lhr) {
  const rows = Object.entries(LEAST_SCORES).map(([name, least]) => {
    const score = Math.round(lhr.categories[name].score * 100);
    return { what: name, measured: score, budget: `at least ${least}`, kept: score >= least };
  });
  const seconds = secondsToInteractive(lhr);
  rows.push({
    what: 'seconds to interactive',
    measured: Number(seconds.toFixed(2)),
    budget: `at most ${MOST_SECONDS_TO_INTERACTIVE}`,
    kept: seconds <= MOST_SECONDS_TO_INTERACTIVE,
  });
  console.table(rows);
  for (const name of FIGURES) console.log(`${lhr.audits[name].title}: ${lhr.audits[name].displayValue}`);
  // What costs a point, so that it need not be looked for.
  const failed = Object.values(lhr.categories).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 0.9),
  );
  for (const { id } of failed) console.log(`below 90: ${id}: ${lhr.audits[id].title}`);
  return rows.every(({ kept }) => kept);
}

function line(lhr) {
  const scores = Object.values(lhr.categories).map(
    ({ title, score }) => `${title} ${Math.round(score * 100)}`,
  );
  // Lighthouse's own measure of the machine: far below what it usually is, the machine is busy, and the scores say little.
  const speed = `speed of this machine ${Math.round(lhr.environment.benchmarkIndex)}`;
  return `${scores.join(', ')}, interactive in ${secondsToInteractive(lhr).toFixed(2)} s (${speed})`;
}

function secondsToInteractive(lhr) {
  return lhr.audits.interactive.numericValue / SECOND_MS;
}
