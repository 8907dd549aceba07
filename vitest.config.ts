import { defineConfig } from 'vitest/config';

const MINUTE_MS = 60_000;
/** Limits are for what hangs: what is only slow, on a machine that has much else to do, is none of their business. */
const PATIENCE_MS = 10 * MINUTE_MS;
const patient = {
  // As many as two cores carry: a page that plays takes about one.
  maxWorkers: 2,
  testTimeout: PATIENCE_MS,
  hookTimeout: PATIENCE_MS,
  expect: { poll: { timeout: 4 * MINUTE_MS } },
};

/** Of the branches in shared/ and in server/, each; `npm run coverage` fails below. */
const BRANCHES_PERCENT = 90;

export default defineConfig({
  test: {
    coverage: {
      provider: 'custom',
      customProviderModule: './test/coverage/provider.mjs',
      // Every file counts, whether or not a test loads it.
      include: ['shared/**/*.ts', 'server/**/*.ts'],
      reporter: ['html', 'json', 'json-summary', 'text-summary'],
      reportsDirectory: '.cache/coverage',
      reportOnFailure: true,
      thresholds: {
        'shared/**': { branches: BRANCHES_PERCENT },
        'server/**': { branches: BRANCHES_PERCENT },
      },
    },
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], ...patient } },
      { test: { name: 'integration', include: ['test/integration/**/*.test.ts'], ...patient } },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          ...patient,
          sequence: { groupOrder: 1 },
          globalSetup: 'test/e2e/support/contact-sheet.ts',
        },
      },
    ],
  },
});
