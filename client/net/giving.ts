import type { SheetId } from '../../shared/game/state.ts';
import { PEN_KINDS, type PenKind } from '../../shared/protocol/index.ts';
import type { Portal } from './portal.ts';
import { Signal } from './signal.ts';

/** A choice that did not reach the server is sent again after this long. */
const RETRY_MS = 1_000;

interface GivingMemory {
  get(): boolean | null;
  set(gives: boolean): void;
}

/** What I said about giving my drawings to training. The browser remembers it, and tells every server session anew. */
export class Giving {
  /** I chose, or one of my drawings was kept. */
  readonly changed = new Signal<undefined>();
  readonly #portal: Portal;
  readonly #memory: GivingMemory;
  #choice: boolean | null;
  #pen: PenKind;
  /** Drawings that the server has kept: rounds and sheets. */
  readonly #kept = new Set<string>();

  /** @param pen what this device is likely to draw with, until a pen was seen */
  constructor(portal: Portal, memory: GivingMemory, pen: PenKind) {
    this.#portal = portal;
    this.#memory = memory;
    this.#choice = memory.get();
    this.#pen = pen;
    portal.sessionStarted.subscribe(() => void this.#tell());
    portal.on('drawing:kept', ({ round, sheet }) => {
      this.#kept.add(keyOf(round, sheet));
      this.changed.emit(undefined);
    });
  }

  /** null until I have said something: then nothing is kept. */
  get choice(): boolean | null {
    return this.#choice;
  }

  choose(gives: boolean): void {
    this.#choice = gives;
    this.#memory.set(gives);
    this.changed.emit(undefined);
    void this.#tell();
  }

  /** Somebody draws with this now. */
  usePen(pointerType: string): void {
    const pen = PEN_KINDS.find((kind) => kind === pointerType) ?? 'unknown';
    if (pen === this.#pen) return;
    this.#pen = pen;
    if (this.#choice === true) void this.#tell();
  }

  isKept(round: number, sheet: SheetId): boolean {
    return this.#kept.has(keyOf(round, sheet));
  }

  async #tell(): Promise<void> {
    const [gives, pen] = [this.#choice, this.#pen];
    if (gives === null) return;
    const answer = await this.#portal.request('player:giving', { gives, pen });
    // Without a connection the next session tells; and what was said since tells itself.
    if (answer.ok || answer.error.code === 'offline' || gives !== this.#choice || pen !== this.#pen) return;
    setTimeout(() => void this.#tell(), RETRY_MS);
  }
}

function keyOf(round: number, sheet: SheetId): string {
  return `${round} ${sheet}`;
}
