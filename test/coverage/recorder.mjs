/** Loaded before everything else in a process, or worker, that a test starts: when it ends it writes down what of ours it has run. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { RECORDS, REPOSITORY, SOURCES } from './records.mjs';

const OURS = ['server', 'shared'].map((folder) => `${pathToFileURL(path.join(REPOSITORY, folder)).href}/`);
const isOurs = ({ url }) => OURS.some((start) => url.startsWith(start)) && /\.ts$/.test(url);

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

process.on('exit', () => {
  const scripts = new Map();
  session.on('Debugger.scriptParsed', ({ params }) => scripts.set(params.scriptId, params));
  // A session in its own thread answers at once.
  session.post('Debugger.enable');
  session.post('Profiler.takePreciseCoverage', (error, coverage) => {
    if (error) return;
    mkdirSync(SOURCES, { recursive: true });
    const record = coverage.result.filter(isOurs).map(({ url, scriptId, functions }) => {
      const source = keepSource(scriptId);
      return { url, source, functions };
    });
    if (record.length > 0) writeFileSync(path.join(RECORDS, `${randomUUID()}.json`), JSON.stringify(record));
  });
});

/** Keeps a script's compiled code, with its map, under its hash. */
function keepSource(scriptId) {
  let name = '';
  session.post('Debugger.getScriptSource', { scriptId }, (error, { scriptSource }) => {
    name = createHash('sha256').update(scriptSource).digest('hex');
    const file = path.join(SOURCES, name);
    if (!existsSync(file)) writeFileSync(file, scriptSource);
  });
  return name;
}
