/**
 * `npm run bench`: runs every bench but those that take long, or those that are named: `npm run bench -- drawing engine`.
 * What comes after the names are options of the last one: `npm run bench -- fuzz --packets 5000`.
 */
type Bench = (args: readonly string[]) => Promise<void>;

const BENCHES: Readonly<Record<string, () => Promise<{ run: Bench }>>> = {
  bots: () => import('./bots.ts'),
  cores: () => import('./cores.ts'),
  drawing: () => import('./drawing.ts'),
  engine: () => import('./engine.ts'),
  failover: () => import('./failover.ts'),
  kills: () => import('./kills.ts'),
  redis: () => import('./redis.ts'),
  fuzz: () => import('./fuzz.ts'),
  soak: () => import('./soak.ts'),
};
/** Many minutes each, or wanting Redis. */
const ONLY_BY_NAME = ['failover', 'fuzz', 'redis', 'soak'];

const words = process.argv.slice(2);
const firstOption = words.findIndex((word) => word.startsWith('-'));
const wanted = firstOption < 0 ? words : words.slice(0, firstOption);
const options = firstOption < 0 ? [] : words.slice(firstOption);
const unknown = wanted.find((name) => !Object.hasOwn(BENCHES, name));
if (unknown === undefined) {
  const names = Object.keys(BENCHES).filter((name) =>
    wanted.length > 0 ? wanted.includes(name) : !ONLY_BY_NAME.includes(name),
  );
  for (const name of names) {
    console.log(`\n${name}\n`);
    await (await BENCHES[name]!()).run(name === wanted.at(-1) ? options : []);
  }
} else {
  console.error(`There is no bench "${unknown}"; there are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exitCode = 1;
}

export {};
