import type { GameView, RoundView, SheetId, SheetView } from '../../../shared/game/index.ts';
import { attachPen } from '../../drawing/pen.ts';
import { formatList, t, wordName } from '../../i18n/t.ts';
import type { Unsubscribe } from '../../net/signal.ts';
import { h, KeyedList, setText } from '../dom.ts';
import { button, carefulButton } from '../parts/buttons.ts';
import { ClockDial } from '../parts/clock-dial.ts';
import { ConfidenceBars, GuessLine } from '../parts/guess-theatre.ts';
import { InkSheet } from '../parts/ink-sheet.ts';
import { OtherSheet } from '../parts/other-sheet.ts';
import { PromptLine } from '../parts/prompt-line.ts';
import { RecognitionMoment } from '../parts/recognition-moment.ts';
import { artistsOf, recognitionOf, sheetOf } from '../parts/results.ts';
import { GuessPanel } from '../parts/talk/guess-panel.ts';
import { fitAboveKeyboard } from '../parts/talk/visible-height.ts';
import type { Screen, Ui } from '../ui.ts';

const CLOCK_TICK_MS = 100;

/** Countdown and drawing: the prompt, the clock, my sheet, what the network sees, and everybody else at work. */
export class DrawScreen implements Screen {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #round = h('p', { class: 'round-number' });
  readonly #prompt: PromptLine;
  readonly #clock: ClockDial;
  readonly #countdown = h('p', { class: 'countdown', 'aria-hidden': 'true' });
  readonly #watching = h('p', { class: 'watching', hidden: true });
  readonly #sheet: InkSheet;
  readonly #line: GuessLine;
  readonly #bars = new ConfidenceBars();
  readonly #moment: RecognitionMoment;
  readonly #guessing: GuessPanel;
  readonly #others: KeyedList<SheetId, OtherSheet>;
  readonly #othersBox = h('section', { class: 'others', 'aria-label': t('draw.others') });
  readonly #tools: HTMLElement;
  readonly #endings: Unsubscribe[];

  constructor(ui: Ui) {
    this.#ui = ui;
    const { session, slots, announcer } = ui;
    const say = (text: string) => announcer.say(text);
    this.#prompt = new PromptLine(say);
    this.#clock = new ClockDial(say);
    this.#line = new GuessLine(say);
    this.#guessing = new GuessPanel(ui);
    this.#sheet = new InkSheet(slots, {
      label: '',
      className: 'sheet--mine',
      line: 2.6,
      playback: 'live',
      strokes: () => this.#drawingShown()?.strokes ?? [],
      warmth: () => this.#warmth(),
    });
    this.#sheet.element.append(this.#countdown);
    this.#moment = new RecognitionMoment(this.#sheet.element, say);
    this.#others = new KeyedList(this.#othersBox, (id) => new OtherSheet(ui, id));
    const undo = button({ label: t('draw.undo'), icon: 'undo', onPress: () => this.#pen()?.undo() });
    const clear = carefulButton({
      label: t('draw.clear'),
      holdLabel: t('draw.clearHold'),
      againLabel: t('draw.clearAgain'),
      icon: 'sheet',
      onConfirm: () => this.#pen()?.clear(),
    });
    const leave = carefulButton({
      label: t('draw.leave'),
      holdLabel: t('draw.leaveAgain'),
      againLabel: t('draw.leaveAgain'),
      icon: 'leave',
      compact: true,
      onConfirm: () => session.leave(),
    });
    this.#tools = h('div', { class: 'tools' }, undo, clear);
    this.element = h(
      'main',
      { class: 'screen draw' },
      h(
        'header',
        { class: 'draw-head' },
        h('div', { class: 'draw-round', 'data-corner': true }, leave, this.#round),
        this.#prompt.element,
        this.#clock.element,
      ),
      this.#othersBox,
      h('div', { class: 'draw-sheet' }, this.#sheet.element, this.#watching),
      this.#line.element,
      this.#bars.element,
      this.#tools,
      this.#guessing.scores.element,
      this.#guessing.element,
    );

    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.#pen()?.undo();
    };
    document.addEventListener('keydown', onKey);
    const ticking = setInterval(() => this.#tick(), CLOCK_TICK_MS);
    this.#endings = [
      attachPen(this.#sheet.element, { drawing: () => this.#pen() }),
      session.store.inked.subscribe(() => slots.touch()),
      session.store.guessed.subscribe(({ sheet }) => this.#showGuess(sheet)),
      () => document.removeEventListener('keydown', onKey),
      fitAboveKeyboard(this.element, () => slots.touch()),
      () => clearInterval(ticking),
    ];
    this.update();
  }

  update(): void {
    const { game, round } = this.#state();
    if (!game || !round) return;
    const { me } = this.#ui.session;
    setText(this.#round, t('draw.round', { number: round.number, rounds: game.settings.rounds }));
    const isMine = me !== null && sheetOf(round, me) !== null;
    const shown = this.#shown(round);
    const shownId = shown?.id ?? '';
    if (shown) this.#prompt.show(round, shown, isMine);
    this.#sheet.setLabel(this.#sheetLabel(game, round));
    this.#sheet.element.dataset['sheet'] = shownId;
    this.#sheet.element.classList.toggle('is-open', game.phase === 'drawing' && isMine);
    this.#tools.hidden = !isMine;
    this.#guessing.update(game, round);
    this.element.classList.toggle('is-guess', round.mode === 'guess');
    this.element.classList.toggle('is-guessing', round.mode === 'guess' && !isMine);
    this.#watching.hidden = isMine || round.mode === 'guess';
    setText(this.#watching, this.#watching.hidden ? '' : t('draw.watching'));
    const others = round.sheets.map(({ id }) => id).filter((id) => id !== shownId);
    this.#othersBox.hidden = others.length === 0;
    this.#othersBox.dataset['count'] = String(others.length);
    this.element.classList.toggle('is-alone', others.length === 0);
    this.#others.update(
      others,
      (id) => id,
      (other) => other.update(game, round),
    );
    this.#moment.update(game, round, me, shownId, isMine);
    this.#showGuess(shownId);
    this.#tick();
    this.#ui.slots.touch();
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.#sheet.dispose();
    this.#others.dispose();
    this.#guessing.dispose();
  }

  #state(): { game: GameView | null; round: RoundView | null } {
    const game = this.#ui.session.store.view?.game ?? null;
    return { game, round: game?.round ?? null };
  }

  /** Which drawing is on the large sheet: mine, or one that I watch. */
  #shown(round: RoundView): SheetView | null {
    const { me } = this.#ui.session;
    return (me === null ? null : sheetOf(round, me)) ?? round.sheets[0] ?? null;
  }

  /** The word that is drawn there, as far as I may know it. */
  #word(round: RoundView): string {
    return wordName(this.#shown(round)?.prompt ?? '');
  }

  #sheetLabel(game: GameView, round: RoundView): string {
    const shown = this.#shown(round);
    if (shown === null || shown.prompt !== null) return t('draw.mySheet', { word: this.#word(round) });
    return t('talk.sheet', { name: formatList(artistsOf(game, shown).map(({ name }) => name)) });
  }

  #drawingShown() {
    const { round } = this.#state();
    return round ? this.#ui.session.store.drawing(this.#shown(round)?.id ?? '') : undefined;
  }

  /** My drawing while the pens are free. */
  #pen() {
    return this.#state().game?.phase === 'drawing' ? this.#ui.session.mine : null;
  }

  #warmth(): number {
    const { round } = this.#state();
    if (!round) return 0;
    const shownId = this.#shown(round)?.id ?? '';
    if (recognitionOf(round, shownId) !== null) return 1;
    return this.#ui.session.store.guess(shownId)?.warmth ?? 0;
  }

  #showGuess(sheet: SheetId): void {
    const { game, round } = this.#state();
    if (!game || !round) return;
    const shown = this.#shown(round);
    this.#ui.slots.touch();
    if (shown === null || sheet !== shown.id) return;
    const { store } = this.#ui.session;
    const guess = store.guess(shown.id);
    const recognised = recognitionOf(round, shown.id) === null ? null : shown.prompt;
    this.#line.show({
      trail: store.trail(shown.id),
      isDrawing: game.phase === 'drawing',
      recognised,
      warmth: recognised === null ? (guess?.warmth ?? 0) : 1,
    });
    this.#bars.show(guess, shown.prompt ?? '');
  }

  #tick(): void {
    const { game } = this.#state();
    if (!game) return;
    const leftMs = game.phaseEndsAt === null ? 0 : this.#ui.clock.until(game.phaseEndsAt);
    const isDrawing = game.phase === 'drawing';
    const { drawingMs } = game.settings;
    const stoppedMs = this.#moment.stoppedMs(!this.#tools.hidden);
    this.#clock.show(isDrawing ? leftMs : drawingMs, drawingMs, isDrawing, stoppedMs);
    const count = isDrawing ? '' : String(Math.max(1, Math.ceil(leftMs / 1000)));
    setText(this.#countdown, count);
    this.#countdown.hidden = isDrawing;
  }
}
