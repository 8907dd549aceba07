import { chooseDeck, DECK_SIZE } from '../categories/deck.ts';
import { PLAYER_COLOR_COUNT } from '../protocol/players.ts';
import { pointsFor } from './scoring.ts';
import type {
  GameEffect,
  GameEvent,
  GameState,
  Player,
  PlayerId,
  Random,
  RefusalCode,
  Round,
  Settings,
  Transition,
} from './state.ts';
import { DEFAULT_SETTINGS } from './state.ts';

/** How long a lost player keeps seat, score and drawing. */
export const SEAT_KEPT_MS = 60_000;
/** How long a room waits for its host before somebody else may start the next game. */
export const HOST_KEPT_MS = 10_000;
/** When everyone has been recognised, the last strokes may still be finished for this long. */
export const FINISHING_MS = 2_500;

/** An empty room's game. */
export function createGame(settings: Settings = DEFAULT_SETTINGS): GameState {
  return {
    phase: 'lobby',
    phaseEndsAt: null,
    settings,
    players: [],
    hostId: null,
    deck: [],
    round: null,
    history: [],
  };
}

/**
 * The rules: one event in, the next state out. Pure, so that a log of (event, now) and the same randomness gives the same
 * game. Never throws: what is not allowed leaves the state as it is and answers with one `refused` effect.
 *
 * @param now the server's clock in milliseconds since the epoch
 */
export function reduce(state: GameState, event: GameEvent, now: number, random: Random): Transition {
  // Time first: an event never acts on a phase that had already ended when it happened.
  const due = passTime(state, now, random);
  if (event.type === 'tick') return due;
  const next = apply(due.state, event, now, random);
  return { state: next.state, effects: [...due.effects, ...next.effects] };
}

/** When the next `tick` is due by itself, or null. */
export function nextTickAt(state: GameState): number | null {
  const times = state.players.flatMap((player) =>
    player.disconnectedAt === null ? [] : [player.disconnectedAt + SEAT_KEPT_MS],
  );
  const handOver = hostHandOverAt(state);
  if (handOver !== null) times.push(handOver);
  if (state.phaseEndsAt !== null) times.push(state.phaseEndsAt);
  return times.length === 0 ? null : Math.min(...times);
}

function apply(
  state: GameState,
  event: Exclude<GameEvent, { type: 'tick' }>,
  now: number,
  random: Random,
): Transition {
  const player = state.players.find(({ id }) => id === event.playerId);
  if (event.type === 'join') return join(state, event, player);
  if (!player) return refuse(state, 'not-in-room', 'You are not in this room: join it first.');
  switch (event.type) {
    case 'leave':
      return removePlayers(state, [player.id], now);
    case 'disconnect':
      return player.disconnectedAt === null
        ? only(withPlayer(state, { ...player, disconnectedAt: now }))
        : only(state);
    case 'reconnect':
      return only(withPlayer(state, { ...player, disconnectedAt: null }));
    case 'update':
      return update(state, event, player);
    case 'start':
      return start(state, event, now, random);
    case 'recognised':
      return recognise(state, event, now);
  }
}

function join(
  state: GameState,
  event: Extract<GameEvent, { type: 'join' }>,
  seated: Player | undefined,
): Transition {
  // Coming back by the link is a reconnection, and may bring a new name.
  if (seated) return only(withPlayer(state, { ...seated, disconnectedAt: null }));
  if (state.players.length >= state.settings.maxPlayers) {
    return refuse(state, 'room-full', `This room is full: it has ${state.settings.maxPlayers} seats.`);
  }
  if (nameTaken(state, event.name, event.playerId)) return refuseName(state, event.name);
  const player: Player = {
    id: event.playerId,
    name: event.name,
    color: freeColor(state, event.color),
    score: 0,
    disconnectedAt: null,
  };
  return only({ ...state, players: [...state.players, player], hostId: state.hostId ?? player.id });
}

function update(state: GameState, event: Extract<GameEvent, { type: 'update' }>, player: Player): Transition {
  if (event.name !== undefined && nameTaken(state, event.name, player.id))
    return refuseName(state, event.name);
  return only(
    withPlayer(state, { ...player, name: event.name ?? player.name, color: event.color ?? player.color }),
  );
}

function start(
  state: GameState,
  event: Extract<GameEvent, { type: 'start' }>,
  now: number,
  random: Random,
): Transition {
  if (event.playerId !== state.hostId) return refuse(state, 'not-host', 'Only the host can start the game.');
  if (state.phase !== 'lobby' && state.phase !== 'final') {
    return refuse(state, 'game-running', 'The game is running already.');
  }
  const deck = chooseDeck(event.words, Math.max(DECK_SIZE, state.settings.rounds), random);
  if (deck.length < state.settings.rounds) {
    return refuse(
      state,
      'not-enough-words',
      `A game of ${state.settings.rounds} rounds needs as many words; there are ${deck.length}.`,
    );
  }
  const fresh: GameState = {
    ...state,
    deck,
    round: null,
    history: [],
    players: state.players.map((player) => ({ ...player, score: 0 })),
  };
  return { state: beginRound(fresh, 1, now, random), effects: [{ type: 'game-started', deck }] };
}

function recognise(
  state: GameState,
  event: Extract<GameEvent, { type: 'recognised' }>,
  now: number,
): Transition {
  const { round } = state;
  const open =
    state.phase === 'drawing' &&
    round?.number === event.round &&
    round.startedAt !== null &&
    round.playerIds.includes(event.playerId) &&
    !round.recognitions.some(({ playerId }) => playerId === event.playerId);
  if (!open) return refuse(state, 'not-drawing', 'There is no drawing of yours to recognise now.');

  const elapsedMs = Math.max(0, now - round.startedAt);
  const points = pointsFor(elapsedMs, state.settings.drawingMs, round.recognitions.length);
  const recognition = { playerId: event.playerId, elapsedMs, points };
  const recognised: GameState = {
    ...state,
    round: { ...round, recognitions: [...round.recognitions, recognition] },
    players: state.players.map((player) =>
      player.id === event.playerId ? { ...player, score: player.score + points } : player,
    ),
  };
  return {
    state: hurryWhenAllRecognised(recognised, now),
    effects: [{ type: 'recognised', round: round.number, recognition }],
  };
}

/** Ends what is over by `now`: kept seats, an absent host's rights, phases; several phases where much time has passed. */
function passTime(before: GameState, now: number, random: Random): Transition {
  const effects: GameEffect[] = [];
  let state = before;
  const lost = state.players.filter(
    ({ disconnectedAt }) => disconnectedAt !== null && now - disconnectedAt >= SEAT_KEPT_MS,
  );
  if (lost.length > 0) {
    const removed = removePlayers(
      state,
      lost.map(({ id }) => id),
      now,
    );
    state = removed.state;
    effects.push(...removed.effects);
  }
  const handOver = hostHandOverAt(state);
  if (handOver !== null && now >= handOver) state = { ...state, hostId: state.players.find(isConnected)!.id };

  while (state.phaseEndsAt !== null && now >= state.phaseEndsAt) {
    const ended = endPhase(state, state.phaseEndsAt, random);
    state = ended.state;
    effects.push(...ended.effects);
  }
  return { state, effects };
}

/** Moves on from a timed phase that ended at `at`. */
function endPhase(state: GameState, at: number, random: Random): Transition {
  const round = state.round!;
  if (state.phase === 'countdown') {
    const drawing: Round = { ...round, startedAt: at };
    return {
      state: { ...state, phase: 'drawing', phaseEndsAt: at + state.settings.drawingMs, round: drawing },
      effects: [{ type: 'drawing-started', round: round.number, prompt: round.prompt }],
    };
  }
  if (state.phase === 'drawing') {
    return {
      state: {
        ...state,
        phase: 'reveal',
        phaseEndsAt: at + state.settings.revealMs,
        history: [...state.history, round],
      },
      effects: [{ type: 'round-ended', round }],
    };
  }
  if (round.number >= state.settings.rounds) {
    return { state: { ...state, phase: 'final', phaseEndsAt: null }, effects: [{ type: 'game-ended' }] };
  }
  return only(beginRound(state, round.number + 1, at, random));
}

function beginRound(state: GameState, number: number, at: number, random: Random): GameState {
  const used = new Set(state.history.map(({ prompt }) => prompt));
  const left = state.deck.filter((word) => !used.has(word));
  const prompt = left[Math.floor(random() * left.length)]!;
  const round: Round = {
    number,
    prompt,
    playerIds: state.players.map(({ id }) => id),
    startedAt: null,
    recognitions: [],
  };
  return { ...state, phase: 'countdown', phaseEndsAt: at + state.settings.countdownMs, round };
}

function removePlayers(state: GameState, ids: readonly PlayerId[], now: number): Transition {
  const players = state.players.filter(({ id }) => !ids.includes(id));
  const hostId = players.some(({ id }) => id === state.hostId)
    ? state.hostId
    : ((players.find(isConnected) ?? players[0])?.id ?? null);
  const effects = ids.map((playerId): GameEffect => ({ type: 'player-removed', playerId }));
  // Nobody is left to play: the game stops, so that an empty room never runs on.
  if (players.length === 0) return { state: createGame(state.settings), effects };
  return { state: hurryWhenAllRecognised({ ...state, players, hostId }, now), effects };
}

/** Nobody here has anything left to win in this round: it ends soon. */
function hurryWhenAllRecognised(state: GameState, now: number): GameState {
  const { round } = state;
  if (state.phase !== 'drawing' || !round || state.phaseEndsAt === null) return state;
  const waiting = round.playerIds.some(
    (id) =>
      state.players.some((player) => player.id === id) &&
      !round.recognitions.some(({ playerId }) => playerId === id),
  );
  return waiting ? state : { ...state, phaseEndsAt: Math.min(state.phaseEndsAt, now + FINISHING_MS) };
}

/** When an absent host's rights pass on; null while the host is there or nobody else is. */
function hostHandOverAt(state: GameState): number | null {
  const lostAt = state.players.find(({ id }) => id === state.hostId)?.disconnectedAt ?? null;
  return lostAt !== null && state.players.some(isConnected) ? lostAt + HOST_KEPT_MS : null;
}

function isConnected(player: Player): boolean {
  return player.disconnectedAt === null;
}

function withPlayer(state: GameState, player: Player): GameState {
  return { ...state, players: state.players.map((other) => (other.id === player.id ? player : other)) };
}

function nameTaken(state: GameState, name: string, by: PlayerId): boolean {
  return state.players.some((player) => player.id !== by && player.name.toLowerCase() === name.toLowerCase());
}

/** The wanted colour, or the next one that nobody has while there is one. */
function freeColor(state: GameState, wanted: number): number {
  const taken = new Set(state.players.map(({ color }) => color));
  for (let step = 0; step < PLAYER_COLOR_COUNT; step += 1) {
    const color = (wanted + step) % PLAYER_COLOR_COUNT;
    if (!taken.has(color)) return color;
  }
  return wanted;
}

function only(state: GameState): Transition {
  return { state, effects: [] };
}

function refuse(state: GameState, code: RefusalCode, message: string): Transition {
  return { state, effects: [{ type: 'refused', code, message }] };
}

function refuseName(state: GameState, name: string): Transition {
  return refuse(state, 'name-taken', `Somebody here is called ${name} already: choose another name.`);
}
