import { DIFFICULTIES, type Difficulty } from '../../../shared/categories/deck.ts';
import { LANGUAGES } from '../../../shared/categories/languages.ts';
import { PACK_IDS, type PackId } from '../../../shared/categories/packs.ts';
import {
  MAX_DRAWING_MS,
  MAX_ROUNDS,
  MAX_SEATS,
  MIN_DRAWING_MS,
  MIN_ROUNDS,
  MIN_SEATS,
  OFFERED_MODES,
  wordsNeeded,
  type ModeName,
  type SettingsView,
} from '../../../shared/game/index.ts';
import { RoomWords } from '../../i18n/room-words.ts';
import { formatList, formatNumber, t, tCount } from '../../i18n/t.ts';
import { ask } from '../../net/ask.ts';
import type { Failure } from '../../net/portal.ts';
import { SettingsEditor, type SettingName } from '../../net/settings-editor.ts';
import type { RequestInput } from '../../../shared/protocol/index.ts';
import type { Unsubscribe } from '../../net/signal.ts';
import { h, setText } from '../dom.ts';
import type { Ui } from '../ui.ts';
import { CustomWordsField } from './custom-words-field.ts';
import { ChoiceField, RangeField, SelectField, SeveralField, ToggleField, type Field } from './fields.ts';
import { PasswordField } from './password-field.ts';
import { SettingsSummary } from './settings-summary.ts';

/** Seconds are chosen in steps of so many. */
const TIME_STEP_MS = 5_000;

/** What a host may change, and what `settings:change` takes. */
type Change = RequestInput<'settings:change'>['settings'];

/** A room's settings: the host changes them, whenever it likes; everybody else reads them. */
export class SettingsPanel {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #editor: SettingsEditor;
  readonly #endings: Unsubscribe[];
  readonly #hostOnly = h('p', { class: 'hint' });
  readonly #waiting = h('p', { class: 'hint' }, t('settings.waiting'));
  readonly #summary = new SettingsSummary();
  readonly #form: HTMLElement;
  readonly #words = new RoomWords(() => this.#show());
  readonly #wordCount = h('p', { class: 'hint', 'aria-live': 'polite' });

  readonly #mode: ChoiceField<ModeName>;
  readonly #rounds: RangeField;
  readonly #drawingMs: RangeField;
  readonly #maxPlayers: RangeField;
  readonly #difficulty: ChoiceField<Difficulty | 'any'>;
  readonly #packs: SeveralField<PackId>;
  readonly #customWords: CustomWordsField;
  readonly #language: SelectField<string>;
  readonly #chat: ToggleField;
  readonly #isPublic: ToggleField;
  readonly #trainingConsent: ToggleField;
  readonly #password: PasswordField;
  readonly #fields: readonly (readonly [SettingName, Field])[];

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#editor = new SettingsEditor((change) =>
      ask(ui.portal, 'settings:change', { settings: change as Change }),
    );
    const wish = (change: Change) => this.#editor.wish(change as Parameters<SettingsEditor['wish']>[0]);
    this.#mode = new ChoiceField<ModeName>({
      label: t('settings.mode'),
      look: 'cards',
      choices: OFFERED_MODES.map((mode) => ({
        value: mode,
        label: t(`mode.${mode}`),
        text: t(`mode.${mode}.text`),
        icon: mode,
      })),
      onChange: (mode) => wish({ mode: mode as (typeof OFFERED_MODES)[number] }),
    });
    this.#rounds = new RangeField({
      label: t('settings.rounds'),
      min: MIN_ROUNDS,
      max: MAX_ROUNDS,
      format: formatNumber,
      onChange: (rounds) => wish({ rounds }),
    });
    this.#drawingMs = new RangeField({
      label: t('settings.drawingMs'),
      min: MIN_DRAWING_MS,
      max: MAX_DRAWING_MS,
      step: TIME_STEP_MS,
      format: (ms) => t('settings.seconds', { seconds: formatNumber(ms / 1000) }),
      onChange: (drawingMs) => wish({ drawingMs }),
    });
    this.#maxPlayers = new RangeField({
      label: t('settings.maxPlayers'),
      min: MIN_SEATS,
      max: MAX_SEATS,
      format: formatNumber,
      onChange: (maxPlayers) => wish({ maxPlayers }),
    });
    this.#difficulty = new ChoiceField<Difficulty | 'any'>({
      label: t('settings.difficulty'),
      look: 'chips',
      choices: [...DIFFICULTIES, 'any' as const].map((value) => ({ value, label: t(`difficulty.${value}`) })),
      onChange: (difficulty) => wish({ difficulty }),
    });
    this.#packs = new SeveralField<PackId>({
      label: t('settings.packs'),
      look: 'chips',
      all: t('pack.all'),
      choices: PACK_IDS.map((value) => ({ value, label: t(`pack.${value}`) })),
      onChange: (packs) => wish({ packs: [...packs] }),
    });
    this.#customWords = new CustomWordsField(this.#words, (customWords) =>
      wish({ customWords: [...customWords] }),
    );
    this.#language = new SelectField<string>({
      label: t('settings.language'),
      choices: LANGUAGES.map(({ code, name }) => ({ value: code, label: name, lang: code })),
      onChange: (language) => wish({ language }),
    });
    this.#chat = new ToggleField({
      label: t('settings.chat'),
      hint: t('settings.chatHint'),
      onChange: (chat) => wish({ chat }),
    });
    this.#isPublic = new ToggleField({
      label: t('settings.isPublic'),
      hint: t('settings.isPublicHint'),
      onChange: (isPublic) => wish({ isPublic }),
    });
    this.#trainingConsent = new ToggleField({
      label: t('settings.trainingConsent'),
      hint: t('settings.trainingConsentHint'),
      onChange: (trainingConsent) => wish({ trainingConsent }),
    });
    this.#password = new PasswordField((password) =>
      ask(ui.portal, 'settings:change', { settings: {}, password }),
    );
    this.#fields = [
      ['mode', this.#mode],
      ['rounds', this.#rounds],
      ['drawingMs', this.#drawingMs],
      ['maxPlayers', this.#maxPlayers],
      ['difficulty', this.#difficulty],
      ['packs', this.#packs],
      ['customWords', this.#customWords],
      ['language', this.#language],
      ['chat', this.#chat],
      ['isPublic', this.#isPublic],
      ['trainingConsent', this.#trainingConsent],
    ];
    this.#form = h(
      'div',
      { class: 'settings-form' },
      this.#waiting,
      this.#mode.element,
      h(
        'div',
        { class: 'settings-ranges' },
        this.#rounds.element,
        this.#drawingMs.element,
        this.#maxPlayers.element,
      ),
      section(
        t('settings.words'),
        this.#wordCount,
        this.#difficulty.element,
        this.#packs.element,
        this.#customWords.element,
      ),
      section(
        t('settings.room'),
        this.#isPublic.element,
        this.#password.element,
        this.#chat.element,
        this.#language.element,
        this.#trainingConsent.element,
      ),
    );
    this.element = h('div', { class: 'settings' }, this.#hostOnly, this.#summary.element, this.#form);
    this.#endings = [this.#editor.changed.subscribe(() => this.#show())];
    this.update();
  }

  /** The room has changed. */
  update(): void {
    this.#editor.settle();
    this.#show();
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.#editor.dispose();
  }

  #show(): void {
    const { session } = this.#ui;
    const { view } = session.store;
    if (!view) return;
    const { game, hasPassword } = view;
    const isHost = game.hostId === session.me;
    const host = game.players.find(({ id }) => id === game.hostId)?.name ?? t('player.unknown');
    this.#form.hidden = !isHost;
    this.#summary.element.hidden = isHost;
    this.#hostOnly.hidden = isHost;
    setText(this.#hostOnly, t('settings.hostOnly', { host }));
    const coming = game.pending ?? game.settings;
    if (!isHost) {
      this.#summary.show(coming, hasPassword);
      return;
    }
    this.#waiting.hidden = game.phase === 'lobby' || game.phase === 'final';
    const wished: SettingsView = { ...coming, ...this.#editor.values(game) };
    this.#mode.show(wished.mode);
    this.#rounds.show(wished.rounds);
    this.#drawingMs.show(wished.drawingMs);
    this.#maxPlayers.show(wished.maxPlayers);
    this.#difficulty.show(wished.difficulty);
    this.#packs.show(wished.packs as readonly PackId[]);
    this.#words.speak(wished.language);
    this.#customWords.show(coming);
    this.#language.show(wished.language);
    this.#chat.show(wished.chat);
    this.#isPublic.show(wished.isPublic);
    this.#trainingConsent.show(wished.trainingConsent);
    this.#password.show(hasPassword);
    this.#showWordCount(wished);
    for (const [name, field] of this.#fields) {
      field.setNote(isPending(game.settings, game.pending, name) ? t('settings.fromNext') : null);
      const failure = this.#editor.failure(name);
      field.setError(failure && reasonOf(failure));
    }
  }

  /** How many words there are; of a list that is secret now nobody knows. */
  #showWordCount(settings: SettingsView): void {
    const isSecret = settings.customWordCount > settings.customWords.length;
    this.#wordCount.hidden = isSecret;
    if (isSecret) return;
    const count = this.#words.pool(settings).length;
    const needed = wordsNeeded(settings);
    const isEnough = count >= needed;
    this.#wordCount.className = isEnough ? 'hint' : 'field-error';
    setText(
      this.#wordCount,
      isEnough
        ? tCount('settings.wordCount', count)
        : t('settings.tooFewWords', { count: formatNumber(count), needed: formatNumber(needed) }),
    );
  }
}

/** Why a change was refused, with the words where it is about some. */
function reasonOf({ code, words }: Failure): string {
  return code === 'rude-words' && words
    ? t('settings.customWordsRude', { words: formatList(words) })
    : t(`error.${code}`);
}

/** Whether this setting will be another one from the next round on. */
function isPending(now: SettingsView, pending: SettingsView | null, name: SettingName): boolean {
  if (pending === null) return false;
  if (name === 'customWords' && now.customWordCount !== pending.customWordCount) return true;
  return JSON.stringify(now[name]) !== JSON.stringify(pending[name]);
}

/** What not everybody needs opens on demand. */
function section(title: string, ...content: HTMLElement[]): HTMLElement {
  return h(
    'details',
    { class: 'settings-section' },
    h('summary', { class: 'settings-title' }, title),
    h('div', { class: 'settings-body' }, ...content),
  );
}
