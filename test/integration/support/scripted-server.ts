import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import type { Phase } from '../../../shared/game/index.ts';
import {
  encodeLive,
  requests,
  type ErrorCode,
  type Reply,
  type RequestPayload,
} from '../../../shared/protocol/index.ts';

export const PLAYER_ID = 'the-player';
const REPLY_OK = { ok: true } as const;

/** A reply by which something is refused. */
export function refusal(code: ErrorCode, revision?: number): Reply {
  return { ok: false, error: { code, message: 'because', ...(revision !== undefined && { revision }) } };
}

interface RoundOptions {
  readonly id?: number;
  readonly prompt?: string | null;
  /** Who draws on the one sheet. */
  readonly artistId?: string;
  readonly isRecognised?: boolean;
}

/** The server's side of one player's connection, where the test says what it answers: what a real one does seldom, too. */
export class ScriptedServer {
  readonly url: string;
  /** Packets of ink that came, oldest first. */
  readonly ink: RequestPayload<'draw:ops'>[] = [];
  /** Names of all other requests. */
  readonly asked: string[] = [];
  /** What the next requests of these names are answered with; one that is not here is granted. */
  readonly answers = new Map<string, Reply>();
  hostId = PLAYER_ID;
  readonly #io: Server;
  #socket: Socket | null = null;

  private constructor(io: Server, port: number) {
    this.#io = io;
    this.url = `http://127.0.0.1:${port}`;
    io.on('connection', (socket) => {
      this.#socket = socket;
      socket.onAny((name: string, payload: unknown, ack: (reply: Reply) => void) => {
        if (name === 'draw:ops') this.ink.push(requests[name].parse(payload));
        else this.asked.push(name);
        ack(this.answers.get(name) ?? this.#grant(name));
      });
    });
  }

  static async start(): Promise<ScriptedServer> {
    const http = createServer();
    const io = new Server(http, { serveClient: false });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return new ScriptedServer(io, (http.address() as AddressInfo).port);
  }

  /** Tells the player how the game is now. */
  tell(phase: Phase, round: RoundOptions | null = null): void {
    this.#socket!.emit('room:state', this.#view(phase, round));
  }

  /** Tells a guess about the sheet. */
  guess(revision: number, round = 1): void {
    const guess = { sheet: 'sheet', round, revision, guesses: [], warmth: 0 };
    this.#socket!.emit(
      'live',
      encodeLive({ id: round, sheets: [{ id: 'sheet' }] }, { ink: [], guesses: [guess] }),
    );
  }

  /** Ends the connection. */
  hangUp(): void {
    this.#socket!.disconnect(true);
  }

  async close(): Promise<void> {
    await this.#io.close();
  }

  #grant(name: string): Reply {
    if (name === 'session:start') return { ...REPLY_OK, token: '', playerId: PLAYER_ID } as Reply;
    if (name.startsWith('room:')) return { ...REPLY_OK, view: this.#view('lobby', null) } as Reply;
    return REPLY_OK;
  }

  #view(phase: Phase, options: RoundOptions | null) {
    const { id = 1, prompt = null, artistId = PLAYER_ID, isRecognised = false } = options ?? {};
    const recognitions = isRecognised ? [{ sheetId: 'sheet', elapsedMs: 0, points: 0 }] : [];
    const round = options && {
      id,
      sheets: [{ id: 'sheet', prompt, artistIds: [artistId] }],
      recognitions,
    };
    return { code: 'ROOM', game: { phase, hostId: this.hostId, round } };
  }
}
