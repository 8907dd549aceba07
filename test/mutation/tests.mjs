/** Which unit tests are asked about the mutants of a folder of shared/. */
import { readdirSync } from 'node:fs';
import path from 'node:path';

const UNIT_TESTS = path.join('test', 'unit');
/** Beside those in the folder of the same name: those elsewhere that are about it. */
const ELSEWHERE = {
  categories: ['game/words'],
  doodles: [],
  drawing: ['after/moment'],
  game: [],
  lab: [],
  protocol: [],
  recognition: ['rooms/guessing'],
};
/** What stands in a folder of the same name and is about something else, which takes its time: engines and training. */
const NOT_ASKED = [
  'doodles/doubts',
  'lab/curves',
  'lab/drawings',
  'lab/lab',
  'lab/models',
  'lab/networks',
  'recognition/champion',
  'recognition/engine',
  'recognition/explainer',
  'recognition/inference',
  'recognition/kernels',
  'recognition/native',
  'recognition/training',
];

export const FOLDERS = Object.keys(ELSEWHERE);

/** Test files, from the folder that everything is in; without a folder, of all of them. */
export function testsOf(folder) {
  if (folder === undefined) return [...new Set(FOLDERS.flatMap(testsOf))];
  const own = readdirSync(path.join(UNIT_TESTS, folder))
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `${folder}/${file.slice(0, -'.test.ts'.length)}`);
  return [...own, ...ELSEWHERE[folder]]
    .filter((name) => !NOT_ASKED.includes(name))
    .map((name) => path.posix.join('test/unit', `${name}.test.ts`));
}
