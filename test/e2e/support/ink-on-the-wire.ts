import {
  DRAW_BATCH_MS,
  requests,
  type InkMessage,
  type RoomView,
  type WireLive,
} from '../../../shared/protocol/index.ts';
import { LiveEar } from '../../live-ear.ts';

interface Sent {
  readonly round: number;
  readonly sheet: string;
  /** After it. */
  readonly revision: number;
}

/** Reads a page's WebSocket along, to know what of its ink the server has not told of or refused yet. */
export class InkOnTheWire {
  /** By the request's number. */
  readonly #underWay = new Map<string, Sent>();
  readonly #ear = new LiveEar();
  /** For how long the server has the page gather ink: it does so where it is late. */
  gatherMs = DRAW_BATCH_MS;

  get isEmpty(): boolean {
    return this.#underWay.size === 0;
  }

  sent(frame: string): void {
    const [, id, json] = /^42(\d+)(\["draw:ops".*)$/.exec(frame) ?? [];
    if (id === undefined) return;
    const [, payload] = JSON.parse(json!) as [string, unknown];
    const { round, sheet, revision, ops } = requests['draw:ops'].parse(payload);
    this.#underWay.set(id, { round, sheet, revision: revision + ops.length });
  }

  received(frame: string): void {
    const [, id, json] = /^4[23](\d*)(\[.*)$/.exec(frame) ?? [];
    if (id !== undefined && id !== '') {
      this.#underWay.delete(id);
      const [reply] = JSON.parse(json!) as [{ view?: RoomView }];
      if (reply.view) this.#ear.follow(reply.view);
    } else if (json !== undefined) {
      const [event, message] = JSON.parse(json) as [string, unknown];
      if (event === 'room:state' && (message as RoomView).game.phase !== 'drawing') this.clear();
      for (const heard of this.#ear.hear(event, message)) {
        if (heard.event !== 'ink') continue;
        this.gatherMs = (message as WireLive)[3] ?? DRAW_BATCH_MS;
        this.#told(heard.message as InkMessage);
      }
    }
  }

  /** The connection is gone. */
  clear(): void {
    this.#underWay.clear();
  }

  #told({ round, sheet, revision, ops }: InkMessage): void {
    for (const [id, sent] of this.#underWay) {
      const isTold = sent.sheet === sheet && sent.revision <= revision + ops.length;
      if (sent.round < round || (sent.round === round && isTold)) this.#underWay.delete(id);
    }
  }
}
