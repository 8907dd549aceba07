import {
  modeOf,
  type GameView,
  type RoundView,
  type SheetId,
  type SheetView,
} from '../../../shared/game/index.ts';
import { attachPen } from '../../drawing/pen.ts';
import { formatList, t, wordName } from '../../i18n/t.ts';
import { leftHandedMemory } from '../../net/memory.ts';
import type { Unsubscribe } from '../../net/signal.ts';
import { h, KeyedList, setText } from '../dom.ts';
import { carefulButton } from '../parts/buttons.ts';
import { ClockDial } from '../parts/clock-dial.ts';
import { DrawTools } from '../parts/draw-tools.ts';
import { ConfidenceBars, GuessLine } from '../parts/guess-theatre.ts';
import { InkSheet } from '../parts/ink-sheet.ts';
import { KeyboardPen } from '../parts/keyboard-pen.ts';
import { OtherSheet } from '../parts/other-sheet.ts';
import { PromptLine } from '../parts/prompt-line.ts';
import { RecognitionMoment } from '../parts/recognition-moment.ts';
import { artistsOf, recognitionOf, sheetOf } from '../parts/results.ts';
import { SkipVote } from '../parts/skip-vote.ts';
import { GuessPanel } from '../parts/talk/guess-panel.ts';
import { fitAboveKeyboard } from '../parts/talk/visible-height.ts';
import { TurnBar } from '../parts/turn-bar.ts';
import type { Screen, Ui } from '../ui.ts';

const CLOCK_TICK_MS = 100;
/** More sheets of others than that leave no room for words beside each. */
const FEW_OTHERS = 7;

/** Countdown and drawing: the prompt, the clock, my sheet, what the network sees, and everybody else at work. */
export class DrawScreen implements Screen {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #round = h('p', { class: 'round-number' });
  readonly #prompt: PromptLine;
  readonly #clock: ClockDial;
  readonly #skip: SkipVote;
  readonly #turns: TurnBar;
  readonly #countdown = h('p', { class: 'countdown', 'aria-hidden': 'true' });
  readonly #how = h('p', { class: 'countdown-how' });
  readonly #watching = h('p', { class: 'watching', hidden: true });
  readonly #sheet: InkSheet;
  readonly #keyboardPen: KeyboardPen;
  readonly #line: GuessLine;
  readonly #bars = new ConfidenceBars();
  readonly #moment: RecognitionMoment;
  readonly #guessing: GuessPanel;
  readonly #others: KeyedList<SheetId, OtherSheet>;
  readonly #othersBox = h('section', { class: 'others', 'aria-label': t('draw.others') });
  readonly #tools: DrawTools;
  readonly #endings: Unsubscribe[];
  /** Which sheet somebody who watches wants to see large. */
  #picked: SheetId | null = null;

  constructor(ui: Ui) {
    this.#ui = ui;
    const { session, slots, announcer } = ui;
    const say = (text: string) => announcer.say(text);
    this.#prompt = new PromptLine(say);
    this.#clock = new ClockDial(say);
    this.#line = new GuessLine(say);
    this.#turns = new TurnBar(say);
    this.#skip = new SkipVote(() => session.skipWord(), say);
    this.#guessing = new GuessPanel(ui);
    this.#tools = new DrawTools({ pen: () => session.pen, onHandChanged: () => this.#showHand() });
    this.#sheet = new InkSheet(slots, {
      label: '',
      className: 'sheet--mine',
      line: 2.6,
      playback: 'live',
      strokes: () => this.#drawingShown()?.strokes ?? [],
      warmth: () => this.#warmth(),
    });
    this.#sheet.element.append(this.#countdown, this.#how);
    this.#moment = new RecognitionMoment(this.#sheet.element, say);
    this.#keyboardPen = new KeyboardPen(this.#sheet.element, {
      tool: () => this.#tools.tool(),
      announce: say,
    });
    const pick = (id: SheetId) => {
      this.#picked = id;
      this.update();
    };
    this.#others = new KeyedList(this.#othersBox, (id) => new OtherSheet({ ui, id, onPick: () => pick(id) }));
    const leave = carefulButton({
      label: t('draw.leave'),
      holdLabel: t('draw.leaveAgain'),
      againLabel: t('draw.leaveAgain'),
      icon: 'leave',
      compact: true,
      onConfirm: () => session.leave(),
    });
    this.element = h(
      'main',
      { class: 'screen draw' },
      h(
        'header',
        { class: 'draw-head' },
        h('div', { class: 'draw-round', 'data-corner': true }, leave, this.#round),
        h('div', { class: 'prompt-box' }, this.#prompt.element, this.#skip.element),
        this.#clock.element,
      ),
      this.#othersBox,
      h('div', { class: 'draw-sheet' }, this.#turns.element, this.#sheet.element, this.#watching),
      this.#line.element,
      this.#bars.element,
      this.#tools.element,
      this.#guessing.scores.element,
      this.#guessing.element,
    );

    const ticking = setInterval(() => this.#tick(), CLOCK_TICK_MS);
    this.#endings = [
      attachPen(this.#sheet.element, { tool: (isEraserEnd) => this.#tools.tool(isEraserEnd) }),
      session.store.inked.subscribe((sheet) => this.#showInk(sheet)),
      session.store.guessed.subscribe(({ sheet }) => this.#showGuess(sheet)),
      () => this.#tools.dispose(),
      fitAboveKeyboard(this.element, () => slots.touch()),
      () => clearInterval(ticking),
    ];
    this.#showHand();
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
    if (shown) this.#prompt.show(game, round, shown, isMine);
    this.#sheet.setLabel(this.#sheetLabel(game, round, isMine));
    this.#sheet.element.dataset['sheet'] = shownId;
    this.#guessing.update(game, round);
    this.element.dataset['mode'] = round.mode;
    this.element.classList.toggle('is-guess', round.mode === 'guess');
    this.element.classList.toggle('is-guessing', round.mode === 'guess' && !isMine);
    this.element.classList.toggle('is-watching', round.mode !== 'guess' && !isMine);
    this.#skip.update(game, round, me);
    this.#showWatching(game, round, isMine);
    this.#showOthers(game, round, shownId, isMine);
    this.#showTurns(game, round, shown);
    this.#showTools(round);
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
    const mine = me === null ? null : sheetOf(round, me);
    const picked = round.sheets.find(({ id }) => id === this.#picked);
    return mine ?? picked ?? round.sheets[0] ?? null;
  }

  #sheetLabel(game: GameView, round: RoundView, isMine: boolean): string {
    const shown = this.#shown(round);
    if (isMine) return t('draw.mySheet', { word: wordName(shown?.prompt ?? '') });
    const name = formatList(shown === null ? [] : artistsOf(game, shown).map((artist) => artist.name));
    return shown?.prompt === null ? t('talk.sheet', { name }) : t('reveal.drawingBy', { name });
  }

  #drawingShown() {
    const { round } = this.#state();
    return round ? this.#ui.session.store.drawing(this.#shown(round)?.id ?? '') : undefined;
  }

  #warmth(): number {
    const { round } = this.#state();
    if (!round) return 0;
    const shownId = this.#shown(round)?.id ?? '';
    if (recognitionOf(round, shownId) !== null) return 1;
    return this.#ui.session.store.guess(shownId)?.warmth ?? 0;
  }

  #showHand(): void {
    this.element.classList.toggle('is-left-handed', leftHandedMemory.get());
    // The sheets have moved, and their ink with them.
    this.#ui.slots.touch();
  }

  #showWatching(game: GameView, round: RoundView, isMine: boolean): void {
    const { me } = this.#ui.session;
    const isSpectator = game.players.find(({ id }) => id === me)?.role === 'spectator';
    this.#watching.hidden = isMine || round.mode === 'guess';
    const text = t(isSpectator ? 'watch.spectator' : 'watch.nextRound');
    setText(this.#watching, this.#watching.hidden ? '' : text);
  }

  #showOthers(game: GameView, round: RoundView, shownId: SheetId, isMine: boolean): void {
    const others = round.sheets.map(({ id }) => id).filter((id) => id !== shownId);
    this.#othersBox.hidden = others.length === 0;
    this.#othersBox.dataset['count'] = String(others.length);
    this.element.classList.toggle('is-alone', others.length === 0);
    this.element.classList.toggle('is-crowded', others.length > FEW_OTHERS);
    this.#others.update(
      others,
      (id) => id,
      (other) => other.update(game, round, !isMine),
    );
  }

  #showTurns(game: GameView, round: RoundView, shown: SheetView | null): void {
    const hasTurns = modeOf(round.mode).turnMs !== null && shown !== null;
    this.#turns.element.hidden = !hasTurns;
    this.element.classList.toggle('has-turns', hasTurns);
    if (hasTurns) this.#turns.update(game, shown, this.#ui.session.me, this.#ui.session.pen !== null);
  }

  /** What my hand may do now. */
  #showTools(round: RoundView): void {
    const { pen, mine } = this.#ui.session;
    this.#sheet.element.classList.toggle('is-open', pen !== null);
    this.#keyboardPen.update({ isMine: mine !== null, isOpen: pen !== null });
    this.#tools.element.hidden = mine === null;
    this.#tools.update(modeOf(round.mode).turnMs !== null);
  }

  #showInk(sheet: SheetId): void {
    const { game, round } = this.#state();
    this.#ui.slots.touch();
    if (!game || !round || sheet !== this.#ui.session.mine?.sheet) return;
    this.#showTools(round);
    this.#showTurns(game, round, this.#shown(round));
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

  /** What happens in this mode: before its first round, while nobody draws yet. */
  #showHow({ round, history }: GameView, isDrawing: boolean): void {
    const { mode = 'race' } = round ?? {};
    this.#how.hidden = isDrawing || history.at(-1)?.mode === mode;
    setText(this.#how, t(`mode.${mode}.text`));
  }

  #tick(): void {
    const { game } = this.#state();
    if (!game) return;
    const leftMs = game.phaseEndsAt === null ? 0 : this.#ui.clock.until(game.phaseEndsAt);
    const isDrawing = game.phase === 'drawing';
    const { drawingMs } = game.settings;
    const stoppedMs = this.#moment.stoppedMs(!this.#tools.element.hidden);
    this.#clock.show(isDrawing ? leftMs : drawingMs, drawingMs, isDrawing, stoppedMs);
    const count = isDrawing ? '' : String(Math.max(1, Math.ceil(leftMs / 1000)));
    setText(this.#countdown, count);
    this.#countdown.hidden = isDrawing;
    this.#showHow(game, isDrawing);
    const turnEndsAt = game.round && isDrawing ? (this.#shown(game.round)?.turnEndsAt ?? null) : null;
    this.#turns.tick(turnEndsAt === null ? null : this.#ui.clock.until(turnEndsAt));
  }
}
