import { MAX_CHAT_LENGTH } from '../../../../shared/protocol/index.ts';
import type { Unsubscribe } from '../../../net/signal.ts';
import type { TalkEntry } from '../../../net/talk-log.ts';
import { t, tCount } from '../../../i18n/t.ts';
import { h, setText } from '../../dom.ts';
import { inkFrame } from '../../ink-frame.ts';
import type { Ui } from '../../ui.ts';
import { iconButton } from '../buttons.ts';
import { TalkFeed } from './feed.ts';
import { TalkInput } from './talk-input.ts';

/** More unread lines than this are not counted. */
const MOST_UNREAD = 99;

/**
 * The room's chat: a panel over the page that a button opens and closes, with a count of what was not read. It outlasts
 * screens, so that a line half written in the lobby is still there in the round.
 */
export class Chat {
  /** The button, for the corner. */
  readonly button: HTMLElement;
  /** The panel, for the page. */
  readonly panel: HTMLElement;
  readonly #ui: Ui;
  readonly #toggle: HTMLButtonElement;
  readonly #count = h('span', { class: 'chat-count', 'aria-hidden': 'true', hidden: true });
  readonly #spokenCount = h('span', { class: 'visually-hidden' });
  readonly #input = new TalkInput();
  readonly #feed: TalkFeed;
  readonly #endings: readonly Unsubscribe[];
  #unread = 0;
  #isOpen: boolean;

  constructor(ui: Ui, isOpen = false) {
    this.#ui = ui;
    this.#isOpen = isOpen;
    this.#feed = new TalkFeed(ui.talk.log, t('talk.feed'));
    this.#toggle = iconButton({
      label: t('talk.chat'),
      icon: 'chat',
      onPress: () => this.#open(!this.#isOpen),
    });
    this.#toggle.setAttribute('aria-expanded', String(isOpen));
    this.#toggle.append(this.#count);
    this.button = h('span', { class: 'corner-item', hidden: true }, this.#toggle, this.#spokenCount);
    this.#input.show({
      label: t('talk.write'),
      send: t('talk.send'),
      maxLength: MAX_CHAT_LENGTH,
      onSend: (text) => ui.talk.say(text),
    });
    const close = iconButton({ label: t('talk.close'), icon: 'close', onPress: () => this.#open(false) });
    this.panel = inkFrame(
      h(
        'aside',
        {
          class: 'chat',
          'aria-label': t('talk.chat'),
          hidden: true,
          onkeydown: (event) => {
            if (event.key === 'Escape') this.#open(false);
          },
        },
        h('div', { class: 'chat-head' }, h('h2', { class: 'card-title' }, t('talk.chat')), close),
        this.#feed.element,
        this.#input.element,
      ),
      { radius: 18, filled: true },
    );
    this.#endings = [
      ui.talk.log.added.subscribe((entry) => this.#onEntry(entry)),
      ui.talk.log.cleared.subscribe(() => this.#setUnread(0)),
      ui.session.store.changed.subscribe(() => this.#show()),
    ];
    this.#show();
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.#feed.dispose();
  }

  /** There is a chat where the host allows it; rounds in which people guess have it beside the sheet. */
  #show(): void {
    const game = this.#ui.session.store.view?.game;
    const isBesideSheet =
      game?.round?.mode === 'guess' && (game.phase === 'countdown' || game.phase === 'drawing');
    const isThere = game?.settings.chat === true && !isBesideSheet;
    this.button.hidden = !isThere;
    this.panel.hidden = !isThere || !this.#isOpen;
    if (isBesideSheet) this.#setUnread(0);
  }

  #open(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#toggle.setAttribute('aria-expanded', String(isOpen));
    this.#show();
    if (isOpen) {
      this.#setUnread(0);
      this.#feed.toEnd();
      this.#input.focus();
    } else this.#toggle.focus();
  }

  #onEntry(entry: TalkEntry): void {
    if (entry.kind !== 'chat' || entry.isMine) return;
    this.#ui.sound.play('chat');
    if (this.panel.hidden && !this.button.hidden) this.#setUnread(this.#unread + 1);
  }

  #setUnread(count: number): void {
    this.#unread = count;
    this.#count.hidden = count === 0;
    setText(this.#count, count > MOST_UNREAD ? `${MOST_UNREAD}+` : String(count));
    setText(this.#spokenCount, count === 0 ? '' : tCount('talk.unread', count));
  }
}
