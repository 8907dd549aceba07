import type { LabRun, LabView } from '../../shared/protocol/index.ts';
import type { Portal } from '../net/portal.ts';
import { Signal, type Unsubscribe } from '../net/signal.ts';

/** What goes on in the server's lab, as far as this page has been told. One a page: a portal's listeners are for good. */
export class LabRuns {
  readonly changed = new Signal<undefined>();
  readonly #portal: Portal;
  #view: LabView | null = null;
  #watchers = 0;

  constructor(portal: Portal) {
    this.#portal = portal;
    portal.on('lab:run', (run) => this.#note(run));
    portal.on('lab:step', ({ id, step, seconds }) => {
      const run = this.#view?.runs.find((known) => known.id === id);
      if (run) this.#note({ ...run, step, seconds });
    });
    // After a lost connection nobody tells us anything until we ask again.
    portal.sessionStarted.subscribe(() => {
      if (this.#watchers > 0) void this.#ask();
    });
  }

  /** null until the server has told. */
  get view(): LabView | null {
    return this.#view;
  }

  watch(): Unsubscribe {
    this.#watchers += 1;
    void this.#ask();
    return () => {
      this.#watchers -= 1;
      if (this.#watchers === 0) void this.#portal.request('lab:leave', {});
    };
  }

  async #ask(): Promise<void> {
    const answer = await this.#portal.request('lab:watch', {});
    if (!answer.ok) return;
    this.#view = answer;
    this.changed.emit(undefined);
  }

  #note(run: LabRun): void {
    if (this.#view === null) return;
    const { runs } = this.#view;
    const isKnown = runs.some(({ id }) => id === run.id);
    this.#view = {
      ...this.#view,
      runs: isKnown ? runs.map((known) => (known.id === run.id ? run : known)) : [run, ...runs],
    };
    this.changed.emit(undefined);
  }
}
