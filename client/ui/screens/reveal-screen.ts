import type { GameView, PlayerId, RoundView, SheetId } from '../../../shared/game/index.ts';
import {
  formatList,
  formatNumber,
  formatSeconds,
  t,
  tCount,
  tPlace,
  wordName,
  wordThing,
} from '../../i18n/t.ts';
import type { Unsubscribe } from '../../net/signal.ts';
import { h, KeyedList, setText } from '../dom.ts';
import { icon } from '../icons.ts';
import { inkFrame } from '../ink-frame.ts';
import { explainButton, type DrawingToExplain } from '../parts/explain/explain-dialog.ts';
import { MyExplanation } from '../parts/explain/my-explanation.ts';
import { guessVerdict } from '../parts/guess-verdict.ts';
import { InkSheet } from '../parts/ink-sheet.ts';
import { ArtistBadges } from '../parts/artist-badges.ts';
import { reactionButton } from '../parts/reactions/reaction-bar.ts';
import { artistsOf, recognitionOf, sheetOf } from '../parts/results.ts';
import { ScoreBoard } from '../parts/score-board.ts';
import { successRow } from '../parts/success-strip.ts';
import { successesOf } from '../parts/successes.ts';
import type { Screen, Ui } from '../ui.ts';

const TICK_MS = 200;
/** How many of the network's ideas about a drawing are told. */
const SEEN_WORDS = 3;
/** More drawings than that leave no room for what was seen in each; a press on one tells it. */
const FEW_DRAWINGS = 8;

/** After a round: every drawing side by side, with time, points and what the network saw. */
export class RevealScreen implements Screen {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #title = h('h1', { class: 'reveal-title', tabindex: '-1' });
  readonly #summary = h('p', { class: 'reveal-summary' });
  readonly #next = h('p', { class: 'reveal-next' });
  readonly #gallery = h('section', { class: 'gallery' });
  readonly #drawings: KeyedList<SheetId, RevealedDrawing>;
  readonly #mine: MyExplanation;
  readonly #scores = new ScoreBoard();
  readonly #ticking: ReturnType<typeof setInterval>;
  readonly #end: Unsubscribe;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#end = ui.giving.changed.subscribe(() => this.update());
    this.#drawings = new KeyedList(this.#gallery, (id) => new RevealedDrawing(ui, id));
    this.#mine = new MyExplanation(ui);
    this.element = h(
      'main',
      { class: 'screen reveal' },
      h(
        'header',
        { class: 'reveal-head' },
        h('div', {}, this.#title, this.#summary),
        h('div', { class: 'reveal-aside', 'data-corner': true }, this.#next),
      ),
      this.#gallery,
      h(
        'aside',
        { class: 'reveal-side' },
        this.#mine.element,
        inkFrame(
          h(
            'section',
            { class: 'card scores' },
            h('h2', { class: 'card-title' }, t('reveal.scores')),
            this.#scores.element,
          ),
          { radius: 18, filled: true },
        ),
      ),
    );
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
    this.update();
    const round = ui.session.store.view?.game.round;
    if (round) ui.announcer.say(`${this.#title.textContent}. ${this.#summary.textContent}`);
  }

  update(): void {
    const game = this.#ui.session.store.view?.game;
    const round = game?.round;
    if (!game || !round) return;
    const prompts = [...new Set(round.sheets.map(({ prompt }) => wordThing(prompt ?? '')))];
    const things = formatList(prompts);
    const isOne = prompts.length === 1;
    setText(this.#title, isOne ? t('reveal.title', { thing: things }) : t('reveal.titleMany', { things }));
    setText(this.#summary, summaryOf(game, round, this.#ui.session.me));
    const best = round.recognitions.map(({ sheetId }) => sheetId);
    const ids = [...best, ...round.sheets.map(({ id }) => id).filter((id) => !best.includes(id))];
    this.#gallery.dataset['count'] = String(ids.length);
    this.#gallery.classList.toggle('is-crowded', ids.length > FEW_DRAWINGS);
    this.#drawings.update(
      ids,
      (id) => id,
      (drawing) => drawing.update(game, round),
    );
    this.#scores.show(game, this.#ui.session.me);
    const { me } = this.#ui.session;
    const mine = me === null ? null : sheetOf(round, me);
    const hasInk = mine !== null && (this.#ui.session.store.drawing(mine.id)?.strokes.length ?? 0) > 0;
    this.#mine.show(hasInk ? toExplain(this.#ui, game, round, mine.id) : null);
    this.#tick();
  }

  dispose(): void {
    clearInterval(this.#ticking);
    this.#end();
    this.#drawings.dispose();
  }

  #tick(): void {
    const game = this.#ui.session.store.view?.game;
    if (!game?.round || game.phaseEndsAt === null) return;
    const seconds = Math.ceil(this.#ui.clock.until(game.phaseEndsAt) / 1000);
    const isLast = game.round.number >= game.settings.rounds;
    setText(this.#next, t(isLast ? 'reveal.last' : 'reveal.next', { seconds }));
  }
}

class RevealedDrawing {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #id: SheetId;
  readonly #sheet: InkSheet;
  readonly #word = h('p', { class: 'revealed-word' });
  readonly #artists = new ArtistBadges();
  readonly #react = h('div', { class: 'revealed-react' });
  readonly #result = h('p', { class: 'revealed-result' });
  /** Where people guess: who found the word, the network among them. */
  readonly #finds = h('ol', { class: 'revealed-finds' });
  readonly #saw = h('p', { class: 'revealed-saw' });
  readonly #why = h('div', { class: 'revealed-why' });
  readonly #kept = keptSign();

  constructor(ui: Ui, id: SheetId) {
    this.#ui = ui;
    this.#id = id;
    const { store } = ui.session;
    this.#sheet = new InkSheet(ui.slots, {
      id,
      label: '',
      className: 'sheet--revealed',
      playback: 'run-in',
      strokes: () => store.drawing(id)?.strokes ?? [],
      warmth: () => (this.element.classList.contains('is-recognised') ? 1 : 0),
    });
    this.element = h(
      'article',
      { class: 'revealed' },
      this.#sheet.element,
      h(
        'div',
        { class: 'revealed-text' },
        this.#word,
        this.#artists.element,
        this.#react,
        this.#result,
        this.#finds,
        this.#saw,
        this.#why,
        this.#kept,
      ),
    );
  }

  update(game: GameView, round: RoundView): void {
    const { store } = this.#ui.session;
    const sheet = round.sheets.find(({ id }) => id === this.#id);
    const artists = sheet ? artistsOf(game, sheet) : [];
    const names = artists.length === 0 ? [t('player.unknown')] : artists.map(({ name }) => name);
    // Where everybody drew the same word, the title has said it.
    const hasOwnWord = round.sheets.some(({ prompt }) => prompt !== sheet?.prompt);
    setText(this.#word, hasOwnWord ? wordName(sheet?.prompt ?? '') : '');
    this.#artists.show(artists);
    const artist = formatList(names);
    if (!this.#react.hasChildNodes())
      this.#react.append(reactionButton(this.#ui.talk, { id: this.#id, artist }));
    this.#sheet.setLabel(t('reveal.drawingBy', { name: artist }));
    this.#kept.hidden = !this.#ui.giving.isKept(round.id, this.#id);
    const recognition = recognitionOf(round, this.#id);
    this.element.classList.toggle('is-recognised', recognition !== null);
    const isEmpty = (store.drawing(this.#id)?.strokes.length ?? 0) === 0;
    if (round.mode === 'guess') {
      this.#result.hidden = true;
      this.#finds.replaceChildren(...successesOf(game, round).map(successRow));
    } else if (recognition) {
      this.#result.replaceChildren(
        h('span', { class: 'revealed-place' }, tPlace(recognition.place)),
        h('span', {}, t('reveal.time', { seconds: formatSeconds(recognition.elapsedMs) })),
        h('strong', {}, t('recognised.points', { points: formatNumber(recognition.points) })),
      );
    } else this.#result.replaceChildren(t(isEmpty ? 'reveal.nothing' : 'reveal.missed'));
    if (!isEmpty && this.#why.childElementCount === 0) {
      this.#why.append(explainButton(this.#ui, toExplain(this.#ui, game, round, this.#id)));
    }
    const seen = store
      .trail(this.#id)
      .filter((word, index, all) => word !== sheet?.prompt && all.indexOf(word) === index);
    const things = formatList(seen.slice(-SEEN_WORDS).map(wordName));
    setText(this.#saw, seen.length === 0 ? '' : t('reveal.saw', { things }));
  }

  dispose(): void {
    this.#sheet.dispose();
  }
}

/** A quiet word that a drawing of mine was kept. */
function keptSign(): HTMLElement {
  return h('p', { class: 'revealed-kept', hidden: true }, icon('check'), h('span', {}, t('giving.kept')));
}

function summaryOf(game: GameView, round: RoundView, me: PlayerId | null): string {
  if (round.mode === 'guess') return guessVerdict(game, round, me);
  const count = round.recognitions.length;
  return count === 0 ? t('reveal.recognisedNone') : tCount('reveal.recognised', count);
}

function toExplain(ui: Ui, game: GameView, round: RoundView, sheet: SheetId): DrawingToExplain {
  const drawn = round.sheets.find(({ id }) => id === sheet);
  const names = drawn ? artistsOf(game, drawn).map(({ name }) => name) : [];
  return {
    room: ui.session.code ?? '',
    round: round.id,
    sheet,
    word: drawn?.prompt ?? '',
    artist: names.length === 0 ? t('player.unknown') : formatList(names),
  };
}
