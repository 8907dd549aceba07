import { io, type Socket } from 'socket.io-client';
import type { GameView, Phase, SettingsChange } from '../../../../shared/game/index.ts';
import {
  decodeLive,
  DRAW_BATCH_MS,
  encodeDraw,
  MAX_OPS_PER_BATCH,
  MAX_POINTS_PER_OP,
  PROTOCOL_VERSION,
  VALUES_PER_POINT,
  type DrawingOp,
  type LiveGuess,
  type LiveRound,
  type Replies,
  type Reply,
  type RoomSync,
  type RoomView,
  type WireLive,
} from '../../../../shared/protocol/index.ts';
import type { Performance } from './drawings.ts';
import { Histogram } from './histogram.ts';
import { Tally } from './tally.ts';

const REPLY_TIMEOUT_MS = 60_000;
/** Ink of which nothing is heard for so long is lost. */
const INK_LIMIT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 60_000;
/** A finished drawing is looked at for a moment before the next one is begun. */
const REST_MS = [300, 1_500] as const;

/** What a player finds out for the bench. */
export interface Notebook {
  /** Nothing is written down before this is set. */
  measuring: boolean;
  guesses: number;
  packets: number;
  heard: number;
  /** What the bytes were for. */
  readonly up: Tally;
  readonly down: Tally;
  readonly latency: Histogram;
  readonly wait: Histogram;
  /** The running second's own. */
  secondLatency: Histogram;
  error(what: string): void;
}

/** A notebook with nothing in it. @param error hears of everything that should not have happened */
export function emptyNotebook(error: (what: string) => void): Notebook {
  return {
    measuring: false,
    guesses: 0,
    packets: 0,
    heard: 0,
    up: new Tally(),
    down: new Tally(),
    latency: new Histogram(),
    wait: new Histogram(),
    secondLatency: new Histogram(),
    error,
  };
}

interface Sent {
  /** The drawing's revision with this packet. */
  readonly revision: number;
  readonly at: number;
}

export interface BenchPlayerOptions {
  readonly notebook: Notebook;
  readonly repertoire: readonly Performance[];
  readonly random: () => number;
  /** Whether it draws what is asked for, where its repertoire has that; else it never does. */
  readonly drawsPrompt?: boolean;
}

/** Somebody who draws one drawing after the other, over a real connection and at a human's pace. */
export class BenchPlayer {
  readonly #socket: Socket;
  readonly #notebook: Notebook;
  readonly #random: () => number;
  readonly #repertoire: readonly Performance[];
  readonly #drawsPrompt: boolean;
  #phase: Phase = 'lobby';
  #id = '';
  #round: { readonly id: number; readonly sheet: string; readonly prompt: string | null } | null = null;
  /** The running round, as it takes to read what is told of it. */
  #live: LiveRound | null = null;
  #isDrawing = false;
  /** The network was sure of the round's drawing, rightly or not, and looks at it no more. */
  #isRecognised = false;
  #isGone = false;
  #playing: { readonly performance: Performance; readonly since: number } | null = null;
  #restUntil = 0;
  #hasDrawn = false;
  /** The next point to send. */
  #stroke = 0;
  #point = 0;
  #lastT = 0;
  /** A server that is behind asks for ink less often, of these clients as of any others. */
  #gatherMs = DRAW_BATCH_MS;
  #sentAt = -Infinity;
  #revision = 0;
  /** How much of it the room has told of. */
  #told = 0;
  /** Packets that no guess has included yet, oldest first. */
  #unanswered: Sent[] = [];

  constructor(url: string, { notebook, repertoire, random, drawsPrompt = false }: BenchPlayerOptions) {
    this.#notebook = notebook;
    this.#repertoire = repertoire;
    this.#random = random;
    this.#drawsPrompt = drawsPrompt;
    this.#socket = io(url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      timeout: CONNECT_TIMEOUT_MS,
    });
    this.#socket.io.on('open', () => {
      const { engine } = this.#socket.io;
      engine.on('packetCreate', ({ data }) => notebook.measuring && notebook.up.add(data));
      engine.on('packet', ({ data }) => notebook.measuring && notebook.down.add(data));
    });
    this.#socket.on('room:state', (view: RoomView) => {
      notebook.heard += 1;
      this.#follow(view.game);
    });
    this.#socket.on('live', (news: WireLive) => {
      notebook.heard += 1;
      const { ink, guesses, gatherMs } = decodeLive(this.#live, news);
      if (ink.length > 0) this.#gatherMs = gatherMs ?? DRAW_BATCH_MS;
      for (const { sheet, revision, ops } of ink)
        if (sheet === this.#round?.sheet) this.#told = revision + ops.length;
      for (const guess of guesses) this.#hearGuess(guess);
    });
    this.#socket.on('disconnect', (reason) => {
      if (reason !== 'io client disconnect') notebook.error(`disconnected: ${reason}`);
    });
  }

  get isDrawing(): boolean {
    return this.#isDrawing;
  }

  /** Bytes of this connection so far, WebSocket frames included. */
  get bytes(): { readonly up: number; readonly down: number } {
    const transport = this.#socket.io.engine.transport as unknown as {
      ws?: { _socket?: { bytesWritten: number; bytesRead: number } };
    };
    const socket = transport.ws?._socket;
    return { up: socket?.bytesWritten ?? 0, down: socket?.bytesRead ?? 0 };
  }

  async arrive(): Promise<void> {
    const session = await this.#ask('session:start', { protocol: PROTOCOL_VERSION, token: null });
    this.#id = (session as unknown as { playerId: string }).playerId;
  }

  /** Opens a room; returns its code. */
  async open(name: string, settings: SettingsChange = {}): Promise<string> {
    const sync = (await this.#ask('room:create', { name, color: 0, settings })) as unknown as RoomSync;
    this.#follow(sync.view.game);
    return sync.view.code;
  }

  async join(code: string, name: string): Promise<void> {
    const sync = (await this.#ask('room:join', { code, name, color: 1 })) as unknown as RoomSync;
    this.#follow(sync.view.game);
  }

  async leave(): Promise<void> {
    await this.#ask('room:leave', {});
  }

  /** Starts the room's game; when it is over, this player starts the next one. */
  async start(): Promise<void> {
    await this.#ask('game:start', {});
  }

  /** Draws on, as far as the hand has come by now, and sends that. */
  draw(now: number): void {
    if (!this.#isDrawing || !this.#round || now < this.#restUntil) return;
    if (now - this.#sentAt < this.#gatherMs - DRAW_BATCH_MS / 2) return;
    this.#playing ??= this.#begin(now);
    const ops = this.#opsUntil(now - this.#playing.since);
    // Between two strokes, and after the last one, the next point is the first of its stroke.
    if (ops.length > 0) this.#send(ops, now, this.#point === 0);
    if (this.#stroke >= this.#playing.performance.strokes.length) {
      this.#playing = null;
      this.#restUntil = now + REST_MS[0] + (REST_MS[1] - REST_MS[0]) * this.#random();
    }
  }

  /** Writes down how old the ink is of which no guess has told by now. */
  conclude(now: number): void {
    for (const { at } of this.#unanswered) this.#notebook.wait.add(now - at);
    this.#unanswered = [];
  }

  close(): void {
    this.#isGone = true;
    this.#socket.disconnect();
  }

  #follow({ phase, round, hostId }: GameView): void {
    if (phase === 'final' && this.#phase !== 'final' && hostId === this.#id) this.#startAgain();
    this.#phase = phase;
    const sheet = round?.sheets.find(({ artistIds }) => artistIds.includes(this.#id));
    if (round && sheet && this.#round?.id !== round.id) {
      this.#round = { id: round.id, sheet: sheet.id, prompt: sheet.prompt };
      this.#revision = 0;
      this.#told = 0;
      this.#unanswered = [];
      this.#playing = null;
    }
    this.#live = round;
    this.#isDrawing = phase === 'drawing' && sheet !== undefined;
    this.#isRecognised = round?.recognitions.some(({ sheetId }) => sheetId === sheet?.id) ?? false;
    if (this.#isRecognised) this.#unanswered = [];
  }

  #startAgain(): void {
    this.start().catch((error: unknown) => {
      // Who goes before the answer comes does not hear it.
      if (!this.#isGone) this.#notebook.error(String(error));
    });
  }

  #begin(now: number): { performance: Performance; since: number } {
    const performance = this.#choose(this.#round?.prompt ?? null);
    this.#stroke = 0;
    this.#point = 0;
    this.#lastT = 0;
    // A hand that is in the middle of a drawing when the bench begins, so that not all begin at once.
    const since = this.#hasDrawn ? now : now - this.#random() * performance.durationMs;
    this.#hasDrawn = true;
    if (this.#revision > 0) this.#send([{ type: 'clear' }], now, true);
    return { performance, since };
  }

  #choose(prompt: string | null): Performance {
    const asked = this.#repertoire.filter(({ word }) => word === prompt);
    if (this.#drawsPrompt && asked.length > 0) return asked[Math.floor(this.#random() * asked.length)]!;
    // Never the prompt: a drawing that is recognised is not looked at any more, and this is about looking.
    let performance = this.#pick();
    while (performance.word === prompt) performance = this.#pick();
    return performance;
  }

  #pick(): Performance {
    return this.#repertoire[Math.floor(this.#random() * this.#repertoire.length)]!;
  }

  #opsUntil(elapsedMs: number): DrawingOp[] {
    const { strokes } = this.#playing!.performance;
    const ops: DrawingOp[] = [];
    // Whoever begins in the middle of a long drawing has more of it than one packet may hold: the rest is for the next one.
    for (
      ;
      this.#stroke < strokes.length && ops.length < MAX_OPS_PER_BATCH;
      this.#stroke += 1, this.#point = 0
    ) {
      const { x, y, t } = strokes[this.#stroke]!;
      const points: number[] = [];
      const type = this.#point === 0 ? 'begin' : 'extend';
      const isDue = () =>
        t[this.#point]! <= elapsedMs && points.length < MAX_POINTS_PER_OP * VALUES_PER_POINT;
      for (; this.#point < x.length && isDue(); this.#point += 1) {
        points.push(x[this.#point]!, y[this.#point]!, t[this.#point]! - this.#lastT);
        this.#lastT = t[this.#point]!;
      }
      if (points.length >= VALUES_PER_POINT) ops.push({ type, points });
      if (this.#point < x.length) break;
    }
    return ops;
  }

  #send(ops: DrawingOp[], now: number, isLifted: boolean): void {
    const { id: round, sheet } = this.#round!;
    const payload = encodeDraw({
      round,
      sheet,
      revision: this.#revision,
      ops,
      isLifted: isLifted || undefined,
      onlyRefusals: true,
    });
    this.#sentAt = now;
    this.#revision += ops.length;
    const revision = this.#revision;
    this.#socket
      .timeout(INK_LIMIT_MS)
      .emit('draw:ops', payload, (late: Error | null, reply?: Reply<Replies['draw:ops']>) => {
        if (reply) this.#hearReply(reply);
        else if (late && !this.#isGone && round === this.#round?.id && this.#told < revision)
          this.#notebook.error('draw:ops neither told nor refused');
      });
    if (!this.#isRecognised) this.#unanswered.push({ revision: this.#revision, at: now });
    if (this.#notebook.measuring) this.#notebook.packets += 1;
  }

  #hearReply(reply: Reply<Replies['draw:ops']>): void {
    this.#notebook.heard += 1;
    if (reply.ok) return;
    this.#notebook.error(`draw:ops refused: ${reply.error.code}`);
    const { revision } = reply.error;
    if (revision === undefined || revision > this.#revision) return;
    // What was lost cannot be drawn again: a new drawing begins where the server is.
    this.#revision = revision;
    this.#unanswered = [];
    this.#playing = null;
  }

  #hearGuess({ sheet, round, revision }: LiveGuess): void {
    if (round !== this.#round?.id || sheet !== this.#round.sheet) return;
    const now = performance.now();
    const included = this.#unanswered.findIndex((sent) => sent.revision > revision);
    const answered = this.#unanswered.splice(0, included < 0 ? this.#unanswered.length : included);
    const newest = answered.at(-1);
    // The same look judged once more: it says nothing new of any ink.
    if (!newest || !this.#notebook.measuring) return;
    this.#notebook.guesses += 1;
    this.#notebook.latency.add(now - newest.at);
    this.#notebook.secondLatency.add(now - newest.at);
    for (const { at } of answered) this.#notebook.wait.add(now - at);
  }

  async #ask(name: string, payload: object): Promise<Reply> {
    const reply = (await this.#socket.timeout(REPLY_TIMEOUT_MS).emitWithAck(name, payload)) as Reply;
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code}: ${reply.error.message}`);
    return reply;
  }
}
