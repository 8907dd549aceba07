import type { GameView, Phase, RoundView } from '../../shared/game/index.ts';
import {
  applyOp,
  emptyDrawing,
  type DrawingSnapshot,
  type InkMessage,
  type LiveDrawing,
  type RoomView,
  type WireLive,
} from '../../shared/protocol/index.ts';
import { Player } from '../integration/support/player.ts';
import { LiveEar } from '../live-ear.ts';

const NEXT_PHASES: Readonly<Record<Phase, readonly Phase[]>> = {
  lobby: ['countdown'],
  countdown: ['drawing'],
  drawing: ['reveal'],
  reveal: ['countdown', 'final'],
  final: ['lobby', 'countdown'],
};

/**
 * Watches a room in which honest people race, and notes whatever the rules do not allow: every view of the game is checked
 * against the one before, scores against what earned them, and drawings against the ink that was heard of.
 */
export class Referee {
  readonly violations = new Set<string>();
  readonly #player: Player;
  readonly #code: string;
  readonly #settings: GameView['settings'];
  readonly #hostId: string | null;
  readonly #seated: string;
  #game: GameView;
  readonly #ear = new LiveEar();
  readonly #drawings = new Map<string, LiveDrawing>();
  viewsSeen = 0;
  roundsSeen = 0;
  recognitionsSeen = 0;

  private constructor(player: Player, view: RoomView, drawings: readonly DrawingSnapshot[]) {
    this.#player = player;
    this.#code = view.code;
    this.#game = view.game;
    this.#settings = view.game.settings;
    this.#hostId = view.game.hostId;
    this.#seated = seatedIn(view.game);
    for (const snapshot of drawings) this.#drawings.set(snapshot.sheet, copyOf(snapshot));
    player.socket.on('room:state', (next: RoomView) => {
      this.#ear.follow(next);
      this.#see(next.game);
    });
    this.#ear.follow(view);
    player.socket.on('live', (live: WireLive) => {
      for (const { event, message } of this.#ear.hear('live', live)) {
        if (event === 'ink') this.#hearInk(message as InkMessage);
      }
    });
    player.socket.on('room:closed', () => this.#note('the referee lost the seat'));
    player.socket.on('disconnect', (reason) => {
      if (reason !== 'io client disconnect') this.#note(`the referee was cut off: ${reason}`);
    });
  }

  /** Takes a place in a room whose honest players all sit there already. */
  static async watch(url: string, code: string): Promise<Referee> {
    const player = await Player.connect(url);
    const { view, drawings } = await player.ask('room:join', {
      code,
      name: 'Referee',
      color: 0,
      asSpectator: true,
    });
    return new Referee(player, view, drawings);
  }

  /** Compares what was heard with what the server has, and leaves. */
  async conclude(): Promise<void> {
    const { view, drawings } = await this.#player.ask('room:sync', {});
    this.#see(view.game);
    for (const snapshot of drawings) {
      const heard = this.#drawings.get(snapshot.sheet) ?? emptyDrawing();
      const isSame =
        heard.revision === snapshot.revision &&
        JSON.stringify(heard.strokes) === JSON.stringify(snapshot.strokes);
      if (!isSame) this.#note('a drawing is not what was heard of it');
    }
    this.#player.close();
  }

  #see(game: GameView): void {
    const before = this.#game;
    this.#game = game;
    this.viewsSeen += 1;
    this.#player.forget();
    if (game.phase !== before.phase && !NEXT_PHASES[before.phase].includes(game.phase)) {
      this.#note(`${game.phase} after ${before.phase}`);
    }
    this.#seePeople(game);
    const isNewGame = game.phase === 'lobby' || (before.phase === 'final' && game.phase !== 'final');
    if (!isNewGame) this.#seeSameGame(before, game);
    if (game.round?.id !== before.round?.id) {
      this.roundsSeen += 1;
      this.#drawings.clear();
      if ((game.round?.id ?? 0) < (before.round?.id ?? 0) && !isNewGame) this.#note('a round came back');
    }
    this.#seeScores(game);
  }

  #seePeople(game: GameView): void {
    if (seatedIn(game) !== this.#seated) this.#note('somebody else sits among the players, or one is gone');
    if (game.hostId !== this.#hostId) this.#note('the host changed');
    if (JSON.stringify(game.settings) !== JSON.stringify(this.#settings) || game.pending !== null) {
      this.#note('the settings changed');
    }
    if (game.kickVotes.length > 0) this.#note('somebody votes to put a player out');
  }

  #seeSameGame(before: GameView, game: GameView): void {
    for (const { id, score } of before.players) {
      const after = game.players.find((player) => player.id === id);
      if (after && after.score < score) this.#note('a score fell');
    }
    if (game.history.length < before.history.length) this.#note('a finished round is gone');
  }

  /** A score is what its player's drawings were worth, no more and no less. */
  #seeScores(game: GameView): void {
    const rounds = new Map<number, RoundView>();
    for (const round of [...game.history, ...(game.round ? [game.round] : [])]) rounds.set(round.id, round);
    const earned = new Map<string, number>();
    let recognitions = 0;
    for (const round of rounds.values()) {
      recognitions += round.recognitions.length;
      const sheets = round.recognitions.map(({ sheetId }) => sheetId);
      if (new Set(sheets).size < sheets.length) this.#note('a drawing was recognised twice');
      for (const { sheetId, points, elapsedMs } of round.recognitions) {
        if (elapsedMs < 0 || elapsedMs > game.settings.drawingMs)
          this.#note('recognised outside of the time');
        const artists = round.sheets.find(({ id }) => id === sheetId)?.artistIds ?? [];
        if (artists.length === 0) this.#note('a drawing of nobody was recognised');
        for (const artist of artists) earned.set(artist, (earned.get(artist) ?? 0) + points);
      }
    }
    this.recognitionsSeen = Math.max(this.recognitionsSeen, recognitions);
    for (const { id, score } of game.players) {
      if (score !== (earned.get(id) ?? 0)) this.#note('a score is not what was earned');
    }
  }

  #hearInk({ sheet, round, revision, ops }: InkMessage): void {
    this.#player.forget();
    if (this.#game.round?.id !== round) this.#note('ink of another round');
    if (!this.#game.round?.sheets.some(({ id }) => id === sheet))
      this.#note('ink on a sheet that is nobody’s');
    const drawing = this.#drawings.get(sheet) ?? emptyDrawing();
    this.#drawings.set(sheet, drawing);
    if (drawing.revision !== revision) this.#note('ink that does not follow');
    for (const op of ops) applyOp(drawing, op);
  }

  #note(violation: string): void {
    this.violations.add(`room ${this.#code}: ${violation}`);
  }
}

/** Who plays and is there, as one text. */
function seatedIn({ players }: GameView): string {
  return players
    .filter(({ role, disconnectedAt }) => role === 'player' && disconnectedAt === null)
    .map(({ id, name }) => `${id} ${name}`)
    .join('\n');
}

/** A drawing that goes on where a snapshot ends. */
function copyOf({ revision, strokes }: DrawingSnapshot): LiveDrawing {
  const copied = structuredClone(strokes) as LiveDrawing['strokes'];
  const points = copied.reduce((sum, { x }) => sum + x.length, 0);
  const lastT = copied.at(-1)?.t.at(-1) ?? 0;
  return { strokes: copied, revision, points, lastT };
}
