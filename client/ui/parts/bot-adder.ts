import { BOT_SKILLS, type GameView } from '../../../shared/game/index.ts';
import { t } from '../../i18n/t.ts';
import { ask } from '../../net/ask.ts';
import { h, setText } from '../dom.ts';
import { icon } from '../icons.ts';
import type { Ui } from '../ui.ts';

const SKILLS = [
  { label: 'lobby.botEasy', skill: BOT_SKILLS.easy },
  { label: 'lobby.botNormal', skill: BOT_SKILLS.normal },
  { label: 'lobby.botGood', skill: BOT_SKILLS.good },
] as const;

/** The host's way to company: one more player whom the server plays. */
export class BotAdder {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #error = h('p', { class: 'field-error', role: 'alert' });

  constructor(ui: Ui) {
    this.#ui = ui;
    this.element = h(
      'div',
      { class: 'bot-adder', role: 'group', 'aria-label': t('lobby.addBot') },
      h('p', { class: 'bot-label' }, icon('robot'), t('lobby.addBot')),
      h(
        'div',
        { class: 'bot-skills' },
        ...SKILLS.map(({ label, skill }) =>
          h(
            'button',
            { type: 'button', class: 'choice bot-skill', onclick: () => void this.#add(skill) },
            icon('plus'),
            t(label),
          ),
        ),
      ),
      this.#error,
    );
  }

  update(game: GameView): void {
    const players = game.players.filter(({ role }) => role === 'player').length;
    this.element.hidden = game.hostId !== this.#ui.session.me || players >= game.settings.maxPlayers;
  }

  async #add(skill: number): Promise<void> {
    const failure = await ask(this.#ui.portal, 'bot:add', { skill });
    setText(this.#error, failure === null ? '' : t(`error.${failure.code}`));
  }
}
