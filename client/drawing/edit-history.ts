import type { LiveStroke } from '../../shared/protocol/index.ts';

/** One step of drawing: strokes that came onto the sheet, and strokes that went. */
export interface Edit {
  readonly added: readonly LiveStroke[];
  readonly removed: readonly LiveStroke[];
}

/** What can be taken back, and what can be done again. It only remembers; whoever asks carries it out. */
export class EditHistory {
  #done: Edit[] = [];
  #undone: Edit[] = [];

  /** @param strokes on the sheet already, each of which can be taken back */
  constructor(strokes: readonly LiveStroke[] = []) {
    this.#done = strokes.map((stroke) => ({ added: [stroke], removed: [] }));
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Something new: what had been taken back is forgotten. */
  record(edit: Edit): void {
    this.#done.push(edit);
    this.#undone = [];
  }

  /** The step that takes the latest one back; null where there is none. */
  undo(): Edit | null {
    const edit = this.#done.pop();
    if (edit === undefined) return null;
    this.#undone.push(edit);
    return { added: edit.removed, removed: edit.added };
  }

  /** The step that was taken back last, to be done again; null where there is none. */
  redo(): Edit | null {
    const edit = this.#undone.pop();
    if (edit === undefined) return null;
    this.#done.push(edit);
    return edit;
  }
}
