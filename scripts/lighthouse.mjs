// `npm run lighthouse`: how fast and how accessible the served page is, by Lighthouse's mobile preset, against our budgets.
// `npm run lighthouse -- --runs 5` takes the middle of five runs, figure by figure; `--page /gallery` looks at another page;
// `--report FILE` writes Lighthouse's own report of the run in the middle.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser, installBrowser } from './browser.mjs';
import { buildClient, installPackages, REPOSITORY, requireNode, typescript } from './lib.mjs';
import { judge } from './page-budget.mjs';

const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
/** Figures that say where time goes. */
const FIGURES = ['first-contentful-paint', 'largest-contentful-paint', 'speed-index', 'total-blocking-time'];
const SECOND_MS = 1_000;
const KILOBYTE = 1_000;
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

const browserPath = await findBrowser();
const dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-lighthouse-'));
const server = await startServer();
try {
  const runs = [];
  for (let run = 0; run < Number(options.runs); run += 1) {
    runs.push(await measure(new URL(options.page, server.url).href));
    console.log(`run ${run + 1}: ${line(runs.at(-1).lhr)}`);
  }
  runs.sort((a, b) => a.lhr.categories.performance.score - b.lhr.categories.performance.score);
  const middleRun = runs[Math.floor(runs.length / 2)];
  if (options.report) writeFileSync(options.report, middleRun.report);
  process.exitCode = tell(
    runs.map(({ lhr }) => lhr),
    middleRun.lhr,
  )
    ? 0
    : 1;
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
    executablePath: browserPath,
    args: ['--no-sandbox', `--remote-debugging-port=${port}`],
  });
  try {
    return await lighthouse(url, {
      port,
      output: 'html',
      logLevel: 'error',
      onlyCategories: CATEGORIES,
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

/** Prints the middle of all runs beside budgets, and more of the run in the middle; returns whether all are kept. */
function tell(lhrs, middleLhr) {
  const rows = judge(lhrs.map(found));
  console.table(rows);
  console.log(`Measured with ${browserPath} (${middleLhr.environment.hostUserAgent})`);
  for (const name of FIGURES) {
    console.log(`${middleLhr.audits[name].title}: ${middleLhr.audits[name].displayValue}`);
  }
  // What costs a point, so that it need not be looked for.
  const failed = Object.values(middleLhr.categories).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ id, weight }) => weight > 0 && (middleLhr.audits[id].score ?? 1) < 0.9),
  );
  for (const { id } of failed) console.log(`below 90: ${id}: ${middleLhr.audits[id].title}`);
  return rows.every(({ kept }) => kept);
}

/** What one run found of that which has a budget. */
function found(lhr) {
  const scores = CATEGORIES.map((name) => [name, Math.round(lhr.categories[name].score * 100)]);
  return {
    ...Object.fromEntries(scores),
    seconds: lhr.audits.interactive.numericValue / SECOND_MS,
    kilobytes: lhr.audits['total-byte-weight'].numericValue / KILOBYTE,
  };
}

function line(lhr) {
  const { seconds, kilobytes, ...scores } = found(lhr);
  const told = Object.entries(scores).map(([name, score]) => `${name} ${score}`);
  // Lighthouse's own measure of the machine: far below what it usually is, the machine is busy, and the scores say little.
  const speed = `speed of this machine ${Math.round(lhr.environment.benchmarkIndex)}`;
  return `${told.join(', ')}, interactive in ${seconds.toFixed(2)} s, ${Math.round(kilobytes)} KB (${speed})`;
}
