import { directionOf, LANGUAGE_TAGS, languageName } from '../../i18n/locales.ts';
import type { Language } from '../../i18n/language.ts';
import { t } from '../../i18n/t.ts';
import { h } from '../dom.ts';
import { icon } from '../icons.ts';
import { SelectField } from './fields.ts';

/** Chooses the language: a globe that opens the device's own list, in which each language calls itself by its name. */
export function languagePicker(language: Language): HTMLElement {
  const select = h(
    'select',
    {
      class: 'language-select',
      'aria-label': t('app.language'),
      title: t('app.language'),
      onchange: () => void language.choose(select.value),
    },
    ...LANGUAGE_TAGS.map((tag) =>
      h(
        'option',
        { value: tag, lang: tag, dir: directionOf(tag), selected: tag === language.tag },
        languageName(tag),
      ),
    ),
  );
  return h('span', { class: 'icon-button language-picker' }, icon('globe'), select);
}

/** The same choice as a field with its name, for menus. */
export function languageField(language: Language): HTMLElement {
  const field = new SelectField({
    label: t('app.language'),
    choices: LANGUAGE_TAGS.map((tag) => ({ value: tag, label: languageName(tag), lang: tag })),
    onChange: (tag) => void language.choose(tag),
  });
  field.show(language.tag);
  return field.element;
}
