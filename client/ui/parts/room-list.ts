import { LANGUAGES } from '../../../shared/categories/languages.ts';
import type { RoomListing } from '../../../shared/protocol/index.ts';
import { t } from '../../i18n/t.ts';
import type { Portal } from '../../net/portal.ts';
import type { Unsubscribe } from '../../net/signal.ts';
import { h, KeyedList, setText } from '../dom.ts';
import { icon } from '../icons.ts';
import { inkFrame } from '../ink-frame.ts';

/** How often the list is asked for while somebody looks at it. */
const REFRESH_MS = 4_000;

/** Public rooms to walk into. */
export class RoomList {
  readonly element: HTMLElement;
  readonly #portal: Portal;
  readonly #list = h('ul', { class: 'room-list' });
  readonly #empty = h('p', { class: 'hint' });
  readonly #rooms: KeyedList<RoomListing, RoomRow>;
  readonly #endings: Unsubscribe[];

  /** @param onPick somebody wants into this room */
  constructor(portal: Portal, onPick: (room: RoomListing) => void) {
    this.#portal = portal;
    this.#rooms = new KeyedList(this.#list, () => new RoomRow(onPick));
    this.element = inkFrame(
      h(
        'section',
        { class: 'card menu-rooms', 'data-part': '' },
        h('h2', { class: 'card-title' }, t('menu.rooms')),
        this.#list,
        this.#empty,
      ),
      { radius: 22, filled: true },
    );
    this.#show([]);
    setText(this.#empty, t('menu.roomsOffline'));
    const timer = setInterval(() => void this.#refresh(), REFRESH_MS);
    this.#endings = [portal.sessionStarted.subscribe(() => void this.#refresh()), () => clearInterval(timer)];
    void this.#refresh();
  }

  dispose(): void {
    for (const end of this.#endings) end();
  }

  async #refresh(): Promise<void> {
    if (document.hidden) return;
    const answer = await this.#portal.request('room:list', {});
    if (answer.ok) this.#show(answer.rooms);
  }

  #show(rooms: readonly RoomListing[]): void {
    this.#rooms.update(
      rooms,
      ({ code }) => code,
      (row, room) => row.show(room),
    );
    this.#list.hidden = rooms.length === 0;
    this.#empty.hidden = rooms.length > 0;
    setText(this.#empty, t('menu.roomsNone'));
  }
}

/** A button that is called what is written on it, and for screen readers what its signs mean. */
class RoomRow {
  readonly element: HTMLElement;
  readonly #button: HTMLButtonElement;
  readonly #host = h('span', { class: 'room-host' });
  readonly #facts = h('span', { class: 'room-facts' });
  readonly #seats = h('span', { class: 'room-seats' });
  readonly #go = h('span', { class: 'room-go' });
  #room: RoomListing | null = null;
  #shown = '';

  constructor(onPick: (room: RoomListing) => void) {
    this.#button = h(
      'button',
      { type: 'button', class: 'room-row', onclick: () => this.#room && onPick(this.#room) },
      this.#host,
      this.#facts,
      this.#seats,
      this.#go,
    );
    this.element = h('li', {}, this.#button);
  }

  show(room: RoomListing): void {
    this.#room = room;
    const shown = JSON.stringify(room);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const { host, mode, players, seats, language, hasPassword, phase } = room;
    const isFull = players >= seats;
    const isRunning = phase !== 'lobby' && phase !== 'final';
    const languageName = LANGUAGES.find(({ code }) => code === language)?.name ?? language;
    setText(this.#host, host === '' ? t('player.unknown') : host);
    this.#facts.replaceChildren(
      icon(mode),
      h('span', {}, [t(`mode.${mode}`), languageName].join(' · ')),
      ...(hasPassword ? [icon('lock'), spokenOnly(t('menu.roomLocked'))] : []),
      ...(isRunning ? [spokenOnly(t('menu.roomRunning'))] : []),
    );
    this.#seats.replaceChildren(
      h('span', { 'aria-hidden': 'true' }, t('menu.seatsShort', { players, seats })),
      spokenOnly(t('menu.seats', { players, seats })),
    );
    setText(this.#go, t(isFull ? 'menu.roomWatch' : 'menu.roomPlay'));
    this.element.classList.toggle('is-full', isFull);
  }
}

/** For screen readers, where a sign says it to the others. */
function spokenOnly(text: string): HTMLElement {
  return h('span', { class: 'visually-hidden' }, text);
}
