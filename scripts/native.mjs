// Builds the optional native engine, @tensorflow/tfjs-node: `npm run native`.
//
// npm installs the package unbuilt, because .npmrc switches install scripts off. This script first runs the package's own
// install, which downloads TensorFlow's C library and a ready-made addon. Where that is out of reach (no network but a
// Python package index, or a Node for which there is no ready-made addon) it takes the library from the tensorflow-cpu
// wheel and compiles the addon, on Linux x64 only. Running it again checks what is there.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SECOND_MS = 1000;
const OWN_INSTALL_TIMEOUT_MS = 300 * SECOND_MS;
const DOWNLOAD_TIMEOUT_MS = 1800 * SECOND_MS;
const COMPILE_TIMEOUT_MS = 600 * SECOND_MS;
const VERIFY_TIMEOUT_MS = 120 * SECOND_MS;

const NODE_API_VERSION = 8;
const LIBRARIES = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
const SOURCES = ['binding/tfjs_backend.cc', 'binding/tfjs_binding.cc'];

const repository = fileURLToPath(new URL('..', import.meta.url));
const cache = path.join(repository, '.cache', 'native');

/** A failure whose message is all that the user needs. */
class BuildError extends Error {}

/** Runs a command to its end and returns what it said; throws BuildError with `complaint` if it fails. */
function run(command, args, { timeout, complaint, ...options }) {
  const result = spawnSync(command, args, { encoding: 'utf8', timeout, ...options });
  if (result.error?.code === 'ENOENT')
    throw new BuildError(`${command} was not found; install it and try again.`);
  if (result.error?.code === 'ETIMEDOUT')
    throw new BuildError(`${complaint} (no end after ${timeout / SECOND_MS} s).`);
  if (result.status !== 0) {
    const lines = `${result.stdout ?? ''}\n${result.stderr ?? ''}`.trim().split('\n');
    const reason = lines.find((line) => /^\s*(\w*error|.* error)\b/i.test(line)) ?? lines.at(-1) ?? '';
    throw new BuildError(`${complaint} (${reason.trim()}).`);
  }
  return result.stdout;
}

function locatePackage() {
  try {
    return path.dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-node/package.json'));
  } catch {
    throw new BuildError(
      '@tensorflow/tfjs-node is not installed; run `npm install --include=optional` first.',
    );
  }
}

/** Trains for a moment in a child process, so that a crash of the addon is only a failed check. Returns images/s. */
function verify() {
  const output = run(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url), '--verify'], {
    cwd: repository,
    timeout: VERIFY_TIMEOUT_MS,
    complaint: 'The native engine does not train',
  });
  return output.trim();
}

/** The child's side of `verify`: some steps of a small conv net. */
async function trainForAMoment() {
  const { openEngine } = await import('../server/recognition/engine/engine.ts');
  const { tf, layers, description } = await openEngine({ prefer: 'native', purpose: 'train' });
  const batchSize = 128;
  const steps = 8;
  const model = layers.sequential({
    layers: [
      layers.layers.conv2d({ inputShape: [28, 28, 1], kernelSize: 5, filters: 24, activation: 'relu' }),
      layers.layers.maxPooling2d({ poolSize: 2 }),
      layers.layers.flatten(),
      layers.layers.dense({ units: 10 }),
    ],
  });
  const pictures = tf.randomUniform([batchSize, 28, 28, 1]);
  const labels = tf.oneHot(
    tf.tensor1d(
      Array.from({ length: batchSize }, (_, i) => i % 10),
      'int32',
    ),
    10,
  );
  const optimizer = tf.train.momentum(0.01, 0.9);
  const loss = () => tf.losses.softmaxCrossEntropy(labels, model.apply(pictures, { training: true }));
  const first = optimizer.minimize(loss, true).dataSync()[0];
  const start = performance.now();
  for (let step = 1; step < steps; step++) optimizer.minimize(loss);
  const last = optimizer.minimize(loss, true).dataSync()[0];
  const imagesPerSecond = (steps * batchSize * SECOND_MS) / (performance.now() - start);
  if (!(last < first)) throw new Error(`the loss went from ${first} to ${last}`);
  console.log(`${description}: trains ${Math.round(imagesPerSecond)} images/s (a small conv net)`);
}

/** The package's own way: TensorFlow's C library and the addon from the project's servers. */
function installFromProject(root) {
  console.log(`Running the package's own install (at most ${OWN_INSTALL_TIMEOUT_MS / SECOND_MS} s) ...`);
  // It calls node-pre-gyp by its bare name.
  const binaries = path.join(repository, 'node_modules', '.bin');
  run(process.execPath, [path.join('scripts', 'install.js')], {
    cwd: root,
    env: { ...process.env, PATH: `${binaries}${path.delimiter}${process.env.PATH}` },
    timeout: OWN_INSTALL_TIMEOUT_MS,
    complaint: 'The own install failed',
  });
}

/** The other way: the library out of the Python wheel, the addon from its sources. */
function buildFromWheel(root, addon) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new BuildError(
      `Building from the Python wheel works on Linux x64 only (this is ${process.platform} ${process.arch}); the WebAssembly engine works everywhere.`,
    );
  }
  const headers = locateNodeHeaders();
  run('g++', ['--version'], { complaint: 'g++ does not run' });
  const wheel = downloadWheel();

  console.log('Unpacking TensorFlow ...');
  const deps = path.join(root, 'deps');
  rmSync(deps, { recursive: true, force: true });
  run('python3', ['-c', UNPACK, wheel, deps, ...LIBRARIES], {
    timeout: COMPILE_TIMEOUT_MS,
    complaint: 'The wheel could not be unpacked; delete .cache/native and try again',
  });

  console.log('Compiling the addon ...');
  mkdirSync(path.dirname(addon), { recursive: true });
  // Under another name first: an engine that starts meanwhile must not find half an addon.
  const unfinished = `${addon}.part`;
  const include = [headers, path.join(deps, 'include'), root].flatMap((folder) => ['-I', folder]);
  const link = ['-L', path.join(deps, 'lib'), ...LIBRARIES.map((library) => `-l:${library}`)];
  // --disable-new-dtags: the search path then also counts for what the library itself loads.
  const search = ['-Wl,--disable-new-dtags', '-Wl,-rpath,$ORIGIN/../../deps/lib'];
  const flags = ['-std=gnu++17', '-O2', '-fPIC', '-shared', `-DNAPI_VERSION=${NODE_API_VERSION}`];
  run('g++', [...flags, ...include, ...SOURCES, '-o', unfinished, ...link, ...search], {
    cwd: root,
    timeout: COMPILE_TIMEOUT_MS,
    complaint: 'The addon does not compile',
  });
  renameSync(unfinished, addon);
}

/** Unpacks the headers and the libraries out of the wheel: wheel, target folder, library names. */
const UNPACK = `
import os, shutil, sys, zipfile
wheel, deps, libraries = sys.argv[1], sys.argv[2], sys.argv[3:]
with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        if name.startswith("tensorflow/include/"):
            target = os.path.join(deps, os.path.relpath(name, "tensorflow"))
        elif name in ["tensorflow/" + library for library in libraries]:
            target = os.path.join(deps, "lib", os.path.basename(name))
        else:
            continue
        if name.endswith("/"):
            continue
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with archive.open(name) as source, open(target, "wb") as copy:
            shutil.copyfileobj(source, copy)
for library in libraries:
    if not os.path.exists(os.path.join(deps, "lib", library)):
        sys.exit("the wheel has no " + library)
`;

function locateNodeHeaders() {
  const candidates = [
    process.env.npm_config_nodedir,
    path.join(path.dirname(process.execPath), '..'),
    path.join(os.homedir(), '.cache', 'node-gyp', process.versions.node),
  ];
  for (const prefix of candidates) {
    const headers = prefix && path.join(prefix, 'include', 'node');
    if (headers && existsSync(path.join(headers, 'node_api.h'))) return headers;
  }
  throw new BuildError(
    'The headers of Node were not found; name their prefix in the environment variable npm_config_nodedir.',
  );
}

function downloadWheel() {
  mkdirSync(cache, { recursive: true });
  const cached = () =>
    readdirSync(cache).find((name) => name.startsWith('tensorflow_cpu-') && name.endsWith('.whl'));
  if (!cached()) {
    console.log('Downloading tensorflow-cpu with pip (about 270 MB) ...');
    run('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', cache, 'tensorflow-cpu'], {
      timeout: DOWNLOAD_TIMEOUT_MS,
      complaint: 'pip could not download tensorflow-cpu',
    });
  }
  const wheel = cached();
  if (!wheel)
    throw new BuildError('pip has no wheel of tensorflow-cpu for this Python; Python 3.10 to 3.13 has one.');
  return path.join(cache, wheel);
}

/** Runs one way of building; returns whether it left an engine that trains. */
function attempt(build, addon) {
  build();
  if (!existsSync(addon)) throw new BuildError('The build left no addon.');
  try {
    console.log(verify());
  } catch (error) {
    // No addon is better than a broken one: engines are chosen by its presence.
    rmSync(addon, { force: true });
    throw error;
  }
}

function main() {
  const root = locatePackage();
  const addon = path.join(root, 'lib', `napi-v${NODE_API_VERSION}`, 'tfjs_binding.node');
  if (existsSync(addon)) {
    try {
      console.log(`The native engine is built already.\n${verify()}`);
      return;
    } catch (error) {
      console.log(`${error.message}\nBuilding it again.`);
      rmSync(addon, { force: true });
    }
  }
  try {
    attempt(() => installFromProject(root), addon);
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.log(error.message);
    attempt(() => buildFromWheel(root, addon), addon);
  }
}

try {
  if (process.argv.includes('--verify')) await trainForAMoment();
  else main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
