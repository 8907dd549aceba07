// What `npm start`, `npm run dev` and `npm test` share: is everything there, and if not, get it. Only Node's own modules here,
// for it runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));

/** The oldest Node that all packages run on; package.json's `engines` says the same. */
const OLDEST_NODE = [20, 19];
/** What the built client is made of. */
const CLIENT_SOURCES = ['client', 'shared', 'vite.config.ts', 'package-lock.json'];
const CLIENT_PAGE = path.join(REPOSITORY, 'dist', 'client', 'index.html');
/** Which sources the built client was made of. Beside it, not in it: what is in it is served. */
const CLIENT_STAMP = path.join(REPOSITORY, 'dist', 'client.sources');
const NATIVE_ADDON = 'node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node';

const PARENT_CHECK_MS = 250;

/** Ends with one sentence and a failure. */
export function giveUp(message) {
  console.error(message);
  process.exit(1);
}

/** Runs a command in the repository with this terminal; resolves with its exit code. */
export function run(command, args, options = {}) {
  const shell = process.platform === 'win32' && command === 'npm';
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: REPOSITORY, stdio: 'inherit', shell, ...options });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
}

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  giveUp(
    `Inkling needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}: see nodejs.org.`,
  );
}

/** Installs packages where what is installed is not what package-lock.json says. */
export async function installPackages() {
  if (packagesAreInstalled()) return;
  console.log('Installing packages…');
  // A clean install where there is nothing; else only what differs, which spares an engine that was built by hand.
  const fresh = !existsSync(path.join(REPOSITORY, 'node_modules'));
  const code = await run('npm', fresh ? ['ci'] : ['install', '--no-save']);
  if (code !== 0) giveUp('The packages could not be installed: see what npm says above, then try again.');
}

/** npm notes what it has installed at the end of every install; an optional package may be missing. */
function packagesAreInstalled() {
  const wanted = readPackages('package-lock.json');
  const installed = readPackages(path.join('node_modules', '.package-lock.json'));
  if (!installed) return false;
  return Object.entries(wanted).every(
    ([name, { version, optional }]) => name === '' || optional || installed[name]?.version === version,
  );
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(path.join(REPOSITORY, file), 'utf8')).packages;
  } catch {
    return null;
  }
}

/** Builds the client where its sources are not those that it was last built from. */
export async function buildClient() {
  const sources = hashOf(CLIENT_SOURCES);
  const built = existsSync(CLIENT_STAMP) ? readFileSync(CLIENT_STAMP, 'utf8') : '';
  if (existsSync(CLIENT_PAGE) && built === sources) return;
  console.log('Building the client…');
  const vite = path.join(REPOSITORY, 'node_modules', 'vite', 'bin', 'vite.js');
  const code = await run(process.execPath, [vite, 'build', '--logLevel', 'warn']);
  if (code !== 0) giveUp('The client could not be built: see what vite says above.');
  writeFileSync(CLIENT_STAMP, sources);
}

/** A hash over names and contents of files and of everything in folders. */
function hashOf(names) {
  const hash = createHash('sha256');
  for (const name of names) {
    const root = path.join(REPOSITORY, name);
    const entries = path.extname(name)
      ? [root]
      : readdirSync(root, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => path.join(entry.parentPath, entry.name))
          .sort();
    for (const file of entries) hash.update(path.relative(REPOSITORY, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** The optional native engine is built by hand; whoever has not built it should know, once, in one line. */
export function mentionNativeEngine() {
  if (existsSync(path.join(REPOSITORY, NATIVE_ADDON))) return;
  console.log(
    'TensorFlow’s native library (tfjs-node) is not built; WebAssembly is used. `npm run native` builds it, for faster training.',
  );
}

/** How a program of the repository that is written in TypeScript is started. */
export function typescript(file, ...args) {
  return ['--import', 'tsx', path.join(REPOSITORY, file), ...args];
}

/** Runs a Node program with this terminal, passes signals on to it, and ends with its exit code. */
export function become(args) {
  const child = spawn(process.execPath, args, { cwd: REPOSITORY, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
  // npm runs us in a shell, and a shell that is told to end does not tell us.
  const shell = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return;
  setInterval(() => process.ppid !== shell && child.kill('SIGTERM'), PARENT_CHECK_MS).unref();
}
