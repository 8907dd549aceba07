import type { Tool } from '../../drawing/tool.ts';
import { t } from '../../i18n/t.ts';
import { CANVAS_SIDE_UNITS } from '../../../shared/protocol/index.ts';
import { h } from '../dom.ts';

const STEP_UNITS = CANVAS_SIDE_UNITS / 64;
const LARGE_STEP_UNITS = CANVAS_SIDE_UNITS / 16;
/** Where the cursor stands is said when it has rested for so long. */
const REST_MS = 700;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export interface KeyboardPenOptions {
  /** What is held now; null while nobody may draw. */
  readonly tool: () => Tool | null;
  readonly announce: (text: string) => void;
}

/** A pen for those who draw by keys: a cursor on the sheet that arrow keys move, and a key that puts it down and lifts it. */
export class KeyboardPen {
  readonly #sheet: HTMLElement;
  readonly #options: KeyboardPenOptions;
  readonly #cursor = h('span', { class: 'key-cursor', 'aria-hidden': 'true', hidden: true });
  readonly #hint = h('span', { class: 'visually-hidden', id: 'key-pen-hint' }, t('keyPen.hint'));
  /** Arrow keys that are down: two of them make a slanted line. */
  readonly #arrows = new Set<string>();
  #x = CANVAS_SIDE_UNITS / 2;
  #y = CANVAS_SIDE_UNITS / 2;
  #held: Tool | null = null;
  #resting: ReturnType<typeof setTimeout> | undefined;

  /** @param sheet where the cursor is; it gets the keyboard's focus */
  constructor(sheet: HTMLElement, options: KeyboardPenOptions) {
    this.#sheet = sheet;
    this.#options = options;
    sheet.append(this.#cursor, this.#hint);
    sheet.addEventListener('keydown', (event) => this.#onKeyDown(event));
    sheet.addEventListener('keyup', ({ key }) => this.#arrows.delete(key));
    sheet.addEventListener('blur', () => this.#leave());
    // The hand has taken over.
    sheet.addEventListener('pointerdown', () => this.#leave());
    sheet.addEventListener('focus', () => {
      if (sheet.matches(':focus-visible')) this.#show();
    });
  }

  /** @param isMine whether this is a sheet to draw on, if not at this moment: the keyboard's focus stays on it */
  update({ isMine, isOpen }: { isMine: boolean; isOpen: boolean }): void {
    if (!isOpen) this.#lift();
    if (!isMine) this.#leave();
    if (isMine === (this.#sheet.getAttribute('role') === 'application')) return;
    if (isMine) {
      this.#sheet.tabIndex = 0;
      // Screen readers leave the arrow keys to an application.
      this.#sheet.setAttribute('role', 'application');
      this.#sheet.setAttribute('aria-describedby', this.#hint.id);
    } else {
      this.#sheet.removeAttribute('tabindex');
      this.#sheet.setAttribute('role', 'img');
      this.#sheet.removeAttribute('aria-describedby');
    }
  }

  #onKeyDown(event: KeyboardEvent): void {
    if (event.target !== this.#sheet || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, shiftKey, timeStamp, repeat } = event;
    if (key in ARROWS) {
      event.preventDefault();
      this.#arrows.add(key);
      this.#move(shiftKey ? LARGE_STEP_UNITS : STEP_UNITS, timeStamp);
    } else if (key === ' ' || key === 'Enter') {
      event.preventDefault();
      if (!repeat) this.#press(timeStamp);
    } else if (key === 'Escape') this.#lift();
  }

  #move(step: number, timeMs: number): void {
    for (const arrow of this.#arrows) {
      const [dx, dy] = ARROWS[arrow]!;
      this.#x = clamp(this.#x + dx * step);
      this.#y = clamp(this.#y + dy * step);
    }
    this.#show();
    this.#held?.move(this.#point(timeMs));
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      const percent = (units: number) => Math.round((units / CANVAS_SIDE_UNITS) * 100);
      this.#options.announce(t('keyPen.at', { across: percent(this.#x), down: percent(this.#y) }));
    }, REST_MS);
  }

  #press(timeMs: number): void {
    if (this.#held !== null) {
      this.#lift();
      return;
    }
    this.#held = this.#options.tool();
    if (this.#held === null) return;
    this.#show();
    this.#held.down(this.#point(timeMs));
    this.#cursor.classList.add('is-down');
    this.#options.announce(t('keyPen.down'));
  }

  #lift(): void {
    if (this.#held === null) return;
    this.#held.up();
    this.#held = null;
    this.#cursor.classList.remove('is-down');
    this.#options.announce(t('keyPen.up'));
  }

  #leave(): void {
    this.#lift();
    this.#arrows.clear();
    this.#cursor.hidden = true;
    clearTimeout(this.#resting);
  }

  #show(): void {
    this.#cursor.hidden = false;
    this.#cursor.style.setProperty('--x', String(this.#x / CANVAS_SIDE_UNITS));
    this.#cursor.style.setProperty('--y', String(this.#y / CANVAS_SIDE_UNITS));
  }

  #point(timeMs: number) {
    return { x: this.#x, y: this.#y, timeMs };
  }
}

function clamp(units: number): number {
  return Math.min(CANVAS_SIDE_UNITS, Math.max(0, units));
}
