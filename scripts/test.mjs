// `npm test`: installs what is missing, then checks and tests everything. The last line says how it went.
// `npm test -- unit` (or integration, or e2e) runs one kind of tests; further arguments go to vitest.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { installBrowser } from './browser.mjs';
import { installDebian } from './debian.mjs';
import { buildClient, installPackages, REPOSITORY, requireNode, run } from './lib.mjs';

const KINDS = ['unit', 'integration', 'e2e'];
const RATIOS_CHECK = ['inkling', '--', 'bench', 'micro', '--check'];
/** Of what a test failed with: enough to know it by. */
const MESSAGE_LINES = 6;
const MESSAGE_CHARACTERS = 600;
const RESULT = path.join(REPOSITORY, '.cache', 'test-result.json');

requireNode();
await installPackages();

const args = process.argv.slice(2);
const everything = args.length === 0;
const wants = (kind) => everything || args.some((arg) => arg.includes(kind));
if (wants('integration'))
  await installDebian(['redis-server', 'postgresql', 'haproxy', 'socat'], 'the tests');
if (wants('e2e')) await installBrowser();
// Servers of both hand out the page.
if (wants('integration') || wants('e2e')) await buildClient();
const checkPassed = everything ? (await run('npm', ['run', '--silent', 'check'])) === 0 : null;
const tests = await runTests(args);

// How fast small things are is asked last, when no test works beside it, and only on a machine that is there for such questions.
const ratiosPassed =
  everything && process.env.CI ? (await run('npm', ['run', '--silent', ...RATIOS_CHECK])) === 0 : null;

const whole = [checkPassed, ratiosPassed];
const passed = tests.passed + whole.filter((outcome) => outcome === true).length;
const failed = tests.failed + whole.filter((outcome) => outcome === false).length;
if (checkPassed === false) console.log('npm run check failed: see above.');
if (ratiosPassed === false) console.log('inkling bench micro --check failed: see above.');
// Where only the end of a long output is at hand, it still says what failed.
for (const failure of tests.failures) console.log(`failed: ${failure}`);
console.log(`${passed} passed, ${failed} failed${tests.skipped === 0 ? '' : `, ${tests.skipped} skipped`}`);
process.exitCode = failed > 0 || tests.passed === 0 ? 1 : 0;

/** Runs vitest and counts from its own result file, not from what it prints. */
async function runTests(vitestArgs) {
  rmSync(RESULT, { force: true });
  const code = await run(process.execPath, [
    path.join(REPOSITORY, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${RESULT}`,
    ...vitestArgs.flatMap((arg) => (KINDS.includes(arg) ? ['--project', arg] : [arg])),
  ]);
  if (!existsSync(RESULT)) return { passed: 0, failed: 1, skipped: 0, failures: ['vitest left no result'] };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(RESULT, 'utf8'),
  );
  // A file that cannot even be loaded has no tests of its own to fail.
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failedTests = numFailedTests + broken.length;
  return {
    passed: numPassedTests,
    // vitest also fails for errors outside every test.
    failed: failedTests === 0 && code !== 0 ? 1 : failedTests,
    skipped: numPendingTests + numTodoTests,
    failures: [
      ...testResults.flatMap(({ name, assertionResults }) =>
        assertionResults
          .filter((test) => test.status === 'failed')
          .map((test) => describeFailure(name, test.fullName, test.failureMessages?.[0])),
      ),
      ...broken.map(({ name, message }) => describeFailure(name, '', message)),
    ],
  };
}

/** One line: which file, which test, and the first lines of why. */
function describeFailure(file, test, message = '') {
  const why = stripVTControlCharacters(message).split('\n').slice(0, MESSAGE_LINES).join(' | ');
  return `${path.relative(REPOSITORY, file)} ${test}: ${why.slice(0, MESSAGE_CHARACTERS)}`;
}
