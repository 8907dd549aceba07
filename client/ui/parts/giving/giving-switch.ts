import { t } from '../../../i18n/t.ts';
import type { Unsubscribe } from '../../../net/signal.ts';
import { h } from '../../dom.ts';
import type { Ui } from '../../ui.ts';

let nextId = 1;

/** Whether my drawings may teach the network, to be changed at any time. */
export class GivingSwitch {
  readonly element: HTMLElement;
  readonly #end: Unsubscribe;

  constructor({ giving }: Ui) {
    const noteId = `giving-note-${nextId++}`;
    const input = h('input', {
      type: 'checkbox',
      class: 'toggle',
      role: 'switch',
      'aria-describedby': noteId,
      onchange: () => giving.choose(input.checked),
    });
    const show = () => (input.checked = giving.choice === true);
    this.#end = giving.changed.subscribe(show);
    show();
    this.element = h(
      'div',
      { class: 'consent giving-switch' },
      h('label', { class: 'consent-toggle' }, input, h('span', {}, t('giving.switch'))),
      h('p', { class: 'consent-note', id: noteId }, t('giving.switchNote')),
    );
  }

  dispose(): void {
    this.#end();
  }
}
