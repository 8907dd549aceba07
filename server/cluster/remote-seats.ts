import type { PlayerId } from '../../shared/game/index.ts';
import { RETURN_MS } from '../rooms/awaited.ts';

/** Which players of this node's rooms are connected to other nodes, and which rooms are heard there. */
export class RemoteSeats {
  /** Room -> player -> node. */
  readonly #nodes = new Map<string, Map<PlayerId, string>>();
  /** Until when what a room says goes everywhere: in order, nothing may overtake it. */
  readonly #loudUntil = new Map<string, number>();

  /** Whether somebody who hears this room may be connected elsewhere. */
  isHeard(code: string): boolean {
    return this.#nodes.has(code) || (this.#loudUntil.get(code) ?? 0) > Date.now();
  }

  /** What this room says goes everywhere for so long, whoever is known to hear it. */
  keepLoud(code: string, forMs: number): void {
    this.#loudUntil.set(code, Date.now() + forMs);
  }

  /** The node to which this player is connected, if it is another one. */
  nodeOf(code: string, playerId: PlayerId): string | undefined {
    return this.#nodes.get(code)?.get(playerId);
  }

  take(code: string, playerId: PlayerId, node: string): void {
    const players = this.#nodes.get(code) ?? new Map<PlayerId, string>();
    this.#nodes.set(code, players.set(playerId, node));
  }

  free(code: string, playerId: PlayerId): void {
    const players = this.#nodes.get(code);
    if (!players?.delete(playerId) || players.size > 0) return;
    this.#nodes.delete(code);
    this.keepLoud(code, RETURN_MS);
  }

  /** The room is another node's business now. */
  forgetRoom(code: string): void {
    this.#nodes.delete(code);
  }

  /** Frees the seats of those who were connected to this node, and tells whose they were, by room. */
  freeThoseAt(node: string): [code: string, playerIds: PlayerId[]][] {
    return [...this.#nodes].map(([code, players]) => {
      const lost = [...players].filter(([, at]) => at === node).map(([playerId]) => playerId);
      for (const playerId of lost) this.free(code, playerId);
      return [code, lost];
    });
  }

  /** Forgets what is over. */
  tidy(): void {
    for (const [code, until] of this.#loudUntil) if (until < Date.now()) this.#loudUntil.delete(code);
  }
}
