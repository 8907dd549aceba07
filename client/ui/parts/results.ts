import type {
  GameView,
  Player,
  PlayerId,
  Recognition,
  RoundView,
  SheetId,
  SheetView,
} from '../../../shared/game/index.ts';

/** A round's recognition of a drawing, with its place. */
export interface RankedRecognition extends Recognition {
  /** 1 is the first to be recognised. */
  readonly place: number;
}

export function recognitionOf(round: RoundView, sheet: SheetId): RankedRecognition | null {
  const index = round.recognitions.findIndex(({ sheetId }) => sheetId === sheet);
  const recognition = round.recognitions[index];
  return recognition === undefined ? null : { ...recognition, place: index + 1 };
}

/** The sheet on which a player draws in a round, alone or with a team. */
export function sheetOf(round: RoundView, playerId: PlayerId): SheetView | null {
  return round.sheets.find(({ artistIds }) => artistIds.includes(playerId)) ?? null;
}

/** Who draws on a sheet, in the order of their turns, as far as they are still in the room. */
export function artistsOf(game: GameView, { artistIds }: SheetView): readonly Player[] {
  return artistIds.flatMap((id) => game.players.find((player) => player.id === id) ?? []);
}

/** What a player got for a round's drawings and guesses. */
export function pointsInRound(round: RoundView, playerId: PlayerId): number {
  const sheet = sheetOf(round, playerId);
  const drawn = sheet && round.mode !== 'guess' ? (recognitionOf(round, sheet.id)?.points ?? 0) : 0;
  const found = round.finds.find((find) => find.playerId === playerId)?.points ?? 0;
  return drawn + found;
}

export interface Ranked {
  readonly player: Player;
  /** Equal scores share a place. */
  readonly place: number;
}

/** Players by score, best first; who watches is not among them. */
export function ranking(players: readonly Player[]): readonly Ranked[] {
  const sorted = players.filter(({ role }) => role === 'player').sort((a, b) => b.score - a.score);
  return sorted.map((player) => ({
    player,
    place: 1 + sorted.findIndex(({ score }) => score === player.score),
  }));
}

/** How many rounds of this game a player was recognised in. */
export function recognisedCount(game: GameView, playerId: PlayerId): number {
  return game.history.filter((round) => {
    const sheet = sheetOf(round, playerId);
    return sheet !== null && recognitionOf(round, sheet.id) !== null;
  }).length;
}
