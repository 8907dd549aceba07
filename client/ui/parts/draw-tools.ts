import type { MyDrawing } from '../../drawing/my-drawing.ts';
import { toolFor, type Tool, type ToolName } from '../../drawing/tool.ts';
import { t } from '../../i18n/t.ts';
import { h, setText } from '../dom.ts';
import { icon, type IconName } from '../icons.ts';
import { carefulButton } from './buttons.ts';
import { drawHelp } from './draw-help.ts';
import { attachPopover } from './popover.ts';

export interface DrawToolsOptions {
  /** My drawing while I may draw. */
  readonly pen: () => MyDrawing | null;
  readonly onHandChanged: () => void;
}

/** Pen and eraser, undo and redo, a fresh sheet, and the list of keys; by pointer and by shortcut. */
export class DrawTools {
  readonly element: HTMLElement;
  readonly #options: DrawToolsOptions;
  readonly #choices: Record<ToolName, HTMLButtonElement>;
  readonly #undo: HTMLButtonElement;
  readonly #redo: HTMLButtonElement;
  readonly #clear: HTMLButtonElement;
  readonly #help: HTMLButtonElement;
  readonly #note = h('p', { class: 'tools-note' });
  #held: ToolName = 'pen';

  constructor(options: DrawToolsOptions) {
    this.#options = options;
    this.#choices = {
      pen: toolButton({ label: t('tools.pen'), icon: 'pencil', keys: 'B', onPress: () => this.#take('pen') }),
      eraser: toolButton({
        label: t('tools.eraser'),
        icon: 'eraser',
        keys: 'E',
        onPress: () => this.#take('eraser'),
      }),
    };
    const undo = () => options.pen()?.undo();
    const redo = () => options.pen()?.redo();
    this.#undo = toolButton({ label: t('tools.undo'), icon: 'undo', keys: 'Control+Z', onPress: undo });
    this.#redo = toolButton({ label: t('tools.redo'), icon: 'redo', keys: 'Control+Shift+Z', onPress: redo });
    this.#clear = carefulButton({
      label: t('tools.clear'),
      holdLabel: t('tools.clearHold'),
      againLabel: t('tools.clearAgain'),
      icon: 'sheet',
      look: 'tool',
      onConfirm: () => options.pen()?.clear(),
    });
    this.#help = toolButton({ label: t('tools.help'), icon: 'more', keys: '?' });
    this.element = h(
      'div',
      { class: 'tools', role: 'toolbar', 'aria-label': t('tools.title') },
      this.#choices.pen,
      this.#choices.eraser,
      this.#undo,
      this.#redo,
      this.#clear,
      this.#help,
      this.#note,
      attachPopover(this.#help, () => drawHelp(options.onHandChanged)),
    );
    document.addEventListener('keydown', this.#onKey);
    this.#take('pen');
  }

  /** @param isOneStroke whether artists take turns with one stroke each, which nobody takes back */
  update(isOneStroke: boolean): void {
    const pen = this.#options.pen();
    for (const button of [...Object.values(this.#choices), this.#undo, this.#redo, this.#clear]) {
      button.hidden = isOneStroke;
    }
    if (isOneStroke) this.#take('pen');
    // Not `disabled`: a button that is pressed until nothing is left must not lose the keyboard's focus.
    setUsable(this.#undo, pen?.canUndo === true);
    setUsable(this.#redo, pen?.canRedo === true);
    setUsable(this.#clear, pen?.isEmpty === false);
    this.element.classList.toggle('is-one-stroke', isOneStroke);
    setText(this.#note, isOneStroke ? t('tools.oneStroke') : '');
  }

  get isEraser(): boolean {
    return this.#held === 'eraser';
  }

  /** What the hand holds now; null while it may not draw. */
  tool(isEraserEnd = false): Tool | null {
    const pen = this.#options.pen();
    return pen === null ? null : toolFor(pen, isEraserEnd && !this.#isOneStroke ? 'eraser' : this.#held);
  }

  dispose(): void {
    document.removeEventListener('keydown', this.#onKey);
  }

  get #isOneStroke(): boolean {
    return this.element.classList.contains('is-one-stroke');
  }

  #take(name: ToolName): void {
    this.#held = name;
    for (const [each, button] of Object.entries(this.#choices)) {
      button.setAttribute('aria-pressed', String(each === name));
    }
    document.body.dataset['tool'] = name;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (this.element.hidden || isTyping(event) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (this.#isOneStroke || (key !== 'z' && key !== 'y')) return;
      event.preventDefault();
      if (key === 'z' && !event.shiftKey) this.#options.pen()?.undo();
      else this.#options.pen()?.redo();
    } else if (key === '?') {
      // The keyboard goes on from the button that a press would have opened it by.
      this.#help.focus();
      this.#help.click();
    } else if (key === 'e' && !this.#isOneStroke) this.#take('eraser');
    else if (key === 'b' && !this.#isOneStroke) this.#take('pen');
  };
}

/** @param keys its shortcut as `aria-keyshortcuts` spells it */
function toolButton(options: {
  label: string;
  icon: IconName;
  keys: string;
  onPress?: () => void;
}): HTMLButtonElement {
  return h(
    'button',
    {
      type: 'button',
      class: 'tool',
      title: `${options.label} (${options.keys.replaceAll('Control', t('key.control'))})`,
      'aria-keyshortcuts': options.keys,
      onclick: () => options.onPress?.(),
    },
    icon(options.icon),
    h('span', { class: 'tool-label' }, options.label),
  );
}

function setUsable(button: HTMLButtonElement, isUsable: boolean): void {
  if (isUsable) button.removeAttribute('aria-disabled');
  else button.setAttribute('aria-disabled', 'true');
}

/** Whether a key goes into a text that somebody writes. */
function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;
}
