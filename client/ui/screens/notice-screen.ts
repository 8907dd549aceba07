import { t } from '../../i18n/t.ts';
import { shownCode } from '../../net/hidden-code.ts';
import { profileMemory } from '../../net/memory.ts';
import type { Failure } from '../../net/portal.ts';
import type { Membership, PutOutReason } from '../../net/room-session.ts';
import { showInAddressBar } from '../../net/room-url.ts';
import { h } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';
import { noticeDrawing, type DrawingName } from '../notice-drawings.ts';
import { button } from '../parts/buttons.ts';
import { logo } from '../parts/logo.ts';
import { suggestProfile } from '../parts/profile-form.ts';
import { turnAway } from '../parts/refusal.ts';
import type { Screen, Ui } from '../ui.ts';

/** Something stands between the player and the game; each case has a drawing, a sentence and a way on. */
export type Notice = 'no-webgl' | 'wrong-version' | 'restarting' | 'lost' | 'returning' | PutOutReason;

/** What has to be said before anything else, or null. */
export function noticeFor(ui: Ui): Notice | null {
  if (!ui.hasInk) return 'no-webgl';
  if (ui.isOutdated || ui.portal.state === 'wrong-version') return 'wrong-version';
  const { membership, code } = ui.session;
  // Without a room there is nothing to lose: a banner is enough.
  if (code !== null && ui.session.isServerStopping) return 'restarting';
  if (code !== null && ui.isCutOff) return 'lost';
  if (membership.kind === 'returning') return 'returning';
  return membership.kind === 'put-out' ? membership.reason : null;
}

interface Content {
  readonly drawing: DrawingName;
  readonly title: string;
  readonly text: string | null;
  readonly actions: readonly HTMLElement[];
}

export class NoticeScreen implements Screen {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #card: HTMLElement;
  readonly #error = h('p', { class: 'form-error', role: 'alert' });
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
    this.#error.textContent = '';
    const frame = this.#card.querySelector('.frame');
    const code = codeOf(this.#ui.session.membership);
    const { drawing, title, text, actions } = this.#content(notice, shownCode(code));
    this.#card.dataset['notice'] = notice;
    this.#card.replaceChildren(
      ...(frame ? [frame] : []),
      noticeDrawing(drawing),
      h('h2', { class: 'card-title', tabindex: '-1' }, title),
      ...(text === null ? [] : [h('p', { class: 'notice-text' }, text)]),
      this.#error,
      h('div', { class: 'notice-actions' }, ...actions),
    );
  }

  dispose(): void {
    // Nothing is held.
  }

  #content(notice: Notice, code: string): Content {
    const toStart = button({
      label: t('notice.toStart'),
      onPress: () => {
        showInAddressBar(null);
        this.#ui.session.goOutside();
      },
    });
    const again = (label: string) =>
      button({ label, look: 'primary', onPress: () => void this.#tryAgain({}) });
    const quick = (look: 'primary' | 'plain' = 'primary') =>
      button({ label: t('menu.quick'), look, icon: 'pencil', onPress: () => void this.#playElsewhere() });
    const reload = button({
      label: t('notice.reload'),
      look: 'primary',
      onPress: () => void this.#ui.updates.reload(),
    });
    switch (notice) {
      case 'no-webgl':
        return {
          drawing: 'dry',
          title: t('notice.noWebGl'),
          text: t('notice.noWebGlText'),
          actions: [reload],
        };
      case 'wrong-version':
        return {
          drawing: 'fresh',
          title: t('notice.wrongVersion'),
          text: t('notice.wrongVersionText'),
          actions: [reload],
        };
      case 'restarting':
        return {
          drawing: 'pause',
          title: t('notice.restarting'),
          text: t('notice.restartingText'),
          actions: [toStart],
        };
      case 'lost':
        return {
          drawing: 'unplugged',
          title: t('notice.lost'),
          text: t('notice.lostText'),
          actions: [reload, toStart],
        };
      case 'returning':
        return {
          drawing: 'returning',
          title: t('notice.returning', { code }),
          text: null,
          actions: [toStart],
        };
      case 'taken-over':
        return {
          drawing: 'elsewhere',
          title: t('notice.takenOver'),
          text: t('notice.takenOverText', { code }),
          actions: [again(t('notice.playHere')), toStart],
        };
      case 'removed':
        return {
          drawing: 'chair',
          title: t('notice.removed'),
          text: t('notice.removedText', { code }),
          actions: [again(t('notice.joinAgain')), toStart],
        };
      case 'kicked':
        return {
          drawing: 'plane',
          title: t('notice.kicked', { code }),
          text: t('notice.kickedText'),
          actions: [quick(), toStart],
        };
      case 'idle':
        return {
          drawing: 'asleep',
          title: t('notice.idle'),
          text: t('notice.idleText', { code }),
          actions: [again(t('notice.joinAgain')), toStart],
        };
      case 'gone':
        return {
          drawing: 'empty',
          title: t('notice.gone', { code }),
          text: t('notice.goneText'),
          actions: [quick(), toStart],
        };
      case 'full': {
        const watch = button({
          label: t('notice.watch', { code }),
          look: 'primary',
          icon: 'eye',
          onPress: () => void this.#tryAgain({ asSpectator: true }),
        });
        return {
          drawing: 'full',
          title: t('notice.full', { code }),
          text: t('notice.fullText'),
          actions: [watch, quick('plain'), toStart],
        };
      }
    }
  }

  async #tryAgain(wish: { asSpectator?: true }): Promise<void> {
    const code = codeOf(this.#ui.session.membership);
    const failure = await this.#ui.session.playHere(wish);
    // Who may not even watch is told so here, where the other ways on are.
    const isStillFull = failure?.code === 'room-full' && this.#shown === 'full';
    if (failure && (isStillFull || !turnAway(this.#ui.session, code, failure))) this.#tell(failure);
  }

  async #playElsewhere(): Promise<void> {
    const { session, language } = this.#ui;
    const failure = await session.quick(profileMemory.get() ?? suggestProfile(), language.tag);
    if (failure) this.#tell(failure);
  }

  #tell({ code }: Failure): void {
    this.#error.textContent = t(`error.${code}`);
  }
}

function codeOf(membership: Membership): string {
  return 'code' in membership ? membership.code : '';
}
