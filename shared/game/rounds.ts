import { only, refuse, type Random, type Transition } from './events.ts';
import { removePlayers } from './members.ts';
import type { WordLore } from './lore.ts';
import { modeOf } from './modes/index.ts';
import type { Mode, SheetPlan } from './modes/mode.ts';
import { chooseSameWords } from './settings.ts';
import {
  isAwake,
  isConnected,
  isPerson,
  isRoundOpen,
  playsAlong,
  type GameState,
  type Player,
  type PlayerId,
  type Round,
  type Sheet,
} from './state.ts';
import { beginTurns, passAbsentTurns } from './turns.ts';
import { dealDeck, promptsLeft, wordsNeeded } from './words.ts';

/** When nobody has anything left to win, the last strokes may still be finished for this long. */
export const FINISHING_MS = 2_500;
/** After so many idle rounds a player's seat is given up. */
export const IDLE_ROUNDS_REMOVED = 4;
/** Who says nothing in a shorter part of the drawing time than this is not idle, but thinks. */
const TIME_TO_THINK_SHARE = 0.5;

/** What comes after a round: the next one, with the settings that have waited for it, or the end of the game. */
export function afterRound(before: GameState, at: number, random: Random): Transition {
  const state = settingsTakeEffect(before, random);
  const number = state.round!.number;
  const goesOn = !modeOf(state.settings.mode).isTimed || number < state.settings.rounds;
  return goesOn ? beginRound(state, number + 1, at, random) : endGame(state);
}

/** Prepares a round; where nobody or no word is left for one, the game is over. */
export function beginRound(before: GameState, number: number, at: number, random: Random): Transition {
  const mode = modeOf(before.settings.mode);
  const state = mode.isTimed || promptsLeft(before.deck) > 0 ? before : withFreshDeck(before, random);
  const present = mayGetSheet(state.players, mode);
  if (present.length === 0 || promptsLeft(state.deck) < mode.wordsPerRound) return endGame(state);

  const { words, deck } = takeWords(state, mode);
  const choosable = whoCanDraw(present, words, state.lore);
  const plans = mode.sheets(choosable, words, random);
  const countTurns = (player: Player) => withTurns(player, plans, choosable);
  return openRound({ ...state, deck, players: state.players.map(countTurns) }, number, plans, at);
}

/** The pens are free. */
export function beginDrawing(state: GameState, at: number): Transition {
  const round: Round = { ...state.round!, startedAt: at };
  const { isTimed } = modeOf(round.mode);
  const drawing: GameState = {
    ...state,
    phase: 'drawing',
    phaseEndsAt: isTimed ? at + state.settings.drawingMs : null,
    round,
  };
  const begun = settle(beginTurns(drawing, at), at);
  return { state: begun, effects: [{ type: 'drawing-started', round: begun.round! }] };
}

/** The pens are down: what was drawn goes into the history, and whoever was idle for too long out of the room. */
export function endDrawing(state: GameState, at: number): Transition {
  const round = state.round!;
  const called = calledIn(state, round, at);
  const ended: GameState = {
    ...state,
    phase: 'reveal',
    phaseEndsAt: at + state.settings.revealMs,
    history: [...state.history, round],
    players: state.players.map((player) => withIdleness(player, round, called)),
  };
  const idle = ended.players.filter(({ idleRounds }) => idleRounds >= IDLE_ROUNDS_REMOVED);
  const removed = removePlayers(
    ended,
    idle.map(({ id }) => id),
    'idle',
  );
  return { state: removed.state, effects: [{ type: 'round-ended', round }, ...removed.effects] };
}

/** What follows at once from who is here and who has succeeded: absent artists pass the pen, decided rounds end soon. */
export function settle(before: GameState, now: number): GameState {
  const state = passAbsentTurns(before, now);
  const { phase, phaseEndsAt, round } = state;
  if (phase !== 'drawing' || !round || phaseEndsAt === null) return state;
  if (now + FINISHING_MS >= phaseEndsAt || !modeOf(round.mode).isDecided(state, round)) return state;
  return { ...state, phaseEndsAt: now + FINISHING_MS };
}

/** One more artist wants another word: with more than half of those here it comes, once a game. */
export function skip(state: GameState, playerId: PlayerId, now: number): Transition {
  const { round } = state;
  if (!round || !isRoundOpen(state) || !modeOf(round.mode).isTimed) {
    return refuse(state, 'not-now', 'There is no word to skip now.');
  }
  const artistIds = round.sheets.flatMap((sheet) => sheet.artistIds);
  if (!artistIds.includes(playerId)) {
    return refuse(state, 'not-drawing', 'Only those who draw the word can skip it.');
  }
  if (state.skipUsed) return refuse(state, 'skip-used', 'This game has had its skip: draw on.');
  if (round.recognitions.length > 0 || round.finds.length > 0) {
    return refuse(state, 'not-now', 'Somebody has scored with this word: it stays.');
  }
  const mode = modeOf(round.mode);
  if (promptsLeft(state.deck) < mode.wordsPerRound + wordsNeeded(state.settings, round.number + 1)) {
    return refuse(state, 'not-enough-words', 'There is no word left to take instead.');
  }
  const skipVotes = [...new Set([...round.skipVotes, playerId])];
  const voted = { ...state, round: { ...round, skipVotes } };
  const { votes, needed } = countSkipVotes(state, voted.round);
  if (votes < needed) return only(voted);

  const { words, deck } = takeWords(state, mode);
  const prompts = [...new Set(round.sheets.map(({ prompt }) => prompt))];
  const plans = round.sheets.map((sheet) => ({ ...sheet, prompt: words[prompts.indexOf(sheet.prompt)]! }));
  const again = openRound({ ...state, deck, skipUsed: true }, round.number, plans, now);
  return { ...again, effects: [{ type: 'round-skipped', round: round.id }, ...again.effects] };
}

/** How many of a round's artists want another word, of the people who are here, and how many it takes: more than half. */
export function countSkipVotes(
  { players }: Pick<GameState, 'players'>,
  { sheets, skipVotes }: { sheets: readonly Pick<Sheet, 'artistIds'>[]; skipVotes: readonly PlayerId[] },
): { votes: number; needed: number } {
  const artistIds = sheets.flatMap((sheet) => sheet.artistIds);
  const here = players.filter(
    (player) => isPerson(player) && isConnected(player) && artistIds.includes(player.id),
  );
  const votes = here.filter(({ id }) => skipVotes.includes(id)).length;
  return { votes, needed: Math.floor(here.length / 2) + 1 };
}

function endGame(state: GameState): Transition {
  return { state: { ...state, phase: 'final', phaseEndsAt: null }, effects: [{ type: 'game-ended' }] };
}

function openRound(state: GameState, number: number, plans: readonly SheetPlan[], at: number): Transition {
  const { settings, roundsBegun } = state;
  const round: Round = {
    id: roundsBegun + 1,
    number,
    mode: settings.mode,
    sheets: plans.map(({ id, prompt, artistIds }): Sheet => ({
      id,
      prompt,
      artistIds,
      turn: 0,
      turnEndsAt: null,
    })),
    startedAt: null,
    recognitions: [],
    finds: [],
    skipVotes: [],
    activeIds: [],
  };
  const open: GameState = { ...state, roundsBegun: round.id, round };
  // Without a clock nobody has to get ready.
  if (!modeOf(settings.mode).isTimed) return beginDrawing(open, at);
  return only({ ...open, phase: 'countdown', phaseEndsAt: at + settings.countdownMs });
}

/** Who gets a sheet, or may be chosen for one: those awake, if there are any. */
function mayGetSheet(players: readonly Player[], mode: Mode): readonly Player[] {
  const playing = players.filter(playsAlong);
  if (!mode.needsPresence) return playing;
  const here = playing.filter(isConnected);
  return [here.filter(isAwake), here, playing].find(({ length }) => length > 0) ?? [];
}

/** Bots leave words that they cannot draw to the others, where those are enough: each word has an artist at least. */
function whoCanDraw(players: readonly Player[], words: readonly string[], { drawable }: WordLore) {
  const canAll = words.every((word) => drawable.includes(word));
  const able = canAll ? players : players.filter(isPerson);
  return able.length >= words.length ? able : players;
}

/** Whoever draws has had a turn more; whoever could not be chosen misses what the others have had. */
function withTurns(player: Player, plans: readonly SheetPlan[], choosable: readonly Player[]): Player {
  if (plans.some(({ artistIds }) => artistIds.includes(player.id)))
    return { ...player, turns: player.turns + 1 };
  if (choosable.includes(player)) return player;
  const fewest = Math.min(...choosable.map(({ turns }) => turns));
  return { ...player, turns: Math.max(player.turns, fewest) };
}

/** Who had something to do in a round: artists; where people guess, everybody, if there was time to think. */
function calledIn({ players, settings }: GameState, { mode, sheets, startedAt }: Round, endedAt: number) {
  const artistIds = sheets.flatMap((sheet) => sheet.artistIds);
  const hadTime = startedAt !== null && endedAt - startedAt >= TIME_TO_THINK_SHARE * settings.drawingMs;
  return modeOf(mode).peopleGuess && hadTime ? players.map(({ id }) => id) : artistIds;
}

/** One idle round more for people who are here and had something to do, in this round or since they fell asleep. */
function withIdleness(player: Player, { activeIds }: Round, called: readonly PlayerId[]): Player {
  const isCalled = !isAwake(player) || called.includes(player.id);
  const canBeIdle = isPerson(player) && playsAlong(player) && isConnected(player);
  if (!canBeIdle || !isCalled || activeIds.includes(player.id)) return player;
  return { ...player, idleRounds: player.idleRounds + 1 };
}

function takeWords({ deck }: GameState, { wordsPerRound }: Mode) {
  const next = deck.next + wordsPerRound;
  return { words: deck.prompts.slice(deck.next, next), deck: { ...deck, next } };
}

function withFreshDeck(state: GameState, random: Random): GameState {
  return { ...state, deck: dealDeck(state, wordsNeeded(state.settings), random) };
}

function settingsTakeEffect(before: GameState, random: Random): GameState {
  if (!before.pending) return before;
  const state: GameState = { ...before, settings: before.pending, pending: null };
  const needed = wordsNeeded(state.settings, state.round!.number + 1);
  const { deck } = state;
  if (chooseSameWords(before.settings, state.settings) && promptsLeft(deck) >= needed) return state;
  return { ...state, deck: dealDeck(state, needed, random, deck.prompts.slice(0, deck.next)) };
}
