import {
  artistOfTurn,
  modeOf,
  playsAlong,
  type GameState,
  type Player,
  type Round,
  type Sheet,
} from '../../../shared/game/index.ts';

/** What a bot is at. The same key is the same activity, which goes on. */
export type Activity =
  | { readonly key: string; readonly type: 'draw'; readonly round: Round; readonly sheet: Sheet }
  /** One stroke, where artists have turns. */
  | { readonly key: string; readonly type: 'turn'; readonly round: Round; readonly sheet: Sheet }
  | { readonly key: string; readonly type: 'guess'; readonly round: Round; readonly sheet: Sheet }
  /** The others draw a word that bots cannot draw. */
  | { readonly key: string; readonly type: 'pass' };

/** What there is to do for a bot at this moment of the game; null is nothing. */
export function activityOf({ phase, round, lore }: GameState, bot: Player): Activity | null {
  if (phase !== 'drawing' || !round || !playsAlong(bot)) return null;
  const mode = modeOf(round.mode);
  const mine = round.sheets.find(({ artistIds }) => artistIds.includes(bot.id));
  if (mine && mode.turnMs !== null) {
    if (artistOfTurn(mine) !== bot.id) return null;
    return { key: `${round.id} turn ${mine.turn}`, type: 'turn', round, sheet: mine };
  }
  if (mine) return { key: `${round.id} draw`, type: 'draw', round, sheet: mine };
  const sheet = round.sheets[0];
  if (!mode.peopleGuess && sheet && !lore.drawable.includes(sheet.prompt)) {
    return { key: `${round.id} pass`, type: 'pass' };
  }
  const hasFound = round.finds.some(({ playerId }) => playerId === bot.id);
  if (!mode.peopleGuess || !sheet || hasFound) return null;
  return { key: `${round.id} guess`, type: 'guess', round, sheet };
}
