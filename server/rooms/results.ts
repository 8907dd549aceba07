import { isPerson, playsAlong, type GameState, type PlayerId } from '../../shared/game/index.ts';

/** What a person got out of a finished game. */
export interface PlayerResult {
  readonly playerId: PlayerId;
  readonly name: string;
  readonly color: number;
  readonly points: number;
  /** Drawings of theirs that could have been recognised, and those that were. */
  readonly drawings: number;
  readonly recognised: number;
}

/** With fewer people who took part a game counts nowhere: points against nobody are no points. */
const FEWEST_PEOPLE = 2;

/** What a game brought everybody who took part in it and stayed to its end; nothing where they were too few. */
export function resultsOf({ history, players }: GameState): PlayerResult[] {
  const people = players.filter((player) => isPerson(player) && playsAlong(player));
  const active = people.filter(({ id }) => history.some(({ activeIds }) => activeIds.includes(id)));
  if (active.length < FEWEST_PEOPLE) return [];
  return active.map(({ id, name, color, score }) => {
    const rounds = history.flatMap(({ mode, sheets, recognitions }) => {
      // Where people guess it is the network that scores by recognising.
      const sheet = mode === 'guess' ? undefined : sheets.find(({ artistIds }) => artistIds.includes(id));
      return sheet ? [recognitions.some(({ sheetId }) => sheetId === sheet.id)] : [];
    });
    const recognised = rounds.filter(Boolean).length;
    return { playerId: id, name, color, points: score, drawings: rounds.length, recognised };
  });
}
