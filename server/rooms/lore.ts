import ar from '../../shared/categories/translations/ar.json' with { type: 'json' };
import de from '../../shared/categories/translations/de.json' with { type: 'json' };
import es from '../../shared/categories/translations/es.json' with { type: 'json' };
import fr from '../../shared/categories/translations/fr.json' with { type: 'json' };
import hi from '../../shared/categories/translations/hi.json' with { type: 'json' };
import it from '../../shared/categories/translations/it.json' with { type: 'json' };
import ja from '../../shared/categories/translations/ja.json' with { type: 'json' };
import pt from '../../shared/categories/translations/pt.json' with { type: 'json' };
import zhHans from '../../shared/categories/translations/zh-Hans.json' with { type: 'json' };
import type { LanguageCode } from '../../shared/categories/languages.ts';
import type { WordLore } from '../../shared/game/index.ts';
import { drawableWords } from './bots/repertoire.ts';

/** Every language but that of the data set, so that a new one cannot be forgotten here. */
type Translated = Exclude<LanguageCode, 'en'>;
const NAMES: Record<Translated, Readonly<Record<string, string>>> = {
  ar,
  de,
  es,
  fr,
  hi,
  it,
  ja,
  pt,
  'zh-Hans': zhHans,
};

/** What the rules are told of words, where bots draw what ships with the project. */
export const WORD_LORE: WordLore = { drawable: drawableWords(), names: NAMES };
