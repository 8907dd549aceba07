import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Store } from '../../../server/doodles/store.ts';
import { startNode } from './node.ts';
import { SteadfastTable } from './steadfast.ts';

/** Every so often the process is killed as soon as it has been heard of, in the middle of a save or of nothing. */
const MOST_DELAY_MS = 400;

export interface KillReport {
  readonly kills: number;
  /** What was lost, in words; none is as it should be. */
  readonly losses: readonly string[];
  readonly acknowledgedDoodles: number;
  readonly keptDoodles: number;
}

/**
 * Plays games in a few rooms and kills the server again and again, at any point of them. After each start every room has to be
 * there with all that was kept before.
 */
export async function killAgainAndAgain(
  kills: number,
  onKill: (done: number) => void = () => undefined,
): Promise<KillReport> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-kills-'));
  const environment = { DATA_DIR: dataDir };
  let node = await startNode(environment);
  const tables = [1, 2].map(() => new SteadfastTable(() => node.url));
  const losses: string[] = [];
  for (const table of tables) await table.sitDown(['Ada', 'Bob']);
  for (let kill = 0; kill < kills; kill += 1) {
    await Promise.all(tables.map((table) => table.play()));
    await Promise.all(tables.map((table) => table.draw()));
    const before = await Promise.all(tables.map((table) => table.lookWhatIsKept()));
    await Promise.all(tables.map((table) => table.draw()));
    await new Promise((resolve) => setTimeout(resolve, (MOST_DELAY_MS * ((kill * 7) % 11)) / 11));
    await node.kill();
    node = await startNode(environment);
    await Promise.all(
      tables.map(async (table, index) => {
        await table.comeBack();
        losses.push(
          ...lossesOf(before[index]!, await table.look()).map((loss) => `kill ${kill + 1}: ${loss}`),
        );
      }),
    );
    onKill(kill + 1);
  }
  for (const table of tables) table.close();
  await node.stop();
  const store = await Store.open({ databaseUrl: undefined, dataDir });
  const kept = new Set<string>();
  for await (const { id } of store.doodles.all()) kept.add(id);
  await store.close();
  await rm(dataDir, { recursive: true });
  const acknowledgedDoodles = tables.reduce((sum, table) => sum + table.keptDoodles, 0);
  return { kills, losses, acknowledgedDoodles, keptDoodles: kept.size };
}

type Seen = Awaited<ReturnType<SteadfastTable['look']>>;

/** What was there before and is not any more, in words. */
export function lossesOf(before: Seen, after: Seen): string[] {
  const losses: string[] = [];
  const playersAfter = new Map(after.game.players.map((player) => [player.id, player]));
  const sameGame = (after.game.round?.id ?? 0) >= (before.game.round?.id ?? 0);
  if (!sameGame) losses.push('the round');
  for (const { id, name, score } of before.game.players) {
    const player = playersAfter.get(id);
    if (player?.name !== name) losses.push(`the seat of ${name}`);
    else if (player.score < score && after.game.history.length >= before.game.history.length)
      losses.push(`points of ${name}`);
  }
  if (after.game.round?.id === before.game.round?.id) {
    for (const [sheet, revision] of before.revisions) {
      if ((after.revisions.get(sheet) ?? 0) < revision) losses.push(`ink on ${sheet}`);
    }
  }
  return losses;
}
