// `npm run licences`: lists the packages that ship, by licence, in docs/licences.md. Fails where a licence is not among those that
// a program under the MIT licence may carry along, or where a package has none.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from './lib.mjs';

const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'Apache-2.0 AND MIT',
  '(BSD-3-Clause AND Apache-2.0)',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Unlicense',
];

const { packages } = JSON.parse(readFileSync(path.join(REPOSITORY, 'package-lock.json'), 'utf8'));
const byLicence = new Map();
const wrong = [];
for (const [folder, { version, license, dev }] of Object.entries(packages)) {
  if (folder === '' || dev) continue;
  const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const licence = license ?? licenceOf(folder);
  if (!ALLOWED.includes(licence)) wrong.push(`${name} ${version}: ${licence}`);
  byLicence.set(licence, [...(byLicence.get(licence) ?? []), `${name} ${version}`]);
}

const sections = [...byLicence]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([licence, names]) => `## ${licence}\n\n${[...new Set(names)].sort().join(', ')}\n`);
const page = `# Licences of what ships

Written by \`npm run licences\` from package-lock.json; what is needed only to develop is left out.

${sections.join('\n')}`;
writeFileSync(path.join(REPOSITORY, 'docs', 'licences.md'), page);
console.log(
  `${[...byLicence.values()].flat().length} packages, ${byLicence.size} licences: docs/licences.md`,
);
if (wrong.length > 0) {
  console.error(`Look at these before they ship:\n${wrong.join('\n')}`);
  process.exitCode = 1;
}

/** Old packages say it in their own file only, some as a list. */
function licenceOf(folder) {
  try {
    const own = JSON.parse(readFileSync(path.join(REPOSITORY, folder, 'package.json'), 'utf8'));
    return own.license ?? own.licenses?.map(({ type }) => type).join(' OR ') ?? 'none';
  } catch {
    return 'none';
  }
}
