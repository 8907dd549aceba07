/**
 * Vitest's own V8 coverage, and what it cannot see: the servers, commands and workers that tests start as processes of their own.
 * Each of those leaves a record when it ends (recorder.mjs); here they are counted in. One that a test kills leaves none.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import v8 from '@vitest/coverage-v8';
import { V8CoverageProvider } from '@vitest/coverage-v8/dist/provider.js';
import { addCounts } from './add-counts.mjs';
import { RECORDS, SOURCES } from './records.mjs';

const RECORDER = new URL('./recorder.mjs', import.meta.url).href;
const INLINE_MAP = /\/\/# sourceMappingURL=data:application\/json[^,]*;base64,(\S+)\s*$/;

class WithChildren extends V8CoverageProvider {
  async clean(clean) {
    if (clean) await rm(RECORDS, { recursive: true, force: true });
    await super.clean(clean);
  }

  async generateCoverage(context) {
    const map = await super.generateCoverage(context);
    const converted = new Map();
    for (const file of existsSync(RECORDS) ? await readdir(RECORDS) : []) {
      if (!file.endsWith('.json')) continue;
      for (const { url, source, functions } of JSON.parse(await readFile(path.join(RECORDS, file), 'utf8'))) {
        const filename = fileURLToPath(url);
        if (!map.files().includes(filename)) continue;
        // Most processes ran the same functions as often: converting each once spares most of the time.
        const key = `${url} ${source} ${JSON.stringify(functions)}`;
        if (!converted.has(key)) converted.set(key, await this.#convert(url, source, functions));
        addCounts(map.fileCoverageFor(filename).data, converted.get(key)[filename]);
      }
    }
    return map;
  }

  async #convert(url, source, functions) {
    const code = await readFile(path.join(SOURCES, source), 'utf8');
    const inline = INLINE_MAP.exec(code);
    const map = inline === null ? undefined : JSON.parse(Buffer.from(inline[1], 'base64').toString());
    if (map !== undefined) map.sources = [url];
    return this.remapCoverage(url, 0, { code, map }, functions);
  }
}

export default {
  ...v8,
  async startCoverage(options) {
    // For whatever the test starts, not for itself.
    process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --import=${RECORDER}`.trim();
    await v8.startCoverage(options);
  },
  getProvider: () => Promise.resolve(new WithChildren()),
};
