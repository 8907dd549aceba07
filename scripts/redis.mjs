// The Redis that the tests of several nodes use: Debian's package, where it is missing and we may install it.
import { existsSync } from 'node:fs';
import { run } from './lib.mjs';

const PROGRAMS = ['/usr/bin/redis-server', '/usr/local/bin/redis-server'];

/** Without it those tests are skipped, and say so. */
export async function installRedis() {
  if (PROGRAMS.some((file) => existsSync(file))) return;
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return;
  console.log('Installing Redis for the tests of several nodes…');
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', ['update', '-qq'], options);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], options);
}
