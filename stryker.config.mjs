// `npm run mutate` (scripts/mutate.mjs) calls Stryker with this for one folder of shared/ after the other; without one, all of it.
const FOLDER = process.env.MUTATED_FOLDER;
const OUT = `.cache/mutation/${FOLDER ?? 'all'}`;
/** Less of all mutants noticed is a failure; of one folder alone it is not. */
const LEAST_PERCENT = 85;

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: [FOLDER === undefined ? 'shared/**/*.ts' : `shared/${FOLDER}/**/*.ts`],
  plugins: ['./test/mutation/runner.mjs'],
  testRunner: 'in-process',
  coverageAnalysis: 'perTest',
  thresholds: { high: 95, low: LEAST_PERCENT, break: FOLDER === undefined ? LEAST_PERCENT : null },
  // A busy machine is no mutant that hangs.
  timeoutMS: 30_000,
  dryRunTimeoutMinutes: 60,
  // What is known of a mutant stays known until it, or a test that meets it, changes.
  incremental: true,
  incrementalFile: `${OUT}.incremental.json`,
  tempDirName: `${OUT}.sandbox`,
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  clearTextReporter: { logTests: false, reportTests: false, skipFull: true },
  htmlReporter: { fileName: `${OUT}.html` },
  jsonReporter: { fileName: `${OUT}.json` },
  ignorePatterns: [
    '.cache',
    'dist',
    '/data',
    'client/public',
    'deploy',
    'docs',
    'test/e2e',
    'test/integration',
    'test/bench',
  ],
};
