import { REACTIONS } from '../../../../shared/protocol/index.ts';
import type { SheetId } from '../../../../shared/game/index.ts';
import { t } from '../../../i18n/t.ts';
import type { Talk } from '../../../net/talk.ts';
import { h } from '../../dom.ts';
import { iconButton } from '../buttons.ts';
import { attachPopover } from '../popover.ts';
import { reactionIcon } from './reaction-icons.ts';

/** The reactions, a tap each. Whoever taps faster than the server takes sees them rest for a moment. */
function reactionBar(talk: Talk, sheet: SheetId | null, label: string): HTMLElement {
  const bar = h('div', { class: 'reaction-bar', role: 'group', 'aria-label': label });
  const rest = () => {
    const waitMs = talk.reactionWaitMs;
    bar.classList.toggle('is-resting', waitMs > 0);
    if (waitMs > 0) setTimeout(rest, waitMs);
  };
  bar.append(
    ...REACTIONS.map((reaction) => {
      const name = t(`reaction.${reaction}`);
      return h(
        'button',
        {
          type: 'button',
          class: 'reaction-button',
          'aria-label': name,
          title: name,
          onclick: () => {
            talk.react(reaction, sheet);
            rest();
          },
        },
        reactionIcon(reaction),
      );
    }),
  );
  return bar;
}

/**
 * A button that opens the reactions.
 * @param sheet the drawing that they are about, with its artist's name; null is everything
 */
export function reactionButton(talk: Talk, sheet: { id: SheetId; artist: string } | null): HTMLElement {
  const label = sheet === null ? t('reaction.bar') : t('reaction.toDrawing', { name: sheet.artist });
  const open = iconButton({ label, icon: 'smile', onPress: () => undefined });
  const panel = attachPopover(open, () => reactionBar(talk, sheet?.id ?? null, label));
  return h('span', { class: 'corner-item' }, open, panel);
}
