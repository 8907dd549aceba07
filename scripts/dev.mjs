// `npm run dev`: the server, restarted when it changes, and Vite's server for the client before it.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { installPackages, REPOSITORY, requireNode, typescript } from './lib.mjs';

requireNode();
await installPackages();

const programs = [
  ['--watch', ...typescript('server/main.ts')],
  [path.join(REPOSITORY, 'node_modules', 'vite', 'bin', 'vite.js')],
].map((args) => spawn(process.execPath, args, { cwd: REPOSITORY, stdio: 'inherit' }));

// One without the other is of no use: they end together.
function stop() {
  for (const program of programs) program.kill();
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
for (const program of programs) program.once('exit', stop);
