import { decodeLive, type LiveRound, type RoomView, type WireLive } from '../shared/protocol/index.ts';

export interface Heard {
  readonly event: string;
  readonly message: unknown;
}

/** Reads what a room tells of its sheets, as a browser does: `live` becomes `ink` and `guess`, one for each sheet. */
export class LiveEar {
  #round: LiveRound | null = null;

  /** The room as it is now. */
  follow(view: RoomView): void {
    this.#round = view.game.round;
  }

  /** What there is in a message beyond itself. */
  hear(event: string, message: unknown): Heard[] {
    if (event === 'room:state') this.follow(message as RoomView);
    if (event !== 'live') return [];
    const { ink, guesses } = decodeLive(this.#round, message as WireLive);
    return [
      ...ink.map((one) => ({ event: 'ink', message: one })),
      ...guesses.map((one) => ({ event: 'guess', message: one })),
    ];
  }
}
