// A process that keeps doodles as fast as it can and says so, one id a line, until somebody kills it. `where` is a database's
// address, or a folder.
import { Store } from '../../../server/doodles/store.ts';

const [where = '', name = ''] = process.argv.slice(2);
const databaseUrl = where.startsWith('postgres:') ? where : undefined;
const { doodles } = await Store.open({ databaseUrl, dataDir: where });
for (let n = 0; ; n += 1) {
  const { id } = await doodles.save({
    owner: name,
    word: 'sun',
    drawing: [{ x: [0, n % 1000, 500], y: [0, 100, n % 777], t: [0, 10, 20] }],
    recognisedAtInk: null,
    modelVersion: 'test',
    firstLook: null,
    pen: 'mouse',
    language: 'en',
    country: null,
    drawnAt: Date.now(),
    doubts: [],
  });
  process.stdout.write(`${id}\n`);
}
