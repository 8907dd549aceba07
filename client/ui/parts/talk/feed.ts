import type { TalkLog } from '../../../net/talk-log.ts';
import { MAX_TALK_ENTRIES } from '../../../net/talk-log.ts';
import type { Unsubscribe } from '../../../net/signal.ts';
import { t } from '../../../i18n/t.ts';
import { h } from '../../dom.ts';
import { entryElement } from './entry.ts';

/** Within so many pixels of its end the feed counts as read to the end, and follows what comes. */
const END_PX = 24;

/** What was said and guessed, newest last. Screen readers are told what comes; who scrolls back is left in peace. */
export class TalkFeed {
  readonly element: HTMLElement;
  readonly #log: TalkLog;
  readonly #empty = h('p', { class: 'talk-empty' }, t('talk.empty'));
  readonly #endings: readonly Unsubscribe[];
  readonly #watch: ResizeObserver;
  #isAtEnd = true;

  constructor(log: TalkLog, label: string) {
    this.#log = log;
    this.element = h('div', {
      class: 'talk-feed',
      role: 'log',
      'aria-live': 'polite',
      'aria-label': label,
      // Keys scroll what can have the focus.
      tabindex: '0',
      onscroll: () => {
        const { scrollTop, scrollHeight, clientHeight } = this.element;
        this.#isAtEnd = scrollHeight - scrollTop - clientHeight < END_PX;
      },
    });
    this.#endings = [
      log.added.subscribe((entry) => {
        this.#empty.remove();
        this.element.append(entryElement(entry));
        while (this.element.childElementCount > MAX_TALK_ENTRIES) this.element.firstElementChild?.remove();
        this.#follow();
      }),
      log.cleared.subscribe(() => this.#fill()),
    ];
    // A keyboard that slides in makes the feed lower: its end stays in sight.
    this.#watch = new ResizeObserver(() => this.#follow());
    this.#watch.observe(this.element);
    this.#fill();
  }

  /** Shows the newest. */
  toEnd(): void {
    this.#isAtEnd = true;
    this.#follow();
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.#watch.disconnect();
  }

  #fill(): void {
    const { entries } = this.#log;
    this.element.replaceChildren(...(entries.length === 0 ? [this.#empty] : entries.map(entryElement)));
    this.#isAtEnd = true;
    this.#follow();
  }

  #follow(): void {
    if (this.#isAtEnd) this.element.scrollTop = this.element.scrollHeight;
  }
}
