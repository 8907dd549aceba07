import type { Unsubscribe } from '../../net/signal.ts';
import { h } from '../dom.ts';
import { keepTyped } from '../keep-typed.ts';
import type { Ui } from '../ui.ts';
import { reactionButton } from './reactions/reaction-bar.ts';
import { ReactionLayer } from './reactions/reaction-layer.ts';
import { RoomMenu } from './room-menu.ts';
import { Chat } from './talk/chat.ts';

/** What the corner has in rooms beside what it always has: the room's menu, reactions and chat. They come with the later screens. */
export class RoomTools {
  readonly #ui: Ui;
  readonly #host: HTMLElement;
  #chat: Chat;
  #roomMenu: RoomMenu;
  #endReactions: Unsubscribe = () => undefined;

  constructor(ui: Ui, host: HTMLElement) {
    this.#ui = ui;
    this.#host = host;
    this.#chat = new Chat(ui);
    this.#roomMenu = new RoomMenu(ui);
    host.append(this.#chat.panel, this.#roomMenu.element, new ReactionLayer(ui).element);
  }

  /** Buttons for the corner, made anew. */
  buttons(): HTMLElement[] {
    this.#endReactions();
    const { session, talk } = this.#ui;
    const react = reactionButton(talk, null);
    const show = () => (react.hidden = session.store.view === null);
    this.#endReactions = session.store.changed.subscribe(show);
    show();
    return [h('span', { class: 'corner-item' }, this.#roomMenu.button), react, this.#chat.button];
  }

  /** Makes everything anew: it speaks another language now. An open chat stays open, with the line that is written in it. */
  translate(): void {
    const before = this.#chat;
    this.#chat = new Chat(this.#ui, before.isOpen);
    keepTyped(before.panel)(this.#chat.panel);
    before.panel.replaceWith(this.#chat.panel);
    before.dispose();
    this.#roomMenu.dispose();
    this.#roomMenu = new RoomMenu(this.#ui);
    this.#host.append(this.#roomMenu.element);
  }
}
