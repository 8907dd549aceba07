import { MOST_COUNTED, QUEUE_REASONS, type QueuedDrawing } from '../../../shared/protocol/index.ts';
import { formatNumber, t, wordName, wordThing } from '../../i18n/t.ts';
import { h, setText } from '../dom.ts';
import type { IconName } from '../icons.ts';
import { inkFrame } from '../ink-frame.ts';
import { button } from '../parts/buttons.ts';
import { drawingPicture } from '../parts/drawing-picture.ts';
import type { AdminApi } from './admin-api.ts';
import { Desk } from './desk.ts';

/** Pictures that are drawn before they are wanted. */
const READY_PICTURES = 3;
/** How often the rate is looked at. */
const TICK_MS = 1_000;

type ActionName = 'accept' | 'reject' | 'skip' | 'undo';
const ACTIONS: Record<ActionName, { readonly key: string; readonly icon: IconName }> = {
  accept: { key: 'a', icon: 'check' },
  reject: { key: 'r', icon: 'close' },
  skip: { key: 's', icon: 'redo' },
  undo: { key: 'z', icon: 'undo' },
};
const ACTION_NAMES = Object.keys(ACTIONS) as ActionName[];

/** One drawing at a time, large; a key each for what can be said about it. */
export class DeskView {
  readonly element: HTMLElement;
  readonly #desk: Desk;
  readonly #word = h('p', { class: 'desk-word', 'aria-live': 'polite' });
  readonly #reason = h('p', { class: 'desk-reason' });
  readonly #guess = h('p', { class: 'desk-guess' });
  readonly #picture = h('div', { class: 'desk-picture' });
  readonly #counts = h('ul', { class: 'desk-counts' });
  readonly #rate = h('p', { class: 'hint' });
  readonly #error = h('p', { class: 'form-error', role: 'alert' });
  readonly #empty = h('p', { class: 'desk-empty', role: 'status' });
  readonly #again: HTMLButtonElement;
  readonly #buttons: ReadonlyMap<ActionName, HTMLButtonElement>;
  readonly #pictures = new Map<string, HTMLElement>();
  readonly #ticking = setInterval(() => this.#showRate(), TICK_MS);

  constructor(api: AdminApi) {
    this.#desk = new Desk({
      page: (after) => api.queue(after),
      decide: (drawing, moderation) => api.decide(drawing, moderation),
      now: () => performance.now(),
    });
    this.#buttons = new Map(ACTION_NAMES.map((name) => [name, this.#actionButton(name)]));
    this.#again = button({ label: t('admin.reload'), onPress: () => void this.#desk.restart() });
    this.element = inkFrame(
      h(
        'section',
        {
          class: 'card desk',
          tabindex: '-1',
          'aria-labelledby': 'desk-title',
          onkeydown: (event) => this.#press(event),
        },
        h(
          'div',
          { class: 'card-head' },
          h('h2', { class: 'card-title', id: 'desk-title' }, t('admin.queue')),
          this.#rate,
        ),
        this.#counts,
        h(
          'div',
          { class: 'desk-drawing' },
          this.#picture,
          h('div', { class: 'desk-facts' }, this.#word, this.#reason, this.#guess, this.#empty, this.#again),
        ),
        h('div', { class: 'desk-actions' }, ...this.#buttons.values()),
        this.#error,
        h('p', { class: 'hint desk-keys' }, t('admin.keys')),
      ),
      { radius: 22, double: true, filled: true },
    );
    this.#desk.changed.subscribe(() => this.#show());
    void this.#desk.restart();
  }

  /** The keys work from here on. */
  focus(): void {
    this.element.focus();
  }

  dispose(): void {
    clearInterval(this.#ticking);
  }

  #actionButton(name: ActionName): HTMLButtonElement {
    const { key, icon } = ACTIONS[name];
    const element = button({ label: t(`admin.${name}`), icon, onPress: () => this.#do(name) });
    element.setAttribute('aria-keyshortcuts', key.toUpperCase());
    element.append(h('kbd', { 'aria-hidden': 'true' }, key.toUpperCase()));
    return element;
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // A keyboard without these letters has them at their places.
    const letter = /^[a-z]$/iu.test(event.key) ? event.key.toLowerCase() : event.code.slice(-1).toLowerCase();
    const name = ACTION_NAMES.find((action) => ACTIONS[action].key === letter);
    if (name === undefined || event.repeat) return;
    event.preventDefault();
    this.#do(name);
  }

  #do(name: ActionName): void {
    if (name === 'accept') this.#desk.decide('accepted');
    else if (name === 'reject') this.#desk.decide('rejected');
    else if (name === 'skip') this.#desk.skip();
    else this.#desk.undo();
    // A button that can do nothing any more loses the focus, and with it the keys.
    if (!this.element.contains(document.activeElement)) this.focus();
  }

  #show(): void {
    const { current, upcoming, left, isFetching, error } = this.#desk;
    for (const [name, element] of this.#buttons) {
      element.disabled = name === 'undo' ? !this.#desk.canUndo : current === null;
    }
    this.#showDrawing(current);
    this.#keepReady(current === null ? [] : [current, ...upcoming.slice(0, READY_PICTURES)]);
    const isEmpty = current === null && !isFetching;
    setText(this.#empty, current !== null ? '' : t(isFetching ? 'pages.loading' : 'admin.queueEmpty'));
    this.#again.hidden = !isEmpty;
    setText(this.#error, error === null ? '' : t('admin.notSaved'));
    this.#counts.replaceChildren(
      ...QUEUE_REASONS.map((reason) =>
        h(
          'li',
          { class: reason === current?.reason ? 'is-current' : null },
          h('span', {}, t(`admin.reason.${reason}`)),
          h('strong', {}, left === null ? '' : countOf(left[reason])),
        ),
      ),
    );
    this.#showRate();
  }

  #showDrawing(drawing: QueuedDrawing | null): void {
    this.#picture.replaceChildren(...(drawing ? [this.#pictureOf(drawing)] : []));
    setText(this.#word, drawing ? wordName(drawing.word) : '');
    setText(this.#reason, drawing ? reasonsOf(drawing).join(' · ') : '');
    setText(this.#guess, drawing ? guessOf(drawing) : '');
  }

  #showRate(): void {
    const { perMinute } = this.#desk;
    setText(this.#rate, perMinute === 0 ? '' : t('admin.rate', { count: perMinute }));
  }

  #pictureOf({ id, strokes }: QueuedDrawing): HTMLElement {
    const picture = this.#pictures.get(id) ?? drawingPicture(strokes);
    this.#pictures.set(id, picture);
    return picture;
  }

  /** Pictures of these are made, all others go. */
  #keepReady(drawings: readonly QueuedDrawing[]): void {
    for (const drawing of drawings) this.#pictureOf(drawing);
    const kept = new Set(drawings.map(({ id }) => id));
    for (const id of [...this.#pictures.keys()]) if (!kept.has(id)) this.#pictures.delete(id);
  }
}

function reasonsOf({ reason, reports, doubts }: QueuedDrawing): string[] {
  return [
    t(`admin.reason.${reason}`),
    ...(reports > 0 ? [t('admin.reports', { count: reports })] : []),
    ...doubts.map((doubt) => t(`admin.doubt.${doubt}`)),
  ];
}

function countOf(count: number): string {
  return count < MOST_COUNTED ? formatNumber(count) : t('admin.orMore', { count });
}

function guessOf({ guess }: QueuedDrawing): string {
  if (!guess) return t('admin.noGuess');
  return t('admin.guess', { thing: wordThing(guess.word), percent: Math.round(100 * guess.confidence) });
}
