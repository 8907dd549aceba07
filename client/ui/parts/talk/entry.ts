import type { Speaker, TalkEntry } from '../../../net/talk-log.ts';
import { formatSeconds, t } from '../../../i18n/t.ts';
import { h } from '../../dom.ts';
import { icon, playerShape } from '../../icons.ts';

/** One line of the feed. */
export function entryElement(entry: TalkEntry): HTMLElement {
  switch (entry.kind) {
    case 'chat':
      return line(`talk-entry talk-entry--chat${mine(entry.isMine)}`, entry.speaker, entry.text);
    case 'guess':
      return line(
        `talk-entry talk-entry--guess${mine(entry.isMine)}`,
        entry.speaker,
        entry.text,
        entry.isClose && h('strong', { class: 'talk-close' }, t('talk.isClose')),
      );
    case 'turn':
      return h(
        'p',
        { class: 'talk-entry talk-entry--turn' },
        h('span', {}, entry.isMine ? t('talk.turnMine') : t('talk.turn', { name: nameOf(entry.speaker) })),
      );
    case 'found':
      return success(
        entry.isMine ? t('talk.foundMine') : t('talk.found', { name: nameOf(entry.speaker) }),
        entry.elapsedMs,
        markOf(entry.speaker) ?? icon('check'),
      );
    case 'network-found':
      return success(t('talk.networkFound'), entry.elapsedMs, icon('eye'));
  }
}

function nameOf(speaker: Speaker | null): string {
  return speaker?.name ?? t('player.unknown');
}

function markOf(speaker: Speaker | null): SVGSVGElement | null {
  return speaker === null || speaker.color === null ? null : playerShape(speaker.color);
}

function mine(isMine: boolean): string {
  return isMine ? ' is-mine' : '';
}

function line(
  className: string,
  speaker: Speaker | null,
  text: string,
  ...more: (HTMLElement | false)[]
): HTMLElement {
  return h(
    'p',
    { class: className },
    markOf(speaker),
    h(
      'span',
      { class: 'talk-words' },
      h('span', { class: 'talk-name' }, t('talk.line', { name: nameOf(speaker) })),
      ' ',
      h('span', { class: 'talk-text', dir: 'auto' }, text),
      ' ',
      ...more,
    ),
  );
}

function success(text: string, elapsedMs: number, mark: SVGSVGElement): HTMLElement {
  return h(
    'p',
    { class: 'talk-entry talk-entry--found' },
    mark,
    h('span', { class: 'talk-words' }, text),
    h('span', { class: 'talk-time' }, t('reveal.time', { seconds: formatSeconds(elapsedMs) })),
  );
}
