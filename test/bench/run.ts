/** `npm run bench`: runs every bench, or those that are named: `npm run bench -- drawing engine`. */
const BENCHES: Readonly<Record<string, () => Promise<{ run: () => Promise<void> }>>> = {
  bots: () => import('./bots.ts'),
  drawing: () => import('./drawing.ts'),
  engine: () => import('./engine.ts'),
  kills: () => import('./kills.ts'),
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(BENCHES, name));
if (unknown === undefined) {
  for (const [name, load] of Object.entries(BENCHES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n${name}\n`);
    await (await load()).run();
  }
} else {
  console.error(`There is no bench "${unknown}"; there are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exitCode = 1;
}

export {};

export {};
