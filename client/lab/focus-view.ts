import { IMAGE_SIDE_PIXELS } from '../../shared/drawing/index.ts';
import { t, wordName } from '../i18n/t.ts';
import { h, setText } from '../ui/dom.ts';
import type { Theme } from '../ui/theme.ts';
import { layOutTiles, paintTiles } from './tiles.ts';

const WHITE = 255;
const SIDE_PIXELS = 392;
/** How much of the marker's colour lies on the place that counts most, 0..1. */
const MOST_HEAT = 0.85;

/** Where the network looks for a word: its picture, with the marker's colour on what speaks for the word. */
export class FocusView {
  readonly element: HTMLElement;
  readonly #theme: Theme;
  readonly #canvas = h('canvas', {
    class: 'lab-focus',
    width: SIDE_PIXELS,
    height: SIDE_PIXELS,
    role: 'img',
  });
  readonly #words = h('div', { class: 'rates lab-choice', role: 'group', 'aria-label': t('lab.focusWord') });
  readonly #onPick: () => void;
  #picked: string | null = null;

  /** @param onPick another word is asked about */
  constructor(theme: Theme, onPick: () => void) {
    this.#theme = theme;
    this.#onPick = onPick;
    this.element = h('div', { class: 'lab-focus-parts' }, this.#canvas, this.#words);
  }

  /** The word to look for among those that the network thinks of: the one that was picked while it is one of them. */
  wordAmong(words: readonly string[]): string | null {
    if (this.#picked !== null && words.includes(this.#picked)) return this.#picked;
    return words[0] ?? null;
  }

  /** @param heat a small square of 0..1; null for nothing */
  show(image: Uint8Array, heat: Float32Array | null, words: readonly string[]): void {
    const word = this.wordAmong(words);
    this.#canvas.setAttribute(
      'aria-label',
      word === null ? t('lab.focusEmpty') : t('lab.focusOn', { word: wordName(word) }),
    );
    this.#showWords(words, word);
    const context = this.#canvas.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, SIDE_PIXELS, SIDE_PIXELS);
    if (heat && word !== null) {
      const side = Math.round(Math.sqrt(heat.length));
      const glow = h('canvas');
      paintTiles(glow, heat, layOutTiles(1, side, 1), this.#theme.palette().wash);
      context.globalAlpha = MOST_HEAT;
      context.imageSmoothingQuality = 'high';
      context.drawImage(glow, 0, 0, SIDE_PIXELS, SIDE_PIXELS);
      context.globalAlpha = 1;
    }
    const ink = h('canvas');
    const grey = Float32Array.from(image, (level) => level / WHITE);
    paintTiles(ink, grey, layOutTiles(1, IMAGE_SIDE_PIXELS, 1), this.#theme.palette().ink);
    context.imageSmoothingEnabled = false;
    context.drawImage(ink, 0, 0, SIDE_PIXELS, SIDE_PIXELS);
    context.imageSmoothingEnabled = true;
  }

  /** Buttons keep their places and the keyboard's focus while the words in them change. */
  #showWords(words: readonly string[], word: string | null): void {
    while (this.#words.childElementCount < words.length) {
      const pick = h('button', {
        type: 'button',
        class: 'rate',
        onclick: () => {
          this.#picked = pick.dataset['word'] ?? null;
          this.#onPick();
        },
      });
      this.#words.append(pick);
    }
    [...this.#words.children].forEach((pick, index) => {
      const own = words[index];
      (pick as HTMLElement).hidden = own === undefined;
      if (own === undefined) return;
      (pick as HTMLElement).dataset['word'] = own;
      pick.setAttribute('aria-pressed', String(own === word));
      setText(pick, wordName(own));
    });
  }
}
