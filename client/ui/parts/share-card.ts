import type { ShareReceipt } from '../../../shared/protocol/index.ts';
import { t, tCount } from '../../i18n/t.ts';
import { pathOf } from '../../net/route.ts';
import { copyText } from '../copy.ts';
import { h, setText } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';
import type { Ui } from '../ui.ts';
import { button } from './buttons.ts';
import { consentSwitch } from './consent-switch.ts';

/** Shares the game that has just ended, shows the link, and takes it back. */
export class ShareCard {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #content = h('div', { class: 'share-content' });
  readonly #status = h('p', { class: 'share-status', role: 'status', 'aria-live': 'polite' });
  #isBusy = false;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.element = inkFrame(
      h(
        'section',
        { class: 'card share-card', 'aria-labelledby': 'share-title' },
        h('h2', { class: 'card-title', id: 'share-title' }, t('share.title')),
        this.#content,
        this.#status,
        consentSwitch(ui, 'sharing'),
      ),
      { radius: 22, filled: true },
    );
    this.#offer();
  }

  #offer(): void {
    this.#content.replaceChildren(
      h('p', {}, t('share.text')),
      button({ label: t('share.go'), icon: 'share', onPress: () => void this.#share(false) }),
    );
  }

  async #share(inGallery: boolean): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    const answer = await this.#ui.portal.request('game:share', { inGallery });
    this.#isBusy = false;
    setText(this.#status, answer.ok ? '' : t(`error.${answer.error.code}`));
    if (answer.ok) this.#showLink(answer, inGallery);
  }

  #showLink({ id, withheld }: ShareReceipt, isInGallery: boolean): void {
    const path = pathOf({ page: 'replay', id });
    const link = h('input', {
      class: 'field-input',
      type: 'text',
      readonly: true,
      'aria-label': t('share.link'),
      onfocus: () => link.select(),
    });
    link.value = new URL(path, window.location.origin).href;
    const gallery = h('input', {
      type: 'checkbox',
      class: 'toggle',
      role: 'switch',
      checked: isInGallery,
      onchange: () => void this.#share(gallery.checked),
    });
    const copy = button({
      label: t('share.copy'),
      look: 'primary',
      icon: 'copy',
      onPress: () =>
        void copyText(link.value).then((isCopied) =>
          setText(this.#status, t(isCopied ? 'share.copied' : 'share.copyFailed')),
        ),
    });
    const hadFocus = this.#content.contains(document.activeElement);
    this.#content.replaceChildren(
      inkFrame(h('div', { class: 'field-box' }, link), { radius: 12, filled: true }),
      h('div', { class: 'share-actions' }, copy, this.#takeBackButton(id)),
      h(
        'p',
        {},
        h('a', { class: 'text-link', href: path, target: '_blank', rel: 'noopener' }, t('share.open')),
      ),
      ...(withheld > 0 ? [h('p', { class: 'consent-note' }, tCount('share.withheld', withheld))] : []),
      h('label', { class: 'consent-toggle' }, gallery, h('span', {}, t('share.inGallery'))),
    );
    if (hadFocus) copy.focus();
  }

  #takeBackButton(id: string): HTMLElement {
    return button({
      label: t('share.takeBack'),
      onPress: () =>
        void this.#ui.portal.request('replay:take-back', { id }).then((answer) => {
          setText(this.#status, answer.ok ? t('share.takenBack') : t(`error.${answer.error.code}`));
          if (answer.ok) this.#offer();
        }),
    });
  }
}
