import { closenessOf } from './closeness.ts';
import { refuse, type GameEvent, type PlayerEvent, type Transition } from './events.ts';
import { tongueOf } from './lore.ts';
import { modeOf } from './modes/index.ts';
import { ARTIST_POINTS_PER_FIND, MOST_PAID_FINDS, pointsFor } from './scoring.ts';
import { playsAlong, type Find, type GameState, type Player, type PlayerId } from './state.ts';
import { passTurn } from './turns.ts';

/** The network is sure of a drawing. */
export function recognise(
  state: GameState,
  event: Extract<GameEvent, { type: 'recognised' }>,
  now: number,
): Transition {
  const { round } = state;
  const sheet = round?.sheets.find(({ id }) => id === event.sheetId);
  const isOpen =
    state.phase === 'drawing' &&
    round?.id === event.round &&
    !round.recognitions.some(({ sheetId }) => sheetId === event.sheetId);
  if (!isOpen || !sheet || round.startedAt === null) {
    return refuse(state, 'not-drawing', 'There is no such drawing to recognise now.');
  }
  const mode = modeOf(round.mode);
  // Where people guess, too, nobody wins any more when the round has been decided.
  if (mode.peopleGuess && mode.isDecided(state, round)) {
    return refuse(state, 'not-drawing', 'This round has been decided.');
  }
  const elapsedMs = Math.max(0, now - round.startedAt);
  const { points, to } = mode.award(state, round, elapsedMs);
  const recognition = { sheetId: sheet.id, elapsedMs, points };
  const paid =
    to === 'network'
      ? { ...state, networkScore: state.networkScore + points }
      : pay(state, sheet.artistIds, points);
  return {
    state: { ...paid, round: { ...round, recognitions: [...round.recognitions, recognition] } },
    effects: [{ type: 'recognised', round: round.id, recognition }],
  };
}

/** Somebody thinks to know the word. */
export function guess(
  state: GameState,
  event: Extract<PlayerEvent, { type: 'guess' }>,
  player: Player,
  now: number,
): Transition {
  const { round } = state;
  const sheet = round?.sheets[0];
  if (!round || !sheet || state.phase !== 'drawing' || round.startedAt === null || round.id !== event.round) {
    return refuse(state, 'not-guessing', 'There is nothing to guess now.');
  }
  const mode = modeOf(round.mode);
  const mayGuess =
    mode.peopleGuess &&
    playsAlong(player) &&
    !sheet.artistIds.includes(player.id) &&
    !round.finds.some(({ playerId }) => playerId === player.id) &&
    !mode.isDecided(state, round);
  if (!mayGuess) return refuse(state, 'not-guessing', 'You have nothing to guess now.');

  const closeness = closenessOf(event.text, sheet.prompt, tongueOf(state));
  if (closeness !== 'right') {
    const isClose = closeness === 'close';
    return { state, effects: [{ type: 'missed', playerId: player.id, text: event.text, isClose }] };
  }
  const place = round.finds.length;
  const elapsedMs = Math.max(0, now - round.startedAt);
  const points = pointsFor(elapsedMs, state.settings.drawingMs, place);
  const find: Find = { playerId: player.id, sheetId: sheet.id, elapsedMs, points };
  const found = { ...state, round: { ...round, finds: [...round.finds, find] } };
  const paid = pay(found, [player.id], points);
  return {
    state: place < MOST_PAID_FINDS ? pay(paid, sheet.artistIds, ARTIST_POINTS_PER_FIND) : paid,
    effects: [{ type: 'found', round: round.id, find }],
  };
}

/** The artist whose turn it is hands the pen on. */
export function strokeDone(
  state: GameState,
  { round: roundId, sheetId, playerId }: Extract<PlayerEvent, { type: 'stroke-done' }>,
  now: number,
): Transition {
  const { round } = state;
  const sheet = round?.sheets.find(({ id }) => id === sheetId);
  if (!round || !sheet || state.phase !== 'drawing' || round.id !== roundId) {
    return refuse(state, 'not-drawing', 'You have nothing to draw now: wait for the next round.');
  }
  const mode = modeOf(round.mode);
  if (mode.turnMs === null || !mode.mayDraw(sheet, playerId)) {
    return refuse(state, 'not-your-turn', 'It is not your turn: wait for the pen.');
  }
  return { state: passTurn(state, sheetId, now), effects: [] };
}

function pay(state: GameState, playerIds: readonly PlayerId[], points: number): GameState {
  const players = state.players.map((player) =>
    playerIds.includes(player.id) ? { ...player, score: player.score + points } : player,
  );
  return { ...state, players };
}
