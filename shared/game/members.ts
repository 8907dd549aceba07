import { PLAYER_COLOR_COUNT } from '../protocol/players.ts';
import {
  only,
  refuse,
  type GameEffect,
  type JoinEvent,
  type PlayerEvent,
  type RemovalReason,
  type Transition,
} from './events.ts';
import { modeOf } from './modes/index.ts';
import { MAX_SPECTATORS } from './settings.ts';
import {
  createGame,
  isConnected,
  isPerson,
  isRoundOpen,
  playerOf,
  playsAlong,
  withPlayer,
  type GameState,
  type Player,
  type PlayerId,
  type Role,
} from './state.ts';

/** How long a lost player keeps seat, score and drawing. */
export const SEAT_KEPT_MS = 120_000;
/** How long a room waits for its host before somebody else is. */
export const HOST_KEPT_MS = 10_000;
/** With fewer who could vote, nobody is voted out: one person would decide alone. */
export const FEWEST_VOTERS = 2;

type EventOf<T extends PlayerEvent['type']> = Extract<PlayerEvent, { type: T }>;

export function join(state: GameState, event: JoinEvent): Transition {
  const seated = playerOf(state, event.playerId);
  if (seated) return only(withPlayer(state, { ...seated, disconnectedAt: null }));
  if (state.bans.includes(event.playerId)) {
    return refuse(state, 'banned', 'You were put out of this room: find another one.');
  }
  const role: Role = event.asSpectator === true ? 'spectator' : 'player';
  if (isNameTaken(state, event.name, event.playerId)) return refuseName(state, event.name);
  if (!hasPlace(state, role)) {
    const bot = event.bot === undefined ? botInSeat(state, role) : undefined;
    return bot ? inPlaceOf(bot, state, (freed) => join(freed, event)) : refuseFull(state, role);
  }
  const player: Player = {
    id: event.playerId,
    name: event.name,
    color: freeColor(state, event.color),
    score: 0,
    disconnectedAt: null,
    role,
    bot: event.bot ?? null,
    idleRounds: 0,
    // A late player is not owed the turns that the others have had.
    turns: fewestTurns(state),
  };
  const hostId = state.hostId ?? (isPerson(player) ? player.id : null);
  return only({ ...state, players: [...state.players, player], hostId });
}

export function update(state: GameState, event: EventOf<'update'>, player: Player): Transition {
  const { name = player.name, color = player.color } = event;
  if (name !== player.name) {
    if (isNameTaken(state, name, player.id)) return refuseName(state, name);
    // A name is seen by everybody, those included who are to guess.
    if (isRoundOpen(state) && state.round && modeOf(state.round.mode).peopleGuess) {
      return refuse(
        state,
        'not-now',
        'Names stay as they are while people guess: wait for the end of the round.',
      );
    }
  }
  return only(withPlayer(state, { ...player, name, color }));
}

export function setRole(state: GameState, event: EventOf<'role'>, player: Player): Transition {
  const { role } = event;
  if (role === player.role) return only(state);
  if (!hasPlace(state, role)) {
    const bot = botInSeat(state, role);
    return bot ? inPlaceOf(bot, state, (freed) => setRole(freed, event, player)) : refuseFull(state, role);
  }
  return only(withPlayer(state, { ...player, role, turns: Math.max(player.turns, fewestTurns(state)) }));
}

export function makeHost(state: GameState, { playerId, targetId }: EventOf<'make-host'>): Transition {
  if (playerId !== state.hostId) return refuseNotHost(state);
  const target = playerOf(state, targetId);
  if (!target || !isPerson(target) || !isConnected(target)) return refuseNoSuchPlayer(state);
  return only({ ...state, hostId: targetId });
}

export function kick(state: GameState, { playerId, targetId }: EventOf<'kick'>): Transition {
  if (playerId !== state.hostId) return refuseNotHost(state);
  if (targetId === playerId || !playerOf(state, targetId)) return refuseNoSuchPlayer(state);
  return putOut(state, targetId);
}

/** Votes that somebody be put out; with more than half of those who could vote it happens. */
export function voteKick(state: GameState, { targetId }: EventOf<'vote-kick'>, player: Player): Transition {
  if (targetId === player.id || !playerOf(state, targetId)) return refuseNoSuchPlayer(state);
  if (!playsAlong(player)) return refuse(state, 'not-now', 'Only players vote, spectators do not.');
  const before = state.kickVotes.find((vote) => vote.targetId === targetId)?.voterIds ?? [];
  const voterIds = [...new Set([...before, player.id])];
  const kickVotes = [...state.kickVotes.filter((vote) => vote.targetId !== targetId), { targetId, voterIds }];
  const voted = { ...state, kickVotes };
  const { votes, needed } = kickTally(voted, targetId);
  return votes >= needed ? putOut(voted, targetId) : only(voted);
}

/** How a vote to put somebody out stands: votes that count, and how many it takes. */
export function kickTally(
  { players, kickVotes }: Pick<GameState, 'players' | 'kickVotes'>,
  targetId: PlayerId,
): { votes: number; needed: number } {
  const voterIds = kickVotes.find((vote) => vote.targetId === targetId)?.voterIds ?? [];
  const electorate = players.filter(
    (other) => other.id !== targetId && isPerson(other) && playsAlong(other) && isConnected(other),
  );
  const votes = electorate.filter(({ id }) => voterIds.includes(id)).length;
  return { votes, needed: Math.max(FEWEST_VOTERS, Math.floor(electorate.length / 2) + 1) };
}

/** Takes seats away. When no person is left the game stops, so that an empty room never runs on. */
export function removePlayers(state: GameState, ids: readonly PlayerId[], reason: RemovalReason): Transition {
  const players = state.players.filter(({ id }) => !ids.includes(id));
  const effects = ids.map((playerId): GameEffect => ({ type: 'player-removed', playerId, reason }));
  if (!players.some(isPerson)) {
    const { settings, pending, knownWords, lore, bans, roundsBegun } = state;
    return { state: { ...createGame(pending ?? settings, knownWords, lore), bans, roundsBegun }, effects };
  }
  const kickVotes = state.kickVotes
    .filter(({ targetId }) => !ids.includes(targetId))
    .map((vote) => ({ ...vote, voterIds: vote.voterIds.filter((id) => !ids.includes(id)) }));
  const isHostHere = players.some(({ id }) => id === state.hostId);
  return {
    state: { ...state, players, kickVotes, hostId: isHostHere ? state.hostId : heir(players) },
    effects,
  };
}

/** Gives up what was kept for too long by `now`: seats of lost players, an absent host's rights. */
export function passAbsence(before: GameState, now: number): Transition {
  const lost = before.players.filter((player) => now >= (seatEndsAt(player) ?? Infinity));
  const { state, effects } =
    lost.length === 0
      ? only(before)
      : removePlayers(
          before,
          lost.map(({ id }) => id),
          'lost',
        );
  return { state: passHost(state, now), effects };
}

/** Somebody who is here is the host when the one who was is away for too long. */
export function passHost(state: GameState, now: number): GameState {
  const handOver = hostHandOverAt(state);
  return handOver === null || now < handOver ? state : { ...state, hostId: heir(state.players) };
}

/** When something that is kept for somebody absent is given up; null where nobody is. */
export function nextAbsenceEndsAt(state: GameState): number | null {
  const times = [...state.players.map(seatEndsAt), hostHandOverAt(state)].filter((at) => at !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** A sign of life: whoever was taken for asleep is awake again. */
export function touch(state: GameState, player: Player): GameState {
  const { round } = state;
  const awake = player.idleRounds === 0 ? state : withPlayer(state, { ...player, idleRounds: 0 });
  if (!round || !isRoundOpen(state) || round.activeIds.includes(player.id)) return awake;
  return { ...awake, round: { ...round, activeIds: [...round.activeIds, player.id] } };
}

export function refuseNotHost(state: GameState): Transition {
  return refuse(state, 'not-host', 'Only the host can do that.');
}

function putOut(state: GameState, targetId: PlayerId): Transition {
  return removePlayers({ ...state, bans: [...state.bans, targetId] }, [targetId], 'kicked');
}

/** Who is the host after one who is gone: the first person who is here, else the first one. */
function heir(players: readonly Player[]): PlayerId | null {
  const people = players.filter(isPerson);
  return (people.find(isConnected) ?? people[0])?.id ?? null;
}

/** When an absent host's rights pass on; null while the host is there or nobody else is. */
function hostHandOverAt(state: GameState): number | null {
  const lostAt = state.players.find(({ id }) => id === state.hostId)?.disconnectedAt ?? null;
  const hasHeir = state.players.some((player) => isPerson(player) && isConnected(player));
  return lostAt !== null && hasHeir ? lostAt + HOST_KEPT_MS : null;
}

function seatEndsAt({ disconnectedAt }: Player): number | null {
  return disconnectedAt === null ? null : disconnectedAt + SEAT_KEPT_MS;
}

function hasPlace({ players, settings }: GameState, role: Role): boolean {
  const taken = players.filter((player) => player.role === role).length;
  return taken < (role === 'player' ? settings.maxPlayers : MAX_SPECTATORS);
}

/** The bot whose seat a person may have: the one that came last. */
function botInSeat({ players }: GameState, role: Role): Player | undefined {
  return role === 'player' ? players.findLast((player) => !isPerson(player)) : undefined;
}

/** A bot leaves, and something happens that takes its seat. */
function inPlaceOf(bot: Player, state: GameState, next: (state: GameState) => Transition): Transition {
  const left = removePlayers(state, [bot.id], 'left');
  const taken = next(left.state);
  return { state: taken.state, effects: [...left.effects, ...taken.effects] };
}

function fewestTurns({ players }: GameState): number {
  const turns = players.filter(playsAlong).map((player) => player.turns);
  return turns.length === 0 ? 0 : Math.min(...turns);
}

function isNameTaken(state: GameState, name: string, by: PlayerId): boolean {
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

function refuseFull(state: GameState, role: Role): Transition {
  const places =
    role === 'player' ? `${state.settings.maxPlayers} seats` : `places for ${MAX_SPECTATORS} who watch`;
  return refuse(state, 'room-full', `This room is full: it has ${places}.`);
}

function refuseName(state: GameState, name: string): Transition {
  return refuse(state, 'name-taken', `Somebody here is called ${name} already: choose another name.`);
}

function refuseNoSuchPlayer(state: GameState): Transition {
  return refuse(state, 'no-such-player', 'There is no such player here to do that with.');
}
