import { t } from '../../../i18n/t.ts';
import type { Unsubscribe } from '../../../net/signal.ts';
import { h, setText } from '../../dom.ts';
import { inkFrame } from '../../ink-frame.ts';
import { pageLink } from '../../pages/page.ts';
import type { Ui } from '../../ui.ts';
import { button } from '../buttons.ts';
import { GivingSwitch } from './giving-switch.ts';

/**
 * Asks whether my drawings may teach the network, beside whatever else goes on. Both answers look alike, nothing is chosen
 * beforehand, and who says nothing gives nothing. Once answered it is a switch.
 */
export class GivingCard {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #host = h('p', { class: 'hint' });
  readonly #question: HTMLElement;
  readonly #answered: HTMLElement;
  readonly #switch: GivingSwitch;
  readonly #end: Unsubscribe;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#switch = new GivingSwitch(ui);
    const answer = (gives: boolean) => {
      ui.giving.choose(gives);
      // The question is gone, and the keyboard stays here.
      this.#answered.querySelector('input')?.focus();
    };
    this.#question = h(
      'div',
      { class: 'giving-question' },
      h('h2', { class: 'card-title' }, t('giving.title')),
      h('p', {}, t('giving.text')),
      this.#host,
      h(
        'div',
        { class: 'giving-answers' },
        button({ label: t('giving.yes'), onPress: () => answer(true) }),
        button({ label: t('giving.no'), onPress: () => answer(false) }),
      ),
    );
    this.#answered = h(
      'div',
      {},
      this.#switch.element,
      pageLink(ui.router, { page: 'my-doodles' }, t('giving.mine')),
    );
    this.element = inkFrame(h('section', { class: 'card giving-card' }, this.#question, this.#answered), {
      radius: 18,
      filled: true,
    });
    this.#end = ui.giving.changed.subscribe(() => this.update());
    this.update();
  }

  update(): void {
    const isAsking = this.#ui.giving.choice === null;
    this.#question.hidden = !isAsking;
    this.#answered.hidden = isAsking;
    const settings = this.#ui.session.store.view?.game.settings;
    setText(this.#host, t(settings?.trainingConsent === true ? 'giving.hostYes' : 'giving.hostNo'));
  }

  dispose(): void {
    this.#end();
    this.#switch.dispose();
  }
}
