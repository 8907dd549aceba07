import type { GameView } from '../../../shared/game/index.ts';
import type { GameDrawing } from '../../../shared/protocol/index.ts';
import { formatList, t, wordName } from '../../i18n/t.ts';
import { h } from '../dom.ts';
import type { Ui } from '../ui.ts';
import { awardsRow } from './awards-row.ts';
import { drawingCard } from './drawing-card.ts';
import { openDrawing } from './drawing-dialog.ts';

/** How long to wait before drawings that did not come are asked for again. */
const RETRY_MS = 1_500;

/** The awards and all drawings of the game that has ended, as the server kept them: a reload loses none. */
export class GameDrawings {
  readonly element = h('div', { class: 'game-drawings' });
  readonly #ui: Ui;
  readonly #within: () => HTMLElement;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #isDisposed = false;

  /** @param within the screen over which drawings open */
  constructor(ui: Ui, within: () => HTMLElement) {
    this.#ui = ui;
    this.#within = within;
    this.element.append(h('p', { class: 'page-note', role: 'status' }, t('after.loading')));
    void this.#load();
  }

  dispose(): void {
    this.#isDisposed = true;
    if (this.#retry !== null) clearTimeout(this.#retry);
  }

  async #load(): Promise<void> {
    const answer = await this.#ui.portal.request('game:drawings', {});
    const game = this.#ui.session.store.view?.game;
    if (this.#isDisposed) return;
    if (!answer.ok) this.#retry = setTimeout(() => void this.#load(), RETRY_MS);
    else if (game) this.#show(game, answer.drawings);
  }

  #show({ history }: GameView, drawings: readonly GameDrawing[]): void {
    if (drawings.length === 0) {
      this.element.replaceChildren(h('p', { class: 'page-note' }, t('after.noDrawings')));
      return;
    }
    const open = (drawing: GameDrawing) => openDrawing(this.#ui, this.#within(), drawing);
    const rounds = history.flatMap(({ number }) => {
      const ofRound = drawings.filter(({ round }) => round === number);
      return ofRound.length === 0 ? [] : [this.#round(number, ofRound, open)];
    });
    const awards = awardsRow(drawings, open);
    this.element.replaceChildren(
      ...(awards ? [awards] : []),
      h(
        'section',
        { class: 'all-drawings', 'aria-labelledby': 'all-drawings-title' },
        h('h2', { class: 'card-title', id: 'all-drawings-title' }, t('after.drawings')),
        ...rounds,
      ),
    );
  }

  #round(
    number: number,
    drawings: readonly GameDrawing[],
    open: (drawing: GameDrawing) => void,
  ): HTMLElement {
    const { me } = this.#ui.session;
    const words = [...new Set(drawings.map(({ word }) => wordName(word)))];
    // Mine first.
    const isMine = ({ artistIds }: GameDrawing) => me !== null && artistIds.includes(me);
    const sorted = [...drawings].sort((a, b) => Number(isMine(b)) - Number(isMine(a)));
    return h(
      'section',
      { class: 'round-drawings' },
      h('h3', { class: 'round-title' }, t('after.round', { number, word: formatList(words) })),
      h(
        'div',
        { class: 'drawing-grid' },
        ...sorted.map((drawing) => drawingCard(drawing, () => open(drawing))),
      ),
    );
  }
}
