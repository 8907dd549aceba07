import {
  createGame,
  isConnected,
  isPerson,
  nextTickAt,
  playerOf,
  playsAlong,
  reduce,
  viewFor,
  type BotProfile,
  type GameEffect,
  type GameEvent,
  type GameState,
  type GameView,
  type PlayerEvent,
  type PlayerId,
  type Random,
  type Round,
  type Settings,
  type SettingsChange,
  type SheetId,
} from '../../shared/game/index.ts';
import {
  PLAYER_COLOR_COUNT,
  type GameDrawing,
  type LiveGuess,
  type Reaction,
  type RoomListing,
  type RoomSync,
  type RoomView,
} from '../../shared/protocol/index.ts';
import type { RecogniserOfNow } from '../recognition/recogniser.ts';
import { Album, type FinishedGame } from './album.ts';
import type { Audience } from './audience.ts';
import { freeBotName } from './bots/names.ts';
import type { Cancel, Clock } from './clock.ts';
import { RequestError } from './errors.ts';
import { Giving, type GivenDrawing, type GivingWish } from './giving.ts';
import { RoomPassword } from './password.ts';
import { resultsOf, type PlayerResult } from './results.ts';
import { guessForGuessers, hearsWholeGuess, viewGroups } from './secrets.ts';
import { summarise, type GameSummary } from './summary.ts';
import { Talk } from './talk.ts';
import { Table, type DrawRequest } from './table.ts';

/** Who wants to know what happens in rooms: the metrics, the store, the log. */
export interface RoomObserver {
  guessed(strokeToGuessMs: number): void;
  guessFailed(error: unknown): void;
  /** `results` are those of the people who took part, for the leaderboard. */
  gameEnded(summary: GameSummary, results: readonly PlayerResult[]): void;
  /** Somebody gives a finished drawing. Resolves once it is kept for good; rejects where it is not. */
  drawingGiven(given: GivenDrawing): Promise<void>;
}

export interface RoomOptions {
  readonly code: string;
  readonly settings: Settings;
  /** What newcomers have to know; undefined is nothing. */
  readonly password?: string | undefined;
  /** What games here may be about; the recogniser knows all of them. */
  readonly words: readonly string[];
  readonly clock: Clock;
  readonly random: Random;
  readonly recogniser: RecogniserOfNow;
  readonly audience: Audience;
  readonly observer: RoomObserver;
  /** What people write, as others may read it. */
  readonly cleanText: (text: string) => string;
  /** The last seat is free: nobody will come back. */
  readonly onEmpty: () => void;
}

export interface JoinRequest {
  readonly playerId: PlayerId;
  readonly name: string;
  readonly color: number;
  readonly password?: string | undefined;
  readonly asSpectator?: boolean | undefined;
  /** A player whom the server plays; nothing that a client can ask for. */
  readonly bot?: BotProfile | undefined;
}

/** What is asked of the rules and needs nothing of the room. */
export type Command = Exclude<
  PlayerEvent,
  { type: 'leave' | 'disconnect' | 'reconnect' | 'settings' | 'guess' | 'active' }
>;

/**
 * One room, an actor: it alone owns its game, its table and its one timer, and everything that happens to it comes in
 * through the methods below, one at a time. The rules themselves are in shared/game. A request that is not granted throws a
 * RequestError.
 */
export class Room {
  readonly #options: RoomOptions;
  readonly #table: Table;
  readonly #talk: Talk;
  readonly #giving = new Giving();
  readonly #album = new Album();
  #game: GameState;
  #password: RoomPassword | null;
  /** When the running game began, milliseconds since the epoch. */
  #gameStartedAt = 0;
  #cancelTick: Cancel | null = null;
  #cancelAnnouncement: Cancel | null = null;
  #closed = false;
  #botsSeated = 0;

  constructor(options: RoomOptions) {
    const { settings, words, password, recogniser, clock, observer } = options;
    this.#talk = new Talk(options);
    this.#options = options;
    this.#game = createGame(settings, words);
    this.#password = password === undefined ? null : new RoomPassword(password);
    this.#table = new Table({
      recogniser,
      clock,
      onGuess: (guess) => this.#tellGuess(guess),
      // The round may end in this very moment; then the rules refuse, and that is that.
      onRecognised: (round, sheetId) => void this.#happen({ type: 'recognised', round, sheetId }),
      onLatency: (ms) => observer.guessed(ms),
      onError: (error) => observer.guessFailed(error),
    });
  }

  get code(): string {
    return this.#options.code;
  }

  /** People who are here now, those who lost their connection left out. */
  get connectedPlayers(): number {
    return this.#game.players.filter((player) => isPerson(player) && isConnected(player)).length;
  }

  /** The room as strangers may know it; null where it is private. */
  get listing(): RoomListing | null {
    const { settings, pending, players, hostId, phase } = this.#game;
    if (!settings.isPublic) return null;
    const { mode, language, maxPlayers } = pending ?? settings;
    return {
      code: this.code,
      host: players.find(({ id }) => id === hostId)?.name ?? '',
      players: players.filter((player) => playsAlong(player) && isPerson(player)).length,
      bots: players.filter((player) => !isPerson(player)).length,
      seats: maxPlayers,
      mode,
      language,
      phase,
      hasPassword: this.#password !== null,
    };
  }

  /** Takes a seat, or comes back to the one that this player has. */
  join({ password, playerId, name, color, asSpectator, bot }: JoinRequest): void {
    const needsPassword = this.#password !== null && !this.#hasSeat(playerId) && bot === undefined;
    if (needsPassword && !this.#password?.fits(password)) {
      throw new RequestError('wrong-password', 'This room has a password: ask those who are in it.');
    }
    const wishes = { ...(asSpectator !== undefined && { asSpectator }), ...(bot !== undefined && { bot }) };
    this.#request({ type: 'join', playerId, name, color, ...wishes });
  }

  leave(playerId: PlayerId): void {
    this.#request({ type: 'leave', playerId });
  }

  /** The player's connection is lost; the seat is kept for a while. */
  disconnect(playerId: PlayerId): void {
    if (!this.#closed) this.#happen({ type: 'disconnect', playerId });
  }

  /** Whatever the rules alone decide. */
  command(command: Command): void {
    this.#request(command);
  }

  /** Seats a bot, as the host wishes. Returns its id. */
  addBot(hostId: PlayerId, skill: number): PlayerId {
    this.#requireHost(hostId);
    return this.#seatBot(skill);
  }

  removeBot(hostId: PlayerId, botId: PlayerId): void {
    this.#requireHost(hostId);
    const bot = playerOf(this.#game, botId);
    if (!bot || isPerson(bot)) {
      throw new RequestError('no-such-player', 'There is no such bot here: it may have left for a person.');
    }
    this.#request({ type: 'leave', playerId: botId });
  }

  /** @param password null takes it away, undefined leaves it as it is */
  changeSettings(playerId: PlayerId, change: SettingsChange, password?: string | null): void {
    this.#request({ type: 'settings', playerId, change });
    if (password === undefined) return;
    this.#password = password === null ? null : new RoomPassword(password);
    this.#announce();
  }

  /** What a player says about giving drawings away; it counts for the round that runs, too. */
  wishToGive(playerId: PlayerId, wish: GivingWish): void {
    this.#giving.wish(playerId, wish);
  }

  /** Appends to a drawing of the player's and shows it to the others. Returns the drawing's revision after it. */
  draw(playerId: PlayerId, request: DrawRequest): number {
    this.#requireSeat(playerId);
    const applied = this.#table.draw(this.#game, playerId, request);
    if (applied.ops.length > 0) {
      const { round, sheet, revision } = request;
      const message = { playerId, round, sheet, revision, ops: applied.ops };
      this.#options.audience.toOthers(playerId, 'draw:ops', message);
      this.#showLife(playerId);
    }
    if (applied.tooLarge) {
      throw new RequestError(
        'drawing-too-large',
        'This sheet is full: take something back or start anew.',
        applied.revision,
      );
    }
    return applied.revision;
  }

  /** A player's guess. Everybody may read what was wrong, if it tells nothing; only the guesser hears that it was close. */
  guess(playerId: PlayerId, { round, text }: { round: number; text: string }): 'right' | 'close' | 'wrong' {
    const effects = this.#request({ type: 'guess', playerId, round, text });
    const missed = effects.find((effect) => effect.type === 'missed');
    if (!missed) return 'right';
    if (missed.isClose) this.#options.audience.toSome([playerId], 'guess:close', { round, text });
    // With the chat off nobody reads what others write, guesses neither.
    if (this.#game.settings.chat) this.#talk.tell(this.#game, playerId, 'guess', text);
    return missed.isClose ? 'close' : 'wrong';
  }

  chat(playerId: PlayerId, text: string): void {
    this.#requireSeat(playerId);
    if (!this.#game.settings.chat) throw new RequestError('chat-off', 'The host has switched the chat off.');
    this.#showLife(playerId);
    this.#talk.tell(this.#game, playerId, 'chat', text);
  }

  react(playerId: PlayerId, reaction: Reaction, sheet: SheetId | null): void {
    this.#requireSeat(playerId);
    this.#showLife(playerId);
    this.#options.audience.toAll('reaction', { playerId, reaction, sheet });
  }

  /** Everything that a player needs who has just come. */
  sync(playerId: PlayerId): RoomSync {
    this.#requireSeat(playerId);
    const isWhole = hearsWholeGuess(this.#game, playerId);
    const guesses = this.#table.guesses();
    return {
      view: this.#view(viewFor(this.#game, playerId)),
      drawings: this.#table.snapshots(),
      guesses: isWhole ? guesses : guesses.map((guess) => this.#forGuessers(guess)),
      lines: this.#talk.linesFor(playerId),
    };
  }

  /** The drawings of this game's finished rounds. */
  drawings(playerId: PlayerId): GameDrawing[] {
    this.#requireSeat(playerId);
    return this.#album.forPlayers();
  }

  /** The game that has just ended, for somebody to share it. */
  finishedGame(playerId: PlayerId): FinishedGame {
    this.#requireSeat(playerId);
    if (this.#game.phase !== 'final') {
      throw new RequestError('not-now', 'A game can be shared when it is over.');
    }
    return this.#album.finished(this.#game.settings.mode);
  }

  /** Stops everything. The room is of no use afterwards. */
  close(): void {
    this.#closed = true;
    this.#table.stopLooking();
    this.#cancelTick?.();
    this.#cancelAnnouncement?.();
  }

  #seatBot(skill: number): PlayerId {
    this.#botsSeated += 1;
    const playerId = `bot-${this.#botsSeated}`;
    const name = freeBotName(this.#game.players.map((player) => player.name));
    this.#request({
      type: 'join',
      playerId,
      name,
      color: this.#botsSeated % PLAYER_COLOR_COUNT,
      bot: { skill },
    });
    return playerId;
  }

  /** @throws RequestError `not-in-room`, `not-host` */
  #requireHost(playerId: PlayerId): void {
    this.#requireSeat(playerId);
    if (playerId !== this.#game.hostId) throw new RequestError('not-host', 'Only the host can do that.');
  }

  #hasSeat(playerId: PlayerId): boolean {
    return playerOf(this.#game, playerId) !== undefined;
  }

  /** Brings the game up to date. @throws RequestError `not-in-room` */
  #requireSeat(playerId: PlayerId): void {
    this.#happen({ type: 'tick' });
    if (!this.#hasSeat(playerId)) {
      throw new RequestError('not-in-room', 'You are not in this room: join it first.');
    }
  }

  #view(game: GameView): RoomView {
    const { code } = this;
    return {
      code,
      game,
      hasPassword: this.#password !== null,
      startsAt: null,
      serverNow: this.#options.clock.now(),
    };
  }

  /** Something that somebody asked for and wants an answer to. */
  #request(event: GameEvent): readonly GameEffect[] {
    const effects = this.#happen(event);
    for (const effect of effects) {
      if (effect.type === 'refused') throw new RequestError(effect.code, effect.message);
    }
    return effects;
  }

  /** The player does something that the rules need not decide, and is not asleep. */
  #showLife(playerId: PlayerId): void {
    const { round } = this.#game;
    const isAwake = playerOf(this.#game, playerId)?.idleRounds === 0;
    if (!isAwake || round?.activeIds.includes(playerId) === false) this.#happen({ type: 'active', playerId });
  }

  /** The only way in which the game changes. */
  #happen(event: GameEvent): readonly GameEffect[] {
    if (this.#closed) throw new RequestError('no-such-room', 'This room is closed.');
    const before = this.#game;
    const { state, effects } = reduce(before, event, this.#options.clock.now(), this.#options.random);
    if (state === before) return effects;
    this.#game = state;
    for (const effect of effects) this.#react(effect);
    // A new round clears the table: what the last one left has been looked at long enough.
    if (state.phase === 'countdown' && state.round?.id !== before.round?.id) this.#table.clear();
    if (state.phase === 'lobby' && before.phase !== 'lobby') {
      this.#table.clear();
      this.#album.clear();
    }
    // Who was active is nothing that players see; whether somebody is asleep is.
    const isVisible = event.type !== 'active' || state.players !== before.players;
    if (isVisible) this.#announce();
    this.#setTimer();
    if (state.players.length === 0) this.#options.onEmpty();
    return effects;
  }

  #react(effect: GameEffect): void {
    if (effect.type === 'game-started') {
      this.#gameStartedAt = this.#options.clock.now();
      this.#album.clear();
    }
    if (effect.type === 'drawing-started') {
      this.#table.begin(this.#game, effect.round);
      this.#giving.begin();
      this.#album.beginRound(effect.round, this.#game.players);
    }
    if (effect.type === 'recognised') {
      const { sheetId } = effect.recognition;
      this.#giving.recognised(sheetId, this.#table.ink(sheetId));
      this.#album.noteRecognition(effect.recognition, this.#table.ink(sheetId));
    }
    if (effect.type === 'round-ended') {
      this.#table.stopLooking();
      this.#album.endRound(effect.round, this.#table.snapshots());
      this.#collect(effect.round);
    }
    if (effect.type === 'game-ended') this.#endGame();
    if (effect.type === 'player-removed' && effect.reason !== 'left') {
      const { playerId, reason } = effect;
      this.#options.audience.dismiss(playerId, reason === 'lost' ? 'removed' : reason);
    }
  }

  /** Hands on what is given of a finished round, and tells each giver once it is safe. */
  #collect(round: Round): void {
    const { observer, audience } = this.#options;
    for (const given of this.#giving.given(this.#game, round, (sheet) => this.#table.ink(sheet))) {
      const { artistId, sheet } = given;
      observer.drawingGiven(given).then(
        () => audience.toSome([artistId], 'drawing:kept', { round: round.id, sheet }),
        // The observer has said why; a drawing that is not kept costs the game nothing.
        () => undefined,
      );
    }
  }

  #endGame(): void {
    const { observer, recogniser, clock } = this.#options;
    const times = { startedAt: this.#gameStartedAt, endedAt: clock.now() };
    observer.gameEnded(summarise(this.#game, times, recogniser.modelVersion), resultsOf(this.#game));
  }

  #tellGuess(guess: LiveGuess): void {
    this.#album.noteGuess(guess);
    const { audience } = this.#options;
    const ids = this.#game.players.map(({ id }) => id);
    const insiders = ids.filter((id) => hearsWholeGuess(this.#game, id));
    if (insiders.length === ids.length) {
      audience.toAll('guess:live', guess);
      return;
    }
    const others = ids.filter((id) => !insiders.includes(id));
    audience.toSome(insiders, 'guess:live', guess);
    audience.toSome(others, 'guess:live', this.#forGuessers(guess));
  }

  #forGuessers(guess: LiveGuess): LiveGuess {
    const prompt = this.#game.round?.sheets.find(({ id }) => id === guess.sheet)?.prompt ?? '';
    return guessForGuessers(guess, prompt);
  }

  /** Tells everybody how the game stands, once for everything that happened in this turn of the event loop. */
  #announce(): void {
    this.#cancelAnnouncement ??= this.#options.clock.after(0, () => {
      this.#cancelAnnouncement = null;
      const { audience } = this.#options;
      const [first, ...others] = viewGroups(this.#game);
      if (!first) return;
      if (others.length === 0) audience.toAll('room:state', this.#view(first.game));
      else {
        for (const { playerIds, game } of [first, ...others]) {
          audience.toSome(playerIds, 'room:state', this.#view(game));
        }
      }
    });
  }

  #setTimer(): void {
    this.#cancelTick?.();
    this.#cancelTick = null;
    const at = nextTickAt(this.#game);
    if (at === null || this.#closed) return;
    const { clock } = this.#options;
    this.#cancelTick = clock.after(at - clock.now(), () => {
      this.#happen({ type: 'tick' });
      // A timer may fire a little early; then nothing has happened yet, and the wait goes on.
      this.#setTimer();
    });
  }
}
