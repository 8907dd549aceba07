// `npm run cluster`: what compose.yaml starts, on one machine and without containers: Redis, PostgreSQL, two nodes, and the
// proxy before them. Ends with Ctrl-C, and takes everything with it; what was kept is there the next time.
//   --port 3000   where the proxy listens
//   --data DIR    where everything is kept
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findProgram, installDebian } from './debian.mjs';
import { buildClient, giveUp, installPackages, REPOSITORY, requireNode, typescript } from './lib.mjs';

const NODES = ['node1', 'node2'];
/** A node, or what it needs, is up within this time on any machine. */
const START_LIMIT_MS = 180_000;
const LOOK_MS = 100;
/** Ended last: a node that ends still hands its rooms on. */
const END_ORDER = ['proxy', ...NODES, 'postgres', 'redis'];

const { values: flags } = parseArgs({
  options: {
    port: { type: 'string', default: '3000' },
    data: { type: 'string', default: path.join(REPOSITORY, 'data', 'cluster') },
  },
});
const port = Number(flags.port);
const dataDir = path.resolve(flags.data);
/** @type {Map<string, import('node:child_process').ChildProcess>} */
const running = new Map();
let isEnding = false;

requireNode();
await installPackages();
await installDebian(['redis-server', 'postgresql', 'haproxy'], 'a site of several nodes');
const programs = {
  redis: need('redis-server'),
  postgres: need('postgresql'),
  haproxy: need('haproxy'),
};
await buildClient();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(0));
// Whatever goes wrong, nothing stays behind.
process.on('exit', () => {
  for (const child of running.values()) child.kill('SIGKILL');
});

const redisPort = await freePort();
const postgresPort = await freePort();
const nodePorts = [await freePort(), await freePort()];
startRedis();
startPostgres();
await Promise.all([opens(redisPort), postgresIsReady()]);
for (const [index, name] of NODES.entries()) startNode(name, nodePorts[index]);
await Promise.all(nodePorts.map((nodePort) => isReady(nodePort)));
startProxy();
await isReady(port);
console.log(`\n  Inkling on ${NODES.length} nodes: http://localhost:${port}`);
for (const [index, name] of NODES.entries()) {
  console.log(`  ${name}: http://localhost:${nodePorts[index]}, process ${running.get(name)?.pid}`);
}
console.log('  Kill a node, and it is started anew after a while; its rooms go on at the other.\n');

function startRedis() {
  const folder = folderOf('redis');
  const args = ['--port', String(redisPort), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes'];
  start('redis', programs.redis, args);
}

function startPostgres() {
  const folder = folderOf('postgres');
  const bin = path.dirname(programs.postgres);
  // PostgreSQL refuses to run as root.
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = path.join(folder, 'data');
  const options = { ...user, cwd: folder };
  if (!existsSync(data)) {
    const made = spawnSync(path.join(bin, 'initdb'), ['-D', data, '-U', 'inkling', '-A', 'trust'], {
      ...options,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    // It has a user of its own, who has to get there.
    if (made.status !== 0) giveUp(`PostgreSQL cannot use ${folder}: choose another folder with --data.`);
  }
  const args = [
    '-D',
    data,
    '-p',
    String(postgresPort),
    '-k',
    folder,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'log_min_messages=fatal',
  ];
  start('postgres', programs.postgres, args, options);
}

/** @param {string} name @param {number} nodePort */
function startNode(name, nodePort) {
  const env = {
    ...process.env,
    PORT: String(nodePort),
    HOST: '127.0.0.1',
    DATA_DIR: folderOf(name),
    NODE_NAME: name,
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    DATABASE_URL: `postgres://inkling@127.0.0.1:${postgresPort}/postgres`,
    PUBLIC_URL: process.env['PUBLIC_URL'] ?? `http://localhost:${port}`,
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
  };
  start(name, process.execPath, typescript('server/main.ts'), { env }, () => startNode(name, nodePort));
}

function startProxy() {
  const [node1, node2] = nodePorts.map((nodePort) => `127.0.0.1:${nodePort}`);
  const env = { ...process.env, LISTEN: `*:${port}`, NODE1: node1, NODE2: node2 };
  start('proxy', programs.haproxy, ['-db', '-f', path.join(REPOSITORY, 'deploy', 'haproxy.cfg')], { env });
}

/**
 * Starts a part. A node that dies comes back, as under any supervisor; without one of the others there is no site.
 * @param {string} name @param {string} program @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @param {() => void} [again]
 */
function start(name, program, args, options = {}, again) {
  const isQuiet = again === undefined;
  const child = spawn(program, args, {
    cwd: REPOSITORY,
    stdio: ['ignore', isQuiet ? 'ignore' : 'inherit', 'inherit'],
    // Ctrl-C reaches us alone, so that the parts end in their order.
    detached: true,
    ...options,
  });
  running.set(name, child);
  child.once('error', (error) => void end(1, `${name} cannot be started: ${error.message}`));
  child.once('exit', () => {
    running.delete(name);
    if (isEnding) return;
    if (again === undefined) return void end(1, `${name} has ended, and with it the site.`);
    console.log(`${name} has ended, and is started anew.`);
    again();
  });
}

/** @param {number} code @param {string} [why] */
async function end(code, why) {
  if (isEnding) return;
  isEnding = true;
  if (why !== undefined) console.error(why);
  for (const name of END_ORDER) {
    const child = running.get(name);
    if (child === undefined) continue;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    // For PostgreSQL this is the "fast" way to end, for the others as good as any.
    child.kill(name === 'postgres' ? 'SIGINT' : 'SIGTERM');
    await ended;
  }
  process.exit(code);
}

/** @param {import('./debian.mjs').DebianPackage} name */
function need(name) {
  const program = findProgram(name);
  if (program === undefined) giveUp(`A site of several nodes needs ${name}: install it, and try again.`);
  return String(program);
}

/** @param {string} name */
function folderOf(name) {
  const folder = path.join(dataDir, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** @param {string} flag */
function idOf(flag) {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** @param {number} nodePort */
async function isReady(nodePort) {
  await until(async () => (await fetch(`http://127.0.0.1:${nodePort}/readyz`)).ok, `port ${nodePort}`);
}

async function postgresIsReady() {
  const program = path.join(path.dirname(programs.postgres), 'pg_isready');
  const args = ['-h', '127.0.0.1', '-p', String(postgresPort), '-U', 'inkling'];
  await until(async () => spawnSync(program, args).status === 0, 'PostgreSQL');
}

/** @param {number} redisPort */
async function opens(redisPort) {
  const { Redis } = await import('ioredis');
  const redis = new Redis(redisPort, '127.0.0.1', { maxRetriesPerRequest: null });
  redis.on('error', () => undefined);
  await redis.ping();
  redis.disconnect();
}

/** @param {() => Promise<unknown>} look @param {string} what */
async function until(look, what) {
  const deadline = Date.now() + START_LIMIT_MS;
  while (!isEnding) {
    if (await look().catch(() => false)) return;
    if (Date.now() > deadline) return void (await end(1, `${what} does not answer.`));
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
