import type { SheetId } from '../../shared/game/index.ts';
import type { Answer, Portal } from './portal.ts';

/** More than a game has drawings that anybody opens; beyond it the oldest go. */
const MOST_KEPT = 64;

export type ExplanationAnswer = Answer<'reveal:explain'>;

/** A finished drawing of the room that I am in. */
export interface ExplainedDrawing {
  /** The room's code. */
  readonly room: string;
  /** The round's id. */
  readonly round: number;
  readonly sheet: SheetId;
}

/** What the server says about finished drawings, asked once each: what the reveal has shown opens at once after the game. */
export class Explanations {
  readonly #portal: Portal;
  readonly #answers = new Map<string, Promise<ExplanationAnswer>>();

  constructor(portal: Portal) {
    this.#portal = portal;
  }

  of({ room, round, sheet }: ExplainedDrawing): Promise<ExplanationAnswer> {
    const key = `${room} ${round} ${sheet}`;
    const known = this.#answers.get(key);
    if (known) return known;
    const answer = this.#portal.request('reveal:explain', { round, sheet });
    this.#answers.set(key, answer);
    void answer.then(({ ok }) => {
      // What could not be had may be had later.
      if (!ok) this.#answers.delete(key);
    });
    if (this.#answers.size > MOST_KEPT) this.#answers.delete([...this.#answers.keys()][0]!);
    return answer;
  }
}
