import { t } from '../../i18n/t.ts';
import type { Updates } from '../../net/updates.ts';
import { h } from '../dom.ts';
import { button } from './buttons.ts';

/** Says quietly that there is a new version, where nobody is in the middle of something. */
export class UpdateBanner {
  readonly element = h('div', { class: 'update-banner', role: 'status', hidden: true });
  readonly #updates: Updates;
  #isPutOff = false;

  constructor(updates: Updates) {
    this.#updates = updates;
  }

  /** @param isCalm whether a reload would disturb nobody now */
  update(isCalm: boolean): void {
    const isShown = this.#updates.isReady && isCalm && !this.#isPutOff;
    if (isShown === !this.element.hidden) return;
    this.element.hidden = !isShown;
    this.element.replaceChildren(
      ...(isShown
        ? [
            h('span', {}, t('update.ready')),
            button({ label: t('update.reload'), look: 'quiet', onPress: () => void this.#updates.reload() }),
            button({ label: t('update.later'), look: 'quiet', onPress: () => this.#putOff() }),
          ]
        : []),
    );
  }

  #putOff(): void {
    this.#isPutOff = true;
    this.update(false);
  }
}
