import type { GameView } from '../../../../shared/game/index.ts';
import type { ReactionMessage } from '../../../net/talk.ts';
import { t } from '../../../i18n/t.ts';
import { h } from '../../dom.ts';
import { playerShape } from '../../icons.ts';
import type { Ui } from '../../ui.ts';
import { reactionIcon } from './reaction-icons.ts';

/** How long a reaction is to be seen. */
const SHOWN_MS = 2_400;
/** More than these at once would hide the game. */
const MOST_SHOWN = 24;
/** Reactions to one thing start side by side, within so many pixels. */
const SPREAD_PX = 70;
/** They start no higher on the page than this, in pixels, so that there is room to rise. */
const HIGHEST_START_PX = 180;

/** Reactions rise from the drawing that they are about, or from whoever sent them, over everything and in nobody's way. */
export class ReactionLayer {
  readonly element = h('div', { class: 'reaction-layer', 'aria-hidden': 'true' });
  readonly #ui: Ui;
  #next = 0;

  constructor(ui: Ui) {
    this.#ui = ui;
    ui.talk.reacted.subscribe((message) => this.#show(message));
  }

  #show(message: ReactionMessage): void {
    const { me, store } = this.#ui.session;
    const game = store.view?.game;
    if (!game) return;
    this.#float(message, game);
    this.#ui.sound.play('reaction');
    const name = game.players.find(({ id }) => id === message.playerId)?.name ?? t('player.unknown');
    if (message.playerId !== me) {
      const reaction = t(`reaction.${message.reaction}`);
      this.#ui.announcer.say(t('reaction.somebody', { name, reaction }));
    }
  }

  #float({ playerId, reaction, sheet }: ReactionMessage, game: GameView): void {
    if (this.element.childElementCount >= MOST_SHOWN) this.element.firstElementChild?.remove();
    const color = game.players.find(({ id }) => id === playerId)?.color ?? 0;
    const place = placeOf(playerId, sheet);
    // Side by side in turn: what comes at once is seen at once.
    const shift = (((this.#next++ * 0.38) % 1) - 0.5) * SPREAD_PX;
    const floating = h('span', { class: 'floating-reaction' }, reactionIcon(reaction), playerShape(color));
    floating.style.left = `${Math.round(place.x + shift)}px`;
    floating.style.top = `${Math.round(Math.max(place.y, HIGHEST_START_PX))}px`;
    this.element.append(floating);
    setTimeout(() => floating.remove(), SHOWN_MS);
  }
}

/** Where a reaction starts: low on the drawing, at the sender's badge, or low on the page. */
function placeOf(playerId: string, sheet: string | null): { x: number; y: number } {
  const drawing = sheet === null ? null : visible(`[data-sheet="${CSS.escape(sheet)}"]`);
  if (drawing) return { x: drawing.left + drawing.width / 2, y: drawing.bottom - drawing.height * 0.15 };
  const badge = visible(`[data-player="${CSS.escape(playerId)}"]`);
  if (badge) return { x: badge.left + Math.min(badge.width, SPREAD_PX) / 2, y: badge.top };
  const { clientWidth, clientHeight } = document.documentElement;
  return { x: clientWidth / 2, y: clientHeight * 0.8 };
}

/** The box of the first such element that is on the screen. */
function visible(selector: string): DOMRect | null {
  const { clientHeight } = document.documentElement;
  for (const element of document.querySelectorAll(`.screen ${selector}`)) {
    const box = element.getBoundingClientRect();
    if (box.width > 0 && box.bottom > 0 && box.top < clientHeight) return box;
  }
  return null;
}
