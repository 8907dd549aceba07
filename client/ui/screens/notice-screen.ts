import { t } from '../../i18n/t.ts';
import type { Membership, PutOutReason } from '../../net/room-session.ts';
import { showInAddressBar } from '../../net/room-url.ts';
import { h } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';
import { button } from '../parts/buttons.ts';
import { logo } from '../parts/logo.ts';
import type { Screen, Ui } from '../ui.ts';

/** Something stands between the player and the game; each case has a sentence and a way on. */
export type Notice = 'no-webgl' | 'wrong-version' | 'returning' | PutOutReason;

/** What has to be said before anything else, or null. */
export function noticeFor(ui: Ui): Notice | null {
  if (!ui.hasInk) return 'no-webgl';
  if (ui.portal.state === 'wrong-version') return 'wrong-version';
  const { membership } = ui.session;
  if (membership.kind === 'returning') return 'returning';
  return membership.kind === 'put-out' ? membership.reason : null;
}

export class NoticeScreen implements Screen {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #card: HTMLElement;
  #shown: Notice | null = null;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#card = inkFrame(h('div', { class: 'card notice-card' }), {
      radius: 22,
      double: true,
      filled: true,
    });
    this.element = h('main', { class: 'screen notice' }, logo(), this.#card);
    this.update();
  }

  update(): void {
    const notice = noticeFor(this.#ui);
    if (notice === null || notice === this.#shown) return;
    this.#shown = notice;
    const frame = this.#card.querySelector('.frame');
    const { title, text, actions } = this.#content(notice, codeOf(this.#ui.session.membership));
    this.#card.replaceChildren(
      ...(frame ? [frame] : []),
      h('h2', { class: 'card-title', tabindex: '-1' }, title),
      ...(text === null ? [] : [h('p', { class: 'notice-text' }, text)]),
      h('div', { class: 'notice-actions' }, ...actions),
    );
  }

  dispose(): void {
    // Nothing is held.
  }

  #content(notice: Notice, code: string): { title: string; text: string | null; actions: HTMLElement[] } {
    const toStart = button({
      label: t('notice.toStart'),
      onPress: () => {
        showInAddressBar(null);
        this.#ui.session.goOutside();
      },
    });
    const again = (label: string) =>
      button({ label, look: 'primary', onPress: () => void this.#ui.session.playHere() });
    const reload = button({
      label: t('notice.reload'),
      look: 'primary',
      onPress: () => void this.#ui.updates.reload(),
    });
    switch (notice) {
      case 'no-webgl':
        return { title: t('notice.noWebGl'), text: t('notice.noWebGlText'), actions: [reload] };
      case 'wrong-version':
        return {
          title: t('notice.wrongVersion'),
          text: t('notice.wrongVersionText'),
          actions: [reload],
        };
      case 'returning':
        return { title: t('notice.returning', { code }), text: null, actions: [toStart] };
      case 'taken-over':
        return {
          title: t('notice.takenOver'),
          text: t('notice.takenOverText', { code }),
          actions: [again(t('notice.playHere')), toStart],
        };
      case 'removed':
        return {
          title: t('notice.removed'),
          text: t('notice.removedText', { code }),
          actions: [again(t('notice.joinAgain')), toStart],
        };
      case 'kicked':
        return { title: t('notice.kicked', { code }), text: t('notice.kickedText'), actions: [toStart] };
      case 'idle':
        return {
          title: t('notice.idle'),
          text: t('notice.idleText', { code }),
          actions: [again(t('notice.joinAgain')), toStart],
        };
      case 'gone':
        return { title: t('notice.gone', { code }), text: t('notice.goneText'), actions: [toStart] };
    }
  }
}

function codeOf(membership: Membership): string {
  return 'code' in membership ? membership.code : '';
}
