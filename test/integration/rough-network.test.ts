import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../server/training/random.ts';
import { DistantPlayer } from './support/distant-player.ts';
import { startNode } from './support/node.ts';
import { canMakeLines, RoughLine, type Roughness } from './support/rough-line.ts';

const ROUNDS = 2;
const DRAWING_MS = 20_000;
const CUT_MS = 10_000;
/** How much later the second player begins: more than any line is late. */
const SECOND_MS = 4_000;
const smooth: Roughness = { delayMs: 0, jitterMs: 0, loss: 0 };

const LINES: Record<string, { roughness: Roughness; isCutOnce?: true }> = {
  '200 ms late each way': { roughness: { ...smooth, delayMs: 200 } },
  'that loses 5 % of the packets': { roughness: { ...smooth, delayMs: 20, loss: 0.05 } },
  'whose packets overtake each other': { roughness: { ...smooth, delayMs: 20, jitterMs: 60 } },
  'that is cut for ten seconds while they draw': { roughness: smooth, isCutOnce: true },
};

// Real packets of real TCP, through namespaces of the kernel: root's, on Linux.
describe.skipIf(!canMakeLines()).concurrent('a whole game over a line', () => {
  Object.entries(LINES).forEach(([name, { roughness, isCutOnce }], network) => {
    it(`${name} ends with the right ranking`, async () => {
      const dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-line-'));
      const line = await RoughLine.lay(network, roughness, createRandom(name));
      const node = await startNode(
        {
          HOST: line.farAddress,
          DATA_DIR: dataDir,
          NODE_DRAWING_MS: `${DRAWING_MS}`,
          NODE_ROUNDS: `${ROUNDS}`,
        },
        line.launcher,
      );
      const ada = new DistantPlayer(node.url, 'Ada', ['websocket']);
      const bob = new DistantPlayer(node.url, 'Bob', ['polling']);
      const cleo = new DistantPlayer(node.url, 'Cleo', ['polling', 'websocket']);
      const everybody = [ada, bob, cleo];

      await ada.sitDown();
      const { code } = await ada.sees(() => true);
      await bob.sitDown(code);
      await cleo.sitDown(code);
      await ada.sees(({ game }) => game.players.length === everybody.length);
      await ada.session.start();
      for (let round = 1; round <= ROUNDS; round += 1) {
        await Promise.all([
          (async () => {
            await ada.sees(({ game }) => game.phase === 'drawing' && game.round?.number === round);
            await ada.draw();
          })(),
          (async () => {
            await bob.sees(({ game }) => game.phase === 'drawing' && game.round?.number === round);
            await pause(SECOND_MS / 2);
            if (isCutOnce && round === ROUNDS) {
              line.isCut = true;
              setTimeout(() => (line.isCut = false), CUT_MS);
            }
            await pause(SECOND_MS / 2);
            await bob.draw();
          })(),
        ]);
      }
      const ends = await Promise.all(
        everybody.map(async (player) => player.sees(({ game }) => game.phase === 'final')),
      );
      for (const { game } of ends) {
        expect(game.players).toEqual(ends[0]!.game.players);
      }
      const [a, b, c] = ends[0]!.game.players.map(({ score }) => score) as [number, number, number];
      expect(a).toBeGreaterThan(b);
      expect(b).toBeGreaterThan(c);
      expect(c).toBe(0);
      expect(line.counts.carried).toBeGreaterThan(100);
      if (roughness.loss > 0 || isCutOnce) expect(line.counts.lost).toBeGreaterThan(10);
      if (roughness.jitterMs > 0) expect(line.counts.overtaken).toBeGreaterThan(10);

      for (const player of everybody) player.close();
      await node.stop();
      await line.remove();
      await rm(dataDir, { recursive: true });
    });
  });
});
