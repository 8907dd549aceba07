import { t } from '../../i18n/t.ts';
import { h } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';
import { iconButton } from './buttons.ts';

/** A window over the page: the browser keeps focus inside, closes it by Escape and gives the focus back. */
export class Dialog {
  readonly element: HTMLDialogElement;
  readonly #title = h('h2', { class: 'card-title', tabindex: '-1' });

  /** @param onClosed however it was closed */
  constructor(body: HTMLElement, className: string, onClosed: () => void = () => undefined) {
    const id = `dialog-${className}`;
    this.#title.id = id;
    this.element = h(
      'dialog',
      {
        class: `window ${className}`,
        'aria-labelledby': id,
        onclose: onClosed,
        // A press on the backdrop is one on the dialog itself, not on what is in it.
        onclick: (event) => {
          if (event.target === this.element) this.close();
        },
      },
      inkFrame(
        h(
          'div',
          { class: 'window-card' },
          h(
            'header',
            { class: 'window-head' },
            this.#title,
            iconButton({ label: t('roomMenu.close'), icon: 'close', onPress: () => this.close() }),
          ),
          h('div', { class: 'window-body' }, body),
        ),
        { radius: 22, double: true, filled: true },
      ),
    );
  }

  get isOpen(): boolean {
    return this.element.open;
  }

  open(title: string): void {
    this.#title.textContent = title;
    if (!this.isOpen) this.element.showModal();
  }

  close(): void {
    if (this.isOpen) this.element.close();
  }
}
