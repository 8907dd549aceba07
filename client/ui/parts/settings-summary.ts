import { LANGUAGES } from '../../../shared/categories/languages.ts';
import type { PackId } from '../../../shared/categories/packs.ts';
import type { SettingsView } from '../../../shared/game/index.ts';
import { formatNumber, t, tCount } from '../../i18n/t.ts';
import { h } from '../dom.ts';
import { icon, type IconName } from '../icons.ts';

/** Between two facts of one line, in every language. */
const AND = ' · ';

export interface SummaryLine {
  readonly icon: IconName;
  readonly text: string;
}

/** A room's settings in a few lines, for those who do not change them. */
export function summaryLines(settings: SettingsView, hasPassword: boolean): SummaryLine[] {
  const { mode, rounds, drawingMs, maxPlayers, difficulty, packs, customWordCount } = settings;
  const own = customWordCount === 0 ? [] : [tCount('settings.summaryOwnWords', customWordCount)];
  // A list of one's own without a pack is played alone: see wordPool.
  const onlyOwn = customWordCount > 0 && packs.length === 0;
  const packNames = packs.length === 0 ? [t('pack.all')] : packs.map((pack) => t(`pack.${pack as PackId}`));
  const words = onlyOwn ? own : [...packNames, ...own, t(`difficulty.${difficulty}`)];
  const seconds = formatNumber(drawingMs / 1000);
  const language = LANGUAGES.find(({ code }) => code === settings.language)?.name ?? settings.language;
  const room = [
    t(settings.isPublic ? 'settings.summaryPublic' : 'settings.summaryPrivate'),
    ...(hasPassword ? [t('settings.summaryPassword')] : []),
  ];
  return [
    { icon: mode, text: `${t(`mode.${mode}`)}: ${t(`mode.${mode}.text`)}` },
    { icon: 'clock', text: tCount('settings.summaryLength', rounds, { seconds }) },
    { icon: 'people', text: tCount('settings.summarySeats', maxPlayers) },
    { icon: 'words', text: words.join(AND) },
    {
      icon: 'globe',
      text: [language, t(settings.chat ? 'settings.summaryChatOn' : 'settings.summaryChatOff')].join(AND),
    },
    { icon: hasPassword ? 'lock' : 'unlock', text: room.join(AND) },
  ];
}

/** Those lines on the page. */
export class SettingsSummary {
  readonly element = h('ul', { class: 'rules' });
  #shown = '';

  show(settings: SettingsView, hasPassword: boolean): void {
    const lines = summaryLines(settings, hasPassword);
    const shown = JSON.stringify(lines);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.element.replaceChildren(
      ...lines.map(({ icon: name, text }) => h('li', { class: 'rule' }, icon(name), h('span', {}, text))),
    );
  }
}
