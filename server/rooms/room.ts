import {
  createGame,
  isPerson,
  playerOf,
  reduce,
  viewFor,
  type GameEffect,
  type GameEvent,
  type GameState,
  type GameView,
  type PlayerId,
  type SettingsChange,
  type SheetId,
} from '../../shared/game/index.ts';
import {
  PROTOCOL_VERSION,
  type Explanation,
  type GameDrawing,
  type Reaction,
  type RoomListing,
  type RoomSync,
  type RoomView,
} from '../../shared/protocol/index.ts';
import type { FinishedGame } from './album.ts';
import { Awaited } from './awaited.ts';
import { Bots, type HospitableRoom } from './bots/bots.ts';
import { RequestError } from './errors.ts';
import { GameTime } from './game-time.ts';
import type { GivingWish } from './giving.ts';
import type { RoomChange, RoomSnapshot } from './keeper.ts';
import { connectedPeople, listingOf, presentPeople } from './listing.ts';
import { requireFriendlyName, requireFriendlyWords } from './manners.ts';
import type { Command, JoinRequest, RoomOptions } from './options.ts';
import { RoomPassword } from './password.ts';
import { Records } from './records.ts';
import { guessesFor } from './secrets.ts';
import type { KeptRoom } from './snapshot.ts';
import { Table, type DrawRequest } from './table.ts';
import { Voice } from './voice.ts';

/**
 * One room, an actor: it alone owns its game, its table and its one timer, and everything that happens to it comes in
 * through the methods below, one at a time. The rules themselves are in shared/game. A request that is not granted throws a
 * RequestError.
 */
export class Room {
  readonly #options: RoomOptions;
  readonly #table: Table;
  readonly #records: Records;
  readonly #voice: Voice;
  readonly #bots: Bots;
  readonly #awaited: Awaited;
  readonly #time: GameTime;
  #game: GameState;
  #password: RoomPassword | null;
  /** Whether the game is not kept as it is now. */
  #isNew = true;
  #closed = false;

  /** @param kept what another process has kept of this room; undefined is a new one */
  constructor(options: RoomOptions, kept?: RoomSnapshot) {
    const { settings, words, password, recogniser, shadow, clock, observer } = options;
    this.#options = options;
    this.#game = createGame(settings, words, options.lore);
    this.#password = password === undefined ? null : RoomPassword.of(password);
    this.#records = new Records(options);
    this.#time = new GameTime(clock, () => this.#tick());
    this.#voice = new Voice({
      ...options,
      game: () => this.#time.asOfNow(this.#game),
      viewOf: (game) => this.#view(game),
    });
    this.#table = new Table({
      recogniser,
      shadow,
      clock,
      inkIntervalMs: () => this.#voice.gatherMs,
      onGuess: (guess) => {
        this.#records.album.noteGuess(guess);
        this.#voice.guessed(guess);
      },
      // The round may end in this very moment; then the rules refuse, and that is that.
      onRecognised: (round, sheetId) => void this.#happen({ type: 'recognised', round, sheetId }),
      onLatency: (ms) => observer.guessed(ms),
      onError: (error) => observer.guessFailed(error),
    });
    this.#bots = new Bots({
      ...options,
      keepsCompany: options.keepsCompany === true,
      room: this.#forBots(),
      kept: kept?.room.bots,
    });
    this.#awaited = new Awaited({ clock, onOver: (missing) => this.#endWait(missing) });
    if (kept) this.#restore(kept);
  }

  get code(): string {
    return this.#options.code;
  }

  /** People who are here now, those who lost their connection left out. */
  get connectedPlayers(): number {
    return connectedPeople(this.#game);
  }

  /** What goes on now, and the moment at which it ends; null where time does not end it. */
  get phase(): { readonly name: GameState['phase']; readonly endsAt: number | null } {
    return { name: this.#game.phase, endsAt: this.#game.phaseEndsAt };
  }

  /** The room as strangers may know it; null where it is private, or nobody is there to play with. */
  get listing(): RoomListing | null {
    return listingOf(this.#game, { code: this.code, hasPassword: this.#password !== null });
  }

  /** Takes a seat, or comes back to the one that this player has. */
  join({ password, playerId, name, color, asSpectator, bot }: JoinRequest): void {
    const needsPassword = this.#password !== null && !this.#hasSeat(playerId) && bot === undefined;
    if (needsPassword && !this.#password?.fits(password)) {
      throw new RequestError('wrong-password', 'This room has a password: ask those who are in it.');
    }
    if (!this.#hasSeat(playerId)) requireFriendlyName(name, this.#options);
    const wishes = { ...(asSpectator !== undefined && { asSpectator }), ...(bot !== undefined && { bot }) };
    this.#request({ type: 'join', playerId, name, color, ...wishes });
    this.#awaited.settle(playerId);
  }

  /** Takes the seat that this player has. @throws RequestError `not-in-room` */
  comeBack(playerId: PlayerId): void {
    this.#requireSeat(playerId);
    this.#request({ type: 'reconnect', playerId });
    this.#awaited.settle(playerId);
  }

  leave(playerId: PlayerId): void {
    this.#request({ type: 'leave', playerId });
    if (!this.#closed) this.#awaited.settle(playerId);
  }

  /** These players lost their connection with the process that had it: their seats are as they were for a moment. */
  expect(playerIds: readonly PlayerId[]): void {
    if (!this.#closed && playerIds.length > 0) this.#awaited.expect(playerIds);
  }

  /** The player's connection is lost; the seat is kept for a while. */
  disconnect(playerId: PlayerId): void {
    if (!this.#closed) this.#happen({ type: 'disconnect', playerId });
  }

  /** Whatever the rules alone decide. */
  command(command: Command): void {
    const isHost = command.playerId === this.#game.hostId;
    if (command.type === 'start' && isHost) this.#bots.beforeStart();
    if (command.type === 'update' && command.name !== undefined)
      requireFriendlyName(command.name, this.#options);
    this.#request(command);
  }

  /** Seats a bot, as the host wishes. Returns its id. */
  addBot(hostId: PlayerId, skill: number): PlayerId {
    this.#requireHost(hostId);
    if (this.#bots.hold()) this.#voice.announce();
    return this.#bots.seat(skill);
  }

  removeBot(hostId: PlayerId, botId: PlayerId): void {
    this.#requireHost(hostId);
    const bot = playerOf(this.#game, botId);
    if (!bot || isPerson(bot)) {
      throw new RequestError('no-such-player', 'There is no such bot here: it may have left for a person.');
    }
    this.#bots.hold();
    this.#request({ type: 'leave', playerId: botId });
  }

  /** @param password null takes it away, undefined leaves it as it is */
  changeSettings(playerId: PlayerId, change: SettingsChange, password?: string | null): void {
    this.#requireHost(playerId);
    requireFriendlyWords(change, this.#options);
    this.#request({ type: 'settings', playerId, change });
    this.#bots.hold();
    if (password !== undefined) this.#password = password === null ? null : RoomPassword.of(password);
    this.#voice.announce();
  }

  /** What a player says about giving drawings away; it counts for the round that runs, too. */
  wishToGive(playerId: PlayerId, wish: GivingWish): void {
    this.#records.giving.wish(playerId, wish);
    this.#keep();
  }

  /** Appends to a drawing of the player's and shows it to the others. Returns the drawing's revision after it. */
  draw(playerId: PlayerId, request: DrawRequest): number {
    this.#requireSeat(playerId);
    const applied = this.#table.draw(this.#game, playerId, request);
    if (applied.ops.length > 0) {
      const { round, sheet, revision } = request;
      this.#voice.drawn({ round, sheet, revision, ops: applied.ops });
      this.#options.onChange?.();
      this.#showLife(playerId);
    }
    if (applied.tooLarge) {
      throw new RequestError('drawing-too-large', 'This sheet is full: take something back or start anew.', {
        revision: applied.revision,
      });
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
    if (this.#game.settings.chat) this.#records.talk.tell(this.#game, playerId, 'guess', text);
    this.#keep();
    return missed.isClose ? 'close' : 'wrong';
  }

  chat(playerId: PlayerId, text: string): void {
    this.#requireSeat(playerId);
    if (!this.#game.settings.chat) throw new RequestError('chat-off', 'The host has switched the chat off.');
    this.#showLife(playerId);
    this.#records.talk.tell(this.#game, playerId, 'chat', text);
    this.#keep();
  }

  react(playerId: PlayerId, reaction: Reaction, sheet: SheetId | null): void {
    this.#requireSeat(playerId);
    this.#showLife(playerId);
    this.#options.audience.toAll('reaction', { playerId, reaction, sheet });
  }

  /** Why the network saw in a drawing of a finished round what it saw, for everybody who has a seat. */
  async explain(
    playerId: PlayerId,
    { round, sheet }: { round: number; sheet: SheetId },
  ): Promise<Explanation> {
    this.#requireSeat(playerId);
    const { phase } = this.#game;
    if (phase !== 'reveal' && phase !== 'final') {
      throw new RequestError(
        'not-now',
        'Drawings are explained between the rounds: wait for the end of this one.',
      );
    }
    return this.#records.explanations.of(round, sheet);
  }

  /** Everything that a player needs who has just come. */
  sync(playerId: PlayerId): RoomSync {
    this.#requireSeat(playerId);
    return {
      view: this.#view(viewFor(this.#time.asOfNow(this.#game), playerId)),
      drawings: this.#table.snapshots(),
      guesses: guessesFor(this.#game, playerId, this.#table.guesses()),
      lines: this.#records.talk.linesFor(playerId),
    };
  }

  /** The drawings of this game's finished rounds. */
  drawings(playerId: PlayerId): GameDrawing[] {
    this.#requireSeat(playerId);
    return this.#records.album.forPlayers();
  }

  /** The game that has just ended, for somebody to share it. */
  finishedGame(playerId: PlayerId): FinishedGame {
    this.#requireSeat(playerId);
    if (this.#game.phase !== 'final') {
      throw new RequestError('not-now', 'A game can be shared when it is over.');
    }
    return this.#records.album.finished(this.#game.settings.mode);
  }

  /** What is new since the last time, to be kept; `anew` is everything, where what was handed out before was not kept. */
  takeUnkept(anew = false): RoomChange {
    const room = this.#isNew || anew ? this.#kept() : undefined;
    this.#isNew = false;
    const ink = anew ? this.#table.allInk() : this.#table.takeInk();
    return { code: this.code, room, album: this.#records.takeAlbum(anew), ...ink };
  }

  /** Stops everything. The room is of no use afterwards. */
  close(): void {
    this.#closed = true;
    this.#bots.stop();
    this.#awaited.stop();
    this.#table.stopLooking();
    this.#time.stop();
    this.#voice.stop();
  }

  /** @throws RequestError `not-in-room`, `not-host` */
  #requireHost(playerId: PlayerId): void {
    this.#requireSeat(playerId);
    if (playerId !== this.#game.hostId) throw new RequestError('not-host', 'Only the host can do that.');
  }

  /** The room as its bots may use it: as people do. */
  #forBots(): HospitableRoom {
    return {
      game: () => this.#game,
      join: (request) => this.join(request),
      leave: (playerId) => this.leave(playerId),
      start: (playerId) => this.command({ type: 'start', playerId }),
      draw: (playerId, request) => void this.draw(playerId, request),
      handPenOn: (playerId, round, sheetId) =>
        this.command({ type: 'stroke-done', playerId, round, sheetId }),
      guess: (playerId, guess) => void this.guess(playerId, guess),
      react: (playerId, reaction) => this.react(playerId, reaction, null),
      drawingOf: (sheet) => this.#table.drawingOf(sheet),
      seenIn: (sheet) => this.#table.guesses().find((guess) => guess.sheet === sheet),
    };
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
      startsAt: this.#bots.startsAt,
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
    const { state, effects } = reduce(before, event, this.#time.now(), this.#options.random);
    if (state === before) return effects;
    this.#game = state;
    this.#keep();
    for (const effect of effects) this.#react(effect);
    // A new round clears the table: what the last one left has been looked at long enough.
    if (state.phase === 'countdown' && state.round?.id !== before.round?.id) this.#table.clear();
    if (state.phase === 'lobby' && before.phase !== 'lobby') {
      this.#table.clear();
      this.#records.forgetGame();
    }
    // Who was active is nothing that players see; whether somebody is asleep is.
    const isVisible = event.type !== 'active' || state.players !== before.players;
    if (isVisible) this.#voice.announce();
    this.#setTimer();
    if (this.#time.heldAt === null) this.#bots.follow(state);
    if (state.players.length === 0) this.#options.onEmpty();
    return effects;
  }

  #react(effect: GameEffect): void {
    if (effect.type === 'drawing-started') this.#table.begin(this.#game, effect.round);
    if (effect.type === 'round-ended') this.#table.stopLooking();
    this.#records.note(effect, this.#game, this.#table);
    if (effect.type === 'player-removed' && effect.reason !== 'left') {
      const { playerId, reason } = effect;
      this.#options.audience.dismiss(playerId, reason === 'lost' ? 'removed' : reason);
    }
  }

  #keep(): void {
    this.#isNew = true;
    this.#options.onChange?.();
  }

  #kept(): KeptRoom {
    const { lore: _lore, knownWords: _words, ...game } = this.#game;
    return {
      protocol: PROTOCOL_VERSION,
      savedAt: this.#options.clock.now(),
      heldAt: this.#time.heldAt,
      game,
      passwordDigest: this.#password?.digest ?? null,
      bots: this.#bots.kept(),
      ...this.#records.keptRoom(),
    };
  }

  /** Goes on from what another process has kept: the game stands where it stood until those are back who were here. */
  #restore({ room, album, ink, aliveAt }: RoomSnapshot): void {
    this.#game = { ...this.#game, ...room.game };
    this.#password = room.passwordDigest === null ? null : RoomPassword.fromDigest(room.passwordDigest);
    this.#records.restore(room, album);
    this.#table.restore(ink);
    this.#time.hold(room.heldAt ?? Math.max(room.savedAt, aliveAt));
    const awaited = presentPeople(this.#game).map(({ id }) => id);
    if (awaited.length > 0) this.#awaited.expect(awaited);
    else this.#endWait([]);
  }

  /** The game goes on where it stood; who has not come back is away from now on. */
  #endWait(missing: readonly PlayerId[]): void {
    if (this.#time.heldAt !== null) {
      this.#game = this.#time.asOfNow(this.#game);
      this.#time.goOn();
      const { phase, round } = this.#game;
      if (phase === 'drawing' && round) this.#table.lookAgain(this.#game, round);
      this.#bots.follow(this.#game);
      this.#keep();
      this.#voice.announce();
      this.#setTimer();
    }
    for (const playerId of missing) this.disconnect(playerId);
  }

  #tick(): void {
    this.#happen({ type: 'tick' });
    // A timer may fire a little early; then nothing has happened yet, and the wait goes on.
    this.#setTimer();
  }

  #setTimer(): void {
    if (!this.#closed) this.#time.follow(this.#game);
  }
}
