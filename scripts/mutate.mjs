// `npm run mutate`: changes the rules in shared/ in thousands of small ways, one at a time, and asks the unit tests whether they
// notice. `npm run mutate -- game drawing` for some folders only. What is known stays known until code or tests change, folder by
// folder: who stops it in the middle of one goes on from that one. Of what is evaluated only once, as constants are, Stryker does not
// see that new tests ask for it: `--force` tries everything anew. Options go to Stryker. Fails where too many changes go unnoticed.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { giveUp, REPOSITORY, run } from './lib.mjs';
import { FOLDERS } from '../test/mutation/tests.mjs';

/** Of all mutants, in hundredths: less is a failure. */
const LEAST_PERCENT = 85;
const REPORTS = path.join(REPOSITORY, '.cache', 'mutation');
/** A mutant that makes the tests hang, or that cannot even be loaded, is noticed. */
const NOTICED = ['Killed', 'Timeout'];
const UNNOTICED = ['Survived', 'NoCoverage'];

const options = process.argv.slice(2).filter((arg) => arg.startsWith('--'));
const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const unknown = wanted.filter((folder) => !FOLDERS.includes(folder));
if (unknown.length > 0)
  giveUp(`There is no shared/${unknown[0]}/ to change: choose among ${FOLDERS.join(', ')}.`);

const folders = wanted.length > 0 ? wanted : FOLDERS;
for (const folder of folders) {
  const stryker = path.join(REPOSITORY, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const code = await run(process.execPath, [stryker, 'run', ...options], {
    env: { ...process.env, MUTATED_FOLDER: folder },
  });
  if (code !== 0) giveUp(`Stryker did not come to the end of shared/${folder}/.`);
}

let [noticed, all] = [0, 0];
for (const folder of folders) {
  const file = path.join(REPORTS, `${folder}.json`);
  if (!existsSync(file)) giveUp(`Stryker left no report on shared/${folder}/.`);
  const { files } = JSON.parse(readFileSync(file, 'utf8'));
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const caught = statuses.filter((status) => NOTICED.includes(status)).length;
  const counted = caught + statuses.filter((status) => UNNOTICED.includes(status)).length;
  console.log(`shared/${folder}/`.padEnd(24), percentOf(caught, counted), `${caught} of ${counted}`);
  noticed += caught;
  all += counted;
}
console.log(
  'together'.padEnd(24),
  percentOf(noticed, all),
  `${noticed} of ${all}; see .cache/mutation/*.html`,
);
if (100 * noticed < LEAST_PERCENT * all) giveUp(`Less than ${LEAST_PERCENT} % of the changes were noticed.`);

function percentOf(part, whole) {
  return `${((100 * part) / whole).toFixed(1)} %`.padStart(8);
}
