import { MAX_CHAT_LENGTH, MAX_GUESS_LENGTH } from '../../../../shared/protocol/index.ts';
import type { GameView, RoundView } from '../../../../shared/game/index.ts';
import { t } from '../../../i18n/t.ts';
import { h } from '../../dom.ts';
import { inkFrame } from '../../ink-frame.ts';
import type { Ui } from '../../ui.ts';
import { guessRole } from './guess-role.ts';
import { GuessScores } from './guess-scores.ts';
import { TalkFeed } from './feed.ts';
import { TalkInput, type TalkPurpose } from './talk-input.ts';

/** Where people guess, too: what they guessed, and the field for the next guess. Stands beside the sheet. */
export class GuessPanel {
  readonly element: HTMLElement;
  readonly scores = new GuessScores();
  readonly #ui: Ui;
  readonly #feed: TalkFeed;
  readonly #input = new TalkInput();
  readonly #guessing: TalkPurpose;
  readonly #chatting: TalkPurpose;
  #focusedRound: number | null = null;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#feed = new TalkFeed(ui.talk.log, t('talk.guesses'));
    this.element = inkFrame(
      h(
        'section',
        { class: 'guess-panel', 'aria-label': t('talk.guesses'), hidden: true },
        this.#feed.element,
        this.#input.element,
      ),
      { radius: 18, filled: true },
    );
    this.scores.element.hidden = true;
    this.#guessing = {
      label: t('talk.guessHere'),
      send: t('talk.guessSend'),
      maxLength: MAX_GUESS_LENGTH,
      onSend: async (text) => {
        const answer = await ui.talk.guess(text);
        return typeof answer === 'string' ? null : answer;
      },
    };
    this.#chatting = {
      label: t('talk.writeToKnowing'),
      send: t('talk.send'),
      maxLength: MAX_CHAT_LENGTH,
      onSend: (text) => ui.talk.say(text),
    };
  }

  /** Shows itself in rounds in which people guess. */
  update(game: GameView, round: RoundView): void {
    const { me } = this.#ui.session;
    const role = guessRole(game, round, me);
    this.element.hidden = role === null;
    this.scores.element.hidden = role === null;
    if (role === null) return;
    this.scores.show(game, round, me);
    const mayGuess = role === 'guesser' && round.recognitions.length === 0;
    const mayChat = role === 'finder' && game.settings.chat;
    this.#input.show(mayGuess ? this.#guessing : mayChat ? this.#chatting : null);
    // A keyboard of glass would cover half the page before anybody wants to guess.
    const isDesktop = window.matchMedia('(pointer: fine)').matches;
    if (mayGuess && game.phase === 'drawing' && isDesktop && this.#focusedRound !== round.id) {
      this.#focusedRound = round.id;
      // Whoever comes in the middle of a round has a screen that is not on the page yet.
      requestAnimationFrame(() => this.#input.focus());
    }
  }

  dispose(): void {
    this.#feed.dispose();
  }
}
