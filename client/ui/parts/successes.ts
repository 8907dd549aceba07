import type { GameView, Player, PlayerId, RoundView, SheetId } from '../../../shared/game/index.ts';
import { artistsOf, recognitionOf, type RankedRecognition } from './results.ts';

/** What I have just seen happen on the large sheet. */
export interface Moment extends Pick<RankedRecognition, 'place' | 'points' | 'elapsedMs'> {
  /** `recognised`: the drawing there, mine or not. `found`: I found the word. `network`: it was faster than us. */
  readonly kind: 'recognised' | 'found' | 'network';
}

/** @param shown the drawing on the large sheet */
export function momentOf(round: RoundView, me: PlayerId | null, shown: SheetId): Moment | null {
  const recognition = recognitionOf(round, shown);
  if (round.mode !== 'guess') return recognition && { kind: 'recognised', ...recognition };
  const index = round.finds.findIndex(({ playerId }) => playerId === me);
  const find = round.finds[index];
  if (find) return { kind: 'found', ...find, place: index + 1 };
  return recognition && { kind: 'network', ...recognition, place: round.finds.length + 1 };
}

/** Somebody, or the network, who was recognised or has found the word. */
export interface Success {
  readonly place: number;
  readonly isNetwork: boolean;
  /** As far as they are still in the room. */
  readonly players: readonly Player[];
  readonly elapsedMs: number;
}

/** Everybody's successes in a round, first one first. */
export function successesOf(game: GameView, round: RoundView): readonly Success[] {
  const drawn = round.recognitions.map(({ sheetId, elapsedMs }) => {
    const sheet = round.sheets.find(({ id }) => id === sheetId);
    const isNetwork = round.mode === 'guess';
    return { isNetwork, players: !isNetwork && sheet ? artistsOf(game, sheet) : [], elapsedMs };
  });
  const found = round.finds.map(({ playerId, elapsedMs }) => ({
    isNetwork: false,
    players: game.players.filter(({ id }) => id === playerId),
    elapsedMs,
  }));
  return [...found, ...drawn]
    .sort((a, b) => a.elapsedMs - b.elapsedMs)
    .map((success, index) => ({ ...success, place: index + 1 }));
}
