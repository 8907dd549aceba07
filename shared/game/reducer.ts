import {
  only,
  refuse,
  type GameEffect,
  type GameEvent,
  type PlayerEvent,
  type Random,
  type Transition,
} from './events.ts';
import * as members from './members.ts';
import { modeOf } from './modes/index.ts';
import { afterRound, beginDrawing, beginRound, endDrawing, settle, skip } from './rounds.ts';
import { changeAtOnce } from './settings.ts';
import {
  EMPTY_DECK,
  isConnected,
  isRoundOpen,
  playerOf,
  playsAlong,
  withPlayer,
  type GameState,
  type Player,
} from './state.ts';
import * as successes from './successes.ts';
import { nextTurnEndsAt, passDueTurns } from './turns.ts';
import { dealDeck, promptsLeft, wordPool, wordsNeeded } from './words.ts';

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
  // Who comes into a room whose host has long been away is the host at once.
  const settled = settle(members.passHost(next.state, now), now);
  return { state: settled, effects: [...due.effects, ...next.effects] };
}

/** When the next `tick` is due by itself, or null. */
export function nextTickAt(state: GameState): number | null {
  const times = [members.nextAbsenceEndsAt(state), nextTurnEndsAt(state), state.phaseEndsAt];
  return earliest(...times);
}

function apply(
  state: GameState,
  event: Exclude<GameEvent, { type: 'tick' }>,
  now: number,
  random: Random,
): Transition {
  if (event.type === 'recognised') return successes.recognise(state, event, now);
  if (event.type === 'join') return members.join(state, event);
  const player = playerOf(state, event.playerId);
  if (!player) return refuse(state, 'not-in-room', 'You are not in this room: join it first.');
  switch (event.type) {
    case 'leave':
      return members.removePlayers(state, [player.id], 'left');
    case 'disconnect':
      return only(withPlayer(state, { ...player, disconnectedAt: player.disconnectedAt ?? now }));
    case 'reconnect':
      return only(withPlayer(state, { ...player, disconnectedAt: null }));
    default: {
      // Everything else takes a person who is awake.
      const touched = members.touch(state, player);
      return act(touched, event, playerOf(touched, player.id)!, now, random);
    }
  }
}

function act(
  state: GameState,
  event: Exclude<PlayerEvent, { type: 'leave' | 'disconnect' | 'reconnect' }>,
  player: Player,
  now: number,
  random: Random,
): Transition {
  switch (event.type) {
    case 'active':
      return only(state);
    case 'update':
      return members.update(state, event, player);
    case 'role':
      return members.setRole(state, event, player);
    case 'kick':
      return members.kick(state, event);
    case 'vote-kick':
      return members.voteKick(state, event, player);
    case 'make-host':
      return members.makeHost(state, event);
    case 'settings':
      return changeSettings(state, event);
    case 'start':
      return start(state, player, now, random);
    case 'lobby':
      return toLobby(state, player);
    case 'next':
      return nextWord(state, player, now, random);
    case 'skip':
      return skip(state, player.id, now);
    case 'stroke-done':
      return successes.strokeDone(state, event, now);
    case 'guess':
      return successes.guess(state, event, player, now);
  }
}

function changeSettings(
  state: GameState,
  { playerId, change }: Extract<PlayerEvent, { type: 'settings' }>,
): Transition {
  if (playerId !== state.hostId) return members.refuseNotHost(state);
  const wanted = { ...(state.pending ?? state.settings), ...change };
  if (!isGameRunning(state)) return only({ ...state, settings: wanted, pending: null });
  const needed = wordsNeeded(wanted, state.round!.number + 1);
  const { length } = wordPool(wanted, state.knownWords, state.lore);
  if (length < needed) return refuseTooFewWords(state, needed, length);
  const settings = { ...state.settings, ...changeAtOnce(change) };
  const isSame = JSON.stringify(wanted) === JSON.stringify(settings);
  return only({ ...state, settings, pending: isSame ? null : wanted });
}

function start(state: GameState, player: Player, now: number, random: Random): Transition {
  if (player.id !== state.hostId) return refuse(state, 'not-host', 'Only the host can start the game.');
  if (isGameRunning(state)) return refuse(state, 'game-running', 'The game is running already.');
  const { fewestPlayers } = modeOf(state.settings.mode);
  const here = state.players.filter((other) => playsAlong(other) && isConnected(other)).length;
  if (here < fewestPlayers) {
    const message = `This game needs ${fewestPlayers} players: invite somebody, or choose another mode.`;
    return refuse(state, 'not-enough-players', message);
  }
  const needed = wordsNeeded(state.settings);
  const deck = dealDeck(state, needed, random);
  if (promptsLeft(deck) < needed) return refuseTooFewWords(state, needed, promptsLeft(deck));
  const fresh: GameState = { ...cleared(state), deck };
  const begun = beginRound(fresh, 1, now, random);
  return { state: begun.state, effects: [{ type: 'game-started' }, ...begun.effects] };
}

function toLobby(state: GameState, player: Player): Transition {
  if (player.id !== state.hostId) return members.refuseNotHost(state);
  const isUntimed = isRoundOpen(state) && state.phaseEndsAt === null;
  if (state.phase !== 'final' && !isUntimed) {
    return refuse(state, 'not-now', 'The way back to the lobby opens when the game is over.');
  }
  return only({ ...cleared(state), phase: 'lobby', phaseEndsAt: null });
}

function nextWord(state: GameState, player: Player, now: number, random: Random): Transition {
  const isUntimed = state.phase === 'drawing' && state.phaseEndsAt === null;
  if (!isUntimed || !playsAlong(player)) {
    return refuse(state, 'not-now', 'The next word comes by itself when the time is up.');
  }
  const ended: GameState = { ...state, history: [...state.history, state.round!] };
  const next = afterRound(ended, now, random);
  return { state: next.state, effects: [{ type: 'round-ended', round: state.round! }, ...next.effects] };
}

/** The same room and people, and nothing of a game. */
function cleared(state: GameState): GameState {
  return {
    ...state,
    settings: state.pending ?? state.settings,
    pending: null,
    deck: EMPTY_DECK,
    round: null,
    history: [],
    skipUsed: false,
    networkScore: 0,
    players: state.players.map((player) => ({ ...player, score: 0, turns: 0, idleRounds: 0 })),
  };
}

/** Ends what is over by `now`: kept seats, an absent host's rights, turns, phases; several where much time has passed. */
function passTime(before: GameState, now: number, random: Random): Transition {
  const absence = members.passAbsence(before, now);
  const effects: GameEffect[] = [...absence.effects];
  let state = absence.state === before ? before : settle(absence.state, now);
  for (;;) {
    const turnEndsAt = nextTurnEndsAt(state);
    const at = earliest(turnEndsAt, state.phaseEndsAt);
    if (at === null || at > now) return { state, effects };
    const passed = at === state.phaseEndsAt ? endPhase(state, at, random) : only(passDueTurns(state, at));
    state = passed.state;
    effects.push(...passed.effects);
  }
}

/** Moves on from a timed phase that ended at `at`. */
function endPhase(state: GameState, at: number, random: Random): Transition {
  if (state.phase === 'countdown') return beginDrawing(state, at);
  if (state.phase === 'drawing') return endDrawing(state, at);
  return afterRound(state, at, random);
}

function isGameRunning({ phase }: GameState): boolean {
  return phase !== 'lobby' && phase !== 'final';
}

function earliest(...times: (number | null)[]): number | null {
  const known = times.filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function refuseTooFewWords(state: GameState, needed: number, found: number): Transition {
  const message = `This game needs ${needed} words that are not alike, and there are ${found}: choose more words, or fewer rounds.`;
  return refuse(state, 'not-enough-words', message);
}
