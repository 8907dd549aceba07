import { letterCountsOf } from './lore.ts';
import { modeOf } from './modes/index.ts';
import type { Settings } from './settings.ts';
import {
  isRoundOpen,
  type GameState,
  type KickVote,
  type Phase,
  type Player,
  type PlayerId,
  type Round,
  type Sheet,
} from './state.ts';

/** A drawing as a player may know it. */
export interface SheetView extends Omit<Sheet, 'prompt'> {
  /** null while it is a secret. */
  readonly prompt: string | null;
  /** How many letters each of the prompt's words has in the room's language: the hint that everybody gets. */
  readonly letterCounts: readonly number[];
}

export interface RoundView extends Omit<Round, 'sheets' | 'activeIds'> {
  readonly sheets: readonly SheetView[];
}

export interface SettingsView extends Settings {
  /** How many words of the host's own there are; the words themselves only the host sees, and not while they are secrets. */
  readonly customWordCount: number;
}

/** The game as one player may see it. */
export interface GameView {
  readonly phase: Phase;
  readonly phaseEndsAt: number | null;
  readonly settings: SettingsView;
  readonly pending: SettingsView | null;
  readonly players: readonly Player[];
  readonly hostId: PlayerId | null;
  readonly round: RoundView | null;
  readonly history: readonly RoundView[];
  readonly skipUsed: boolean;
  readonly networkScore: number;
  readonly kickVotes: readonly KickVote[];
}

/** What one player sees that another does not. */
export interface Insight {
  readonly prompts: boolean;
  readonly customWords: boolean;
}

/** What this player may see; null is somebody who knows no secrets. Players with the same insight have the same view. */
export function insightOf(state: GameState, playerId: PlayerId | null): Insight {
  const isHost = playerId !== null && playerId === state.hostId;
  const { customWords } = state.pending ?? state.settings;
  const isPlaying = state.phase !== 'lobby' && state.phase !== 'final';
  return {
    prompts: !hasSecret(state) || (playerId !== null && knowsPrompt(state, playerId)),
    customWords: isHost && !isPlaying && customWords.length > 0,
  };
}

/** The game as this player may see it. Everything that is sent to players goes through here. */
export function viewFor(state: GameState, playerId: PlayerId | null): GameView {
  return viewWith(state, insightOf(state, playerId));
}

export function viewWith(state: GameState, insight: Insight): GameView {
  const { phase, phaseEndsAt, players, hostId, skipUsed, networkScore, kickVotes } = state;
  return {
    phase,
    phaseEndsAt,
    settings: viewOfSettings(state.settings, insight),
    pending: state.pending && viewOfSettings(state.pending, insight),
    players,
    hostId,
    round: state.round && viewOfRound(state, state.round, insight.prompts),
    history: state.history.map((round) => viewOfRound(state, round, true)),
    skipUsed,
    networkScore,
    kickVotes,
  };
}

/** Whether the prompt is a secret of its artist and of those who have found it. */
export function hasSecret(state: GameState): boolean {
  return isRoundOpen(state) && state.round !== null && modeOf(state.round.mode).peopleGuess;
}

/** Whether this player draws in the round, or has found its word. */
export function knowsPrompt({ round }: GameState, playerId: PlayerId): boolean {
  return (
    round !== null &&
    (round.sheets.some(({ artistIds }) => artistIds.includes(playerId)) ||
      round.finds.some((find) => find.playerId === playerId))
  );
}

function viewOfSettings(settings: Settings, insight: Insight): SettingsView {
  const { customWords } = settings;
  return {
    ...settings,
    customWords: insight.customWords ? customWords : [],
    customWordCount: customWords.length,
  };
}

function viewOfRound(state: GameState, round: Round, seesPrompts: boolean): RoundView {
  const { id, number, mode, startedAt, recognitions, finds, skipVotes } = round;
  const sheets = round.sheets.map(({ prompt, ...sheet }) => ({
    ...sheet,
    prompt: seesPrompts ? prompt : null,
    letterCounts: letterCountsOf(state, prompt),
  }));
  return { id, number, mode, startedAt, recognitions, finds, skipVotes, sheets };
}
