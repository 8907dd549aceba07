/**
 * A test runner for Stryker that keeps its process. Vitest takes a second and a half for every mutant, for there is a worker to
 * be started and everything to be imported; there are thousands of mutants, and most fall to the first test that meets them.
 *
 * Tests and what they test are bundled once, with 'vitest' as in harness.mjs, and evaluated anew for every mutant: nothing that
 * a module remembers outlives one.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readFile } from 'node:fs/promises';
import vm from 'node:vm';
import { commonTokens, declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { build } from 'esbuild';
import { collect, runTest, vitest } from './harness.mjs';
import { testsOf } from './tests.mjs';

const stryker = (globalThis.__stryker__ ??= {});
const ENTRY = 'every-test';

class InProcess {
  static inject = [commonTokens.options];
  #script;
  #files;
  #require = createRequire(path.resolve('package.json'));
  /** How long each test took at first: the quickest are asked first. */
  #elapsedMs = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.#files = testsOf(process.env.MUTATED_FOLDER);
    const { outputFiles } = await build({
      stdin: { contents: entryOf(this.#files), resolveDir: process.cwd(), sourcefile: ENTRY },
      bundle: true,
      write: false,
      platform: 'node',
      format: 'cjs',
      packages: 'external',
      plugins: [whereFilesAre],
    });
    const code = `(function (require, module) {${outputFiles[0].text}\n})`;
    this.#script = new vm.Script(code, { filename: path.resolve('tests.bundle.cjs') });
  }

  async dryRun() {
    stryker.activeMutant = undefined;
    stryker.hitCount = undefined;
    stryker.mutantCoverage = undefined;
    const tests = [];
    for (const file of this.#files) {
      for (const test of this.#load(file)) {
        stryker.currentTestId = test.id;
        tests.push(await this.#result(test));
        stryker.currentTestId = undefined;
      }
    }
    for (const { id, timeSpentMs } of tests) this.#elapsedMs.set(id, timeSpentMs);
    return { status: DryRunStatus.Complete, tests, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, disableBail }) {
    stryker.activeMutant = activeMutant.id;
    stryker.hitCount = 0;
    stryker.hitLimit = hitLimit;
    const tests = [];
    for (const { file, ids } of this.#quickestFirst(testFilter)) {
      tests.push(...(await this.#runFile(file, ids, disableBail)));
      if (tests.some(({ status }) => status === TestStatus.Failed) && !disableBail) break;
    }
    // Of what nobody was asked about nothing is known.
    if (tests.length === 0) return { status: MutantRunStatus.Error, errorMessage: 'no test was run' };
    return toMutantRunResult(
      determineHitLimitReached(stryker.hitCount, hitLimit) ?? { status: DryRunStatus.Complete, tests },
    );
  }

  /**
   * The files that have tests to be asked: most mutants fall to the first, so that those that take long are rarely loaded.
   * A process that was started after the first run does not know how long they take, and asks them as they come.
   */
  #quickestFirst(testFilter) {
    return this.#files
      .map((file) => {
        const ids = testFilter?.filter((id) => id.startsWith(`${file}#`)) ?? null;
        const elapsedMs = (ids ?? []).reduce((sum, id) => sum + (this.#elapsedMs.get(id) ?? 0), 0);
        return { file, ids, elapsedMs };
      })
      .filter(({ ids }) => ids === null || ids.length > 0)
      .sort((a, b) => a.elapsedMs - b.elapsedMs);
  }

  async #runFile(file, ids, disableBail) {
    const results = [];
    try {
      const tests = this.#load(file).filter(({ id }) => ids === null || ids.includes(id));
      tests.sort((a, b) => (this.#elapsedMs.get(a.id) ?? 0) - (this.#elapsedMs.get(b.id) ?? 0));
      for (const test of tests) {
        results.push(await this.#result(test));
        if (results.at(-1).status === TestStatus.Failed && !disableBail) break;
      }
    } catch (error) {
      // A module that cannot even be loaded fails all tests of it.
      const failure = { status: TestStatus.Failed, failureMessage: String(error), timeSpentMs: 0 };
      results.push({ id: ids?.[0] ?? file, name: file, ...failure });
    }
    return results;
  }

  /** Evaluates a test file, and what it imports, anew. */
  #load(file) {
    const module = { exports: {} };
    const require = (name) => (name === 'vitest' ? vitest : this.#require(name));
    return collect(file, () => {
      this.#script.runInThisContext()(require, module);
      module.exports[file]();
    });
  }

  async #result(test) {
    const begun = performance.now();
    const error = await runTest(test);
    const result = {
      id: test.id,
      name: test.name,
      fileName: path.resolve(test.file),
      timeSpentMs: performance.now() - begun,
    };
    if (test.isSkipped) return { ...result, status: TestStatus.Skipped };
    return error === null
      ? { ...result, status: TestStatus.Success }
      : { ...result, status: TestStatus.Failed, failureMessage: String(error) };
  }
}

/** A file that hands out a function for every test file: it is evaluated when that is called. */
function entryOf(files) {
  const lines = files.map(
    (file) => `  ${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)}),`,
  );
  return `require('./test/mutation/same-chance.ts');\nmodule.exports = {\n${lines.join('\n')}\n};\n`;
}

/** In a bundle a module does not know where it lies; tests ask. */
const whereFilesAre = {
  name: 'where-files-are',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const contents = text
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href))
        .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file)));
      return { contents, loader: 'ts' };
    });
  },
};

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcess)];
