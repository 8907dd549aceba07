import { h } from '../ui/dom.ts';
import { inkFrame } from '../ui/ink-frame.ts';

/** A card of the lab: a heading, what is to be seen, and the words beside it. */
export function panel(name: string, title: string, text: string, ...content: HTMLElement[]): HTMLElement {
  return inkFrame(
    h(
      'section',
      { class: `card lab-panel lab-panel--${name}` },
      h('h2', { class: 'card-title' }, title),
      h('p', { class: 'lab-text' }, text),
      ...content,
    ),
    { radius: 22, filled: true },
  );
}

/** A row of buttons of which one is on. */
export class Choice<T extends string> {
  readonly element: HTMLElement;
  readonly #buttons: ReadonlyMap<T, HTMLButtonElement>;

  constructor(
    label: string,
    options: readonly { readonly value: T; readonly label: string }[],
    onPick: (value: T) => void,
  ) {
    this.#buttons = new Map(
      options.map(({ value, label: text }) => [
        value,
        h(
          'button',
          {
            type: 'button',
            class: 'rate',
            onclick: () => {
              this.show(value);
              onPick(value);
            },
          },
          text,
        ),
      ]),
    );
    this.element = h(
      'div',
      { class: 'rates lab-choice', role: 'group', 'aria-label': label },
      ...this.#buttons.values(),
    );
  }

  show(value: T): void {
    for (const [one, button] of this.#buttons) button.setAttribute('aria-pressed', String(one === value));
  }
}
