import type { LabChoices, LabRun } from '../../shared/protocol/index.ts';
import { t } from '../i18n/t.ts';
import { profileMemory } from '../net/memory.ts';
import type { Portal } from '../net/portal.ts';
import { h, setText } from '../ui/dom.ts';
import { button } from '../ui/parts/buttons.ts';
import { suggestProfile } from '../ui/parts/profile-form.ts';
import type { Ui } from '../ui/ui.ts';
import { CompareView } from './compare-view.ts';
import { LabRuns } from './lab-runs.ts';
import { panel } from './panel.ts';
import { isOver, nameOfRun, RunView, storyOfRun } from './run-view.ts';
import { TrainForm } from './train-form.ts';

let runs: LabRuns | null = null;

/** What goes on in the lab of this page's server. */
function runsOf(portal: Portal): LabRuns {
  runs ??= new LabRuns(portal);
  return runs;
}

/** "Train your own": what to learn, the run that is looked at, and all runs side by side. */
export function openTrain(ui: Ui): Train {
  return new Train(ui, runsOf(ui.portal));
}

class Train {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #runs: LabRuns;
  readonly #form: TrainForm;
  readonly #title = h('h2', { class: 'card-title', tabindex: '-1' });
  readonly #story = h('p', { class: 'lab-story' });
  readonly #bar = h('progress', { class: 'lab-progress', max: 1, value: 0, 'aria-label': t('lab.progress') });
  readonly #error = h('p', { class: 'form-error', role: 'alert' });
  readonly #stop: HTMLButtonElement;
  readonly #play: HTMLButtonElement;
  readonly #current: HTMLElement;
  readonly #view: RunView;
  readonly #compare: CompareView;
  readonly #compared: HTMLElement;
  readonly #endings: (() => void)[];
  /** The run that is looked at; null is the newest. */
  #openId: number | null = null;
  #told = '';

  constructor(ui: Ui, all: LabRuns) {
    this.#ui = ui;
    this.#runs = all;
    this.#form = new TrainForm((choices) => void this.#start(choices));
    this.#view = new RunView(ui.theme);
    this.#compare = new CompareView((id) => this.#open(id));
    this.#stop = button({ label: t('lab.stop'), onPress: () => void this.#end() });
    this.#play = button({ label: t('lab.play'), look: 'primary', onPress: () => void this.#playRoom() });
    this.#current = h(
      'section',
      { class: 'lab-current', hidden: true },
      h(
        'header',
        { class: 'lab-current-head' },
        this.#title,
        this.#story,
        this.#bar,
        h('div', { class: 'lab-actions' }, this.#stop, this.#play),
        this.#error,
      ),
      this.#view.element,
    );
    this.#compared = panel('compare', t('lab.compareTitle'), t('lab.compareText'), this.#compare.element);
    this.#compared.hidden = true;
    this.element = h(
      'div',
      { class: 'lab-train' },
      this.#form.element,
      h(
        'div',
        { class: 'lab-results' },
        panel('how', t('lab.howTitle'), t('lab.howText'), h('p', { class: 'lab-text' }, t('lab.howMore'))),
        this.#current,
        this.#compared,
      ),
    );
    this.#endings = [
      all.changed.subscribe(() => this.#show()),
      ui.theme.changed.subscribe(() => this.#show(true)),
      all.watch(),
    ];
    this.#show();
  }

  dispose(): void {
    for (const end of this.#endings) end();
  }

  get #run(): LabRun | null {
    const all = this.#runs.view?.runs ?? [];
    return all.find(({ id }) => id === this.#openId) ?? all[0] ?? null;
  }

  #show(isAnew = false): void {
    const { view } = this.#runs;
    if (view === null) return;
    const me = this.#ui.portal.playerId;
    const isBusy = view.runs.some((run) => run.ownerId === me && !isOver(run));
    this.#form.show(view, isBusy);
    this.#compare.show(view.runs);
    this.#compared.hidden = view.runs.length < 2;
    const run = this.#run;
    this.#current.hidden = run === null;
    if (run === null) return;
    setText(this.#title, nameOfRun(run));
    const story = storyOfRun(run);
    setText(this.#story, story);
    const { step, choices, curve } = run;
    const done = step === null ? curve.length : step.epoch - 1 + step.share;
    this.#bar.value = isOver(run) ? 1 : done / choices.epochs;
    this.#stop.hidden = run.ownerId !== me || isOver(run);
    this.#play.hidden = run.version === null;
    this.#view.show(run, isAnew);
    const key = `${run.id} ${run.state}`;
    if (key !== this.#told && isOver(run) && run.ownerId === me) this.#ui.announcer.say(story);
    this.#told = key;
  }

  #open(id: number): void {
    this.#openId = id;
    this.#show();
    this.#title.scrollIntoView({ block: 'start' });
    this.#title.focus({ preventScroll: true });
  }

  async #start(choices: LabChoices): Promise<void> {
    const answer = await this.#ui.portal.request('lab:train', { ...choices, words: [...choices.words] });
    if (!answer.ok) {
      this.#form.setError(t(`error.${answer.error.code}`));
      return;
    }
    this.#open(answer.run.id);
  }

  async #end(): Promise<void> {
    const run = this.#run;
    if (run) await this.#ui.portal.request('lab:stop', { id: run.id });
  }

  async #playRoom(): Promise<void> {
    const version = this.#run?.version;
    if (version === null || version === undefined) return;
    const { session, language, router } = this.#ui;
    const profile = profileMemory.get() ?? suggestProfile();
    const failure = await session.create(profile, language.tag, version);
    if (failure) setText(this.#error, t(`error.${failure.code}`));
    else router.go({ page: 'play' });
  }
}
