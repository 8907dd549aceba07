// Programs of Debian that we use beside Node: got where they are missing and we may.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { run } from './lib.mjs';

const POSTGRES_FOLDER = '/usr/lib/postgresql';
/** Where each package puts its program, a function because installing one changes the answer. */
const PROGRAMS = {
  'redis-server': () => ['/usr/bin/redis-server', '/usr/local/bin/redis-server'],
  socat: () => ['/usr/bin/socat', '/usr/local/bin/socat'],
  haproxy: () => ['/usr/sbin/haproxy', '/usr/local/sbin/haproxy'],
  postgresql: postgresPrograms,
};

/** @typedef {keyof typeof PROGRAMS} DebianPackage */

/**
 * Where the program of a package is, undefined where it is not installed.
 * @param {DebianPackage} name
 */
export function findProgram(name) {
  return PROGRAMS[name]().find((file) => existsSync(file));
}

/**
 * Installs what is missing of these packages, on Debian and as root; elsewhere nothing happens.
 * @param {DebianPackage[]} names
 * @param {string} why what they are for
 */
export async function installDebian(names, why) {
  const missing = names.filter((name) => findProgram(name) === undefined);
  if (missing.length === 0) return;
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return;
  console.log(`Installing ${missing.join(', ')} for ${why}…`);
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', ['update', '-qq'], options);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], options);
}

function postgresPrograms() {
  if (!existsSync(POSTGRES_FOLDER)) return [];
  return readdirSync(POSTGRES_FOLDER).map((version) =>
    path.join(POSTGRES_FOLDER, version, 'bin', 'postgres'),
  );
}
