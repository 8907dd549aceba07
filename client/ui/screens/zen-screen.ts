import { attachPen } from '../../drawing/pen.ts';
import { t, wordName } from '../../i18n/t.ts';
import { leftHandedMemory, zenMemory } from '../../net/memory.ts';
import type { Unsubscribe } from '../../net/signal.ts';
import { toZenChoice, type ZenChoice } from '../../zen/zen-choice.ts';
import type { ZenGame } from '../../zen/zen-game.ts';
import { h, setText } from '../dom.ts';
import { button, iconButton } from '../parts/buttons.ts';
import { DrawTools } from '../parts/draw-tools.ts';
import { ConfidenceBars, GuessLine } from '../parts/guess-theatre.ts';
import { InkSheet } from '../parts/ink-sheet.ts';
import { KeyboardPen } from '../parts/keyboard-pen.ts';
import { ZenChoices } from '../parts/zen-choices.ts';
import { ZenDrawings } from '../parts/zen-drawings.ts';
import type { Screen, Ui } from '../ui.ts';

const LONG_WORD = 12;

/** Alone, no clock. What looks at the drawing is fetched when the screen opens, and from then on nothing goes over the network. */
export class ZenScreen implements Screen {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #prompt = h('h1', { class: 'prompt', tabindex: '-1' }, t('zen.loading'));
  readonly #trouble = h('div', { class: 'zen-trouble', role: 'alert', hidden: true });
  readonly #sheet: InkSheet;
  readonly #line: GuessLine;
  readonly #bars = new ConfidenceBars();
  readonly #nextBox = h('div', { class: 'zen-next' });
  readonly #tools: DrawTools;
  readonly #keyboardPen: KeyboardPen;
  readonly #choices: ZenChoices;
  readonly #drawings: ZenDrawings;
  readonly #endings: Unsubscribe[] = [];
  #game: ZenGame | null = null;
  #isDisposed = false;
  #shown = '';

  constructor(ui: Ui) {
    this.#ui = ui;
    const say = (text: string) => ui.announcer.say(text);
    this.#line = new GuessLine(say);
    this.#sheet = new InkSheet(ui.slots, {
      label: t('zen.title'),
      className: 'sheet--mine',
      line: 2.6,
      playback: 'live',
      strokes: () => this.#game?.drawing.picture.strokes ?? [],
      warmth: () => (this.#game?.isRecognised === true ? 1 : (this.#game?.guess?.warmth ?? 0)),
    });
    const [difficulty, pack] = zenMemory.get();
    const choice = toZenChoice(difficulty, pack);
    this.#choices = new ZenChoices(choice, (wanted) => this.#choose(wanted));
    this.#drawings = new ZenDrawings(ui.slots);
    this.#tools = new DrawTools({
      pen: () => this.#game?.drawing ?? null,
      onHandChanged: () => this.#showHand(),
    });
    this.#keyboardPen = new KeyboardPen(this.#sheet.element, {
      tool: () => this.#tools.tool(),
      announce: say,
    });
    const leave = iconButton({ label: t('zen.leave'), icon: 'leave', onPress: () => ui.zen.close() });
    this.element = h(
      'main',
      { class: 'screen draw zen' },
      h(
        'header',
        { class: 'draw-head' },
        h(
          'div',
          { class: 'draw-round', 'data-corner': true },
          leave,
          h('p', { class: 'round-number' }, t('zen.noClock')),
        ),
        this.#prompt,
        this.#nextBox,
      ),
      h('div', { class: 'draw-sheet' }, this.#sheet.element, this.#trouble),
      this.#line.element,
      this.#bars.element,
      this.#tools.element,
      h('aside', { class: 'zen-panel' }, this.#choices.element, this.#drawings.element),
    );
    this.#endings.push(
      attachPen(this.#sheet.element, { tool: (isEraserEnd) => this.#tools.tool(isEraserEnd) }),
      () => this.#tools.dispose(),
    );
    this.#showHand();
    this.#tools.update(false);
    const { goingOn } = ui.zen;
    ui.zen.goingOn = null;
    if (goingOn === null) void this.#open(choice);
    else this.#begin(goingOn);
  }

  update(): void {
    // Nothing in here depends on the server.
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const end of this.#endings) end();
    if (this.#ui.zen.isOpen) this.#ui.zen.goingOn = this.#game;
    else this.#game?.stop();
    this.#sheet.dispose();
    this.#drawings.dispose();
  }

  async #open(choice: ZenChoice): Promise<void> {
    this.#trouble.hidden = true;
    this.element.classList.add('is-waiting');
    setText(this.#prompt, t('zen.loading'));
    try {
      const { openZen } = await import('../../zen/zen.ts');
      const game = await openZen(choice);
      if (this.#isDisposed) game.stop();
      else this.#begin(game);
    } catch (error) {
      reportError(error);
      this.#showTrouble(choice);
    }
  }

  #begin(game: ZenGame): void {
    this.#game = game;
    this.#endings.push(
      game.changed.subscribe(() => this.#show(game)),
      game.guessed.subscribe(() => this.#showGuess(game)),
    );
    this.#choices.show(game.choice);
    this.#sheet.element.classList.add('is-open');
    this.#keyboardPen.update({ isMine: true, isOpen: true });
    this.element.classList.remove('is-waiting');
    if (game.isRecognised) this.#showWord(game);
    this.#show(game);
  }

  #choose(choice: ZenChoice): void {
    zenMemory.set(choice.difficulty, choice.pack);
    this.#game?.choose(choice);
    if (this.#game) this.#choices.show(this.#game.choice);
  }

  #showHand(): void {
    this.element.classList.toggle('is-left-handed', leftHandedMemory.get());
    this.#ui.slots.touch();
  }

  #show(game: ZenGame): void {
    this.#tools.update(false);
    const { drawing, word, isRecognised } = game;
    const key = `${drawing.round} ${word} ${String(isRecognised)}`;
    if (key !== this.#shown) {
      this.#shown = key;
      if (isRecognised) this.#celebrate();
      else this.#showWord(game);
      this.#showNext(game);
      this.#drawings.update(game.finished);
    }
    this.#showGuess(game);
  }

  #showWord({ drawing, word }: ZenGame): void {
    const name = wordName(word);
    const said = t('draw.prompt', { word: name });
    this.#prompt.setAttribute('aria-label', said);
    this.#prompt.replaceChildren(
      h('span', { class: 'prompt-verb', 'aria-hidden': 'true' }, t('draw.draw')),
      h('span', { 'aria-hidden': 'true' }, h('span', { class: 'prompt-word' }, name)),
    );
    this.#prompt.classList.toggle('is-long', name.length > LONG_WORD);
    this.#sheet.setLabel(t('draw.mySheet', { word: name }));
    this.#ui.announcer.say(said);
    this.#ui.sound.warmth(0);
    drawing.changed.subscribe(() => {
      this.#tools.update(false);
      this.#ui.slots.touch();
    });
  }

  #celebrate(): void {
    this.#ui.sound.play('recognised');
    this.#ui.sound.buzz('recognised');
    this.#ui.announcer.say(t('zen.recognised'));
  }

  #showNext(game: ZenGame): void {
    const { isRecognised } = game;
    const hadFocus = this.#nextBox.contains(document.activeElement);
    const next = button({
      label: t(isRecognised ? 'zen.next' : 'zen.skip'),
      look: isRecognised ? 'primary' : 'plain',
      onPress: () => game.next(),
    });
    this.#nextBox.replaceChildren(next);
    if (hadFocus) next.focus();
  }

  #showGuess({ guess, trail, isRecognised, word }: ZenGame): void {
    this.#ui.slots.touch();
    this.#line.show({
      trail,
      isDrawing: true,
      recognised: isRecognised ? word : null,
      warmth: guess?.warmth ?? 0,
    });
    this.#bars.show(guess, word);
    if (guess && !isRecognised) this.#ui.sound.warmth(guess.warmth ?? 0);
  }

  #showTrouble(choice: ZenChoice): void {
    setText(this.#prompt, t('zen.failed'));
    this.#trouble.replaceChildren(
      h('p', {}, t('zen.failedText')),
      button({ label: t('zen.retry'), look: 'primary', onPress: () => void this.#open(choice) }),
    );
    this.#trouble.hidden = false;
  }
}
