import type { GameView, RoundView, SheetId } from '../../../shared/game/index.ts';
import { t, tPlace } from '../../i18n/t.ts';
import { h, setText } from '../dom.ts';
import type { Ui } from '../ui.ts';
import { InkSheet } from './ink-sheet.ts';
import { PlayerBadge } from './player-badge.ts';
import { artistsOf, recognitionOf } from './results.ts';

/** A canvas of others, small and live. */
export class OtherSheet {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #id: SheetId;
  readonly #sheet: InkSheet;
  readonly #badge = new PlayerBadge();
  readonly #status = h('span', { class: 'other-status' });
  #place: number | null = null;

  constructor(ui: Ui, id: SheetId) {
    this.#ui = ui;
    this.#id = id;
    const { store } = ui.session;
    this.#sheet = new InkSheet(ui.slots, {
      id,
      label: '',
      className: 'sheet--other',
      line: 1.6,
      playback: 'live',
      strokes: () => store.drawing(id)?.strokes ?? [],
      warmth: () => (this.#place === null ? (store.guess(id)?.warmth ?? 0) : 1),
    });
    this.element = h(
      'article',
      { class: 'other' },
      this.#sheet.element,
      h('p', { class: 'other-line' }, this.#badge.element, this.#status),
    );
  }

  update(game: GameView, round: RoundView): void {
    const sheet = round.sheets.find(({ id }) => id === this.#id);
    const artists = sheet ? artistsOf(game, sheet) : [];
    const [player] = artists;
    const recognition = recognitionOf(round, this.#id);
    const name = player?.name ?? t('player.unknown');
    if (player) this.#badge.show(player);
    this.#sheet.setLabel(t('reveal.drawingBy', { name }));
    const isAway = artists.every(({ disconnectedAt }) => disconnectedAt !== null);
    this.element.classList.toggle('is-away', isAway);
    this.element.classList.toggle('is-recognised', recognition !== null);
    setText(this.#status, this.#statusText(recognition?.place ?? null, isAway, game.phase === 'drawing'));
    if (recognition !== null && this.#place === null) {
      this.#ui.announcer.say(t('recognised.somebody', { name, place: tPlace(recognition.place) }));
    }
    this.#place = recognition?.place ?? null;
  }

  dispose(): void {
    this.#sheet.dispose();
  }

  #statusText(place: number | null, isAway: boolean, isDrawing: boolean): string {
    if (place !== null) return tPlace(place);
    if (isAway) return t('player.away');
    return isDrawing ? t('draw.statusDrawing') : t('draw.statusWaiting');
  }
}
