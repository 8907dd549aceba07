import { killAgainAndAgain } from '../integration/support/room-kills.ts';

const KILLS = Number(process.env.KILLS ?? 200);
const SECOND_MS = 1_000;

/** Kills a server in the middle of games, again and again, and counts what is lost. `KILLS` says how often; 200 is usual. */
export async function run(): Promise<void> {
  const begun = Date.now();
  const { kills, losses, acknowledgedDoodles, keptDoodles } = await killAgainAndAgain(KILLS, (done) => {
    const perKill = (Date.now() - begun) / done;
    const leftSeconds = Math.round(((KILLS - done) * perKill) / SECOND_MS);
    process.stdout.write(`\r${done} of ${KILLS} kills, ${leftSeconds} s left `);
  });
  console.log(`\n${kills} kills in ${Math.round((Date.now() - begun) / SECOND_MS)} s`);
  console.log(`lost: ${losses.length === 0 ? 'nothing' : losses.join(', ')}`);
  console.log(`doodles that were acknowledged: ${acknowledgedDoodles}; in the store: ${keptDoodles}`);
  if (losses.length > 0 || keptDoodles < acknowledgedDoodles) process.exitCode = 1;
}
