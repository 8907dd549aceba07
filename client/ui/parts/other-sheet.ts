import { artistOfTurn, type GameView, type RoundView, type SheetId } from '../../../shared/game/index.ts';
import { formatList, t, tPlace } from '../../i18n/t.ts';
import { h, setText } from '../dom.ts';
import type { Ui } from '../ui.ts';
import { ArtistBadges } from './artist-badges.ts';
import { InkSheet } from './ink-sheet.ts';
import { artistsOf, recognitionOf } from './results.ts';

export interface OtherSheetOptions {
  readonly ui: Ui;
  readonly id: SheetId;
  /** Somebody who watches wants to see this one large. */
  readonly onPick: () => void;
}

/** A canvas of others, small and live. */
export class OtherSheet {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #id: SheetId;
  readonly #sheet: InkSheet;
  readonly #artists = new ArtistBadges();
  readonly #status = h('span', { class: 'other-status' });
  readonly #pick: HTMLButtonElement;
  #place: number | null = null;

  constructor({ ui, id, onPick }: OtherSheetOptions) {
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
    this.#pick = h('button', { type: 'button', class: 'other-pick', hidden: true, onclick: onPick });
    this.element = h(
      'article',
      { class: 'other' },
      this.#sheet.element,
      h('p', { class: 'other-line' }, this.#artists.element, this.#status),
      this.#pick,
    );
  }

  /** @param isPickable whether it can be looked at large instead of another one */
  update(game: GameView, round: RoundView, isPickable: boolean): void {
    const sheet = round.sheets.find(({ id }) => id === this.#id);
    const artists = sheet ? artistsOf(game, sheet) : [];
    const recognition = recognitionOf(round, this.#id);
    const name =
      artists.length === 0 ? t('player.unknown') : formatList(artists.map((artist) => artist.name));
    this.#artists.show(artists);
    this.#sheet.setLabel(t('reveal.drawingBy', { name }));
    this.#pick.hidden = !isPickable;
    this.#pick.setAttribute('aria-label', t('watch.large', { name }));
    const isAway = artists.every(({ disconnectedAt }) => disconnectedAt !== null);
    this.element.classList.toggle('is-away', isAway);
    this.element.classList.toggle('is-recognised', recognition !== null);
    this.element.classList.toggle('is-at-work', recognition === null && !isAway);
    const inTurn =
      sheet && artists.length > 1 ? artists.find(({ id }) => id === artistOfTurn(sheet)) : undefined;
    const isDrawing = game.phase === 'drawing';
    setText(
      this.#status,
      inTurn && isDrawing && recognition === null && !isAway
        ? t('turn.theirs', { name: inTurn.name })
        : this.#statusText(recognition?.place ?? null, isAway, isDrawing),
    );
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
