/**
 * The languages in which words can be shown. `translations/<code>.json` has the words of all but English, the language of the
 * data set. It is not imported here, as a browser loads the table of one language only.
 */
export const LANGUAGES = [
  { code: 'en', name: 'English', direction: 'ltr' },
  { code: 'es', name: 'Español', direction: 'ltr' },
  { code: 'fr', name: 'Français', direction: 'ltr' },
  { code: 'de', name: 'Deutsch', direction: 'ltr' },
  { code: 'pt', name: 'Português', direction: 'ltr' },
  { code: 'it', name: 'Italiano', direction: 'ltr' },
  { code: 'ja', name: '日本語', direction: 'ltr' },
  { code: 'zh-Hans', name: '简体中文', direction: 'ltr' },
  { code: 'ar', name: 'العربية', direction: 'rtl' },
  { code: 'hi', name: 'हिन्दी', direction: 'ltr' },
] as const;

/** A language and its script, as in the HTML attribute `lang` (BCP 47). */
export type LanguageCode = (typeof LANGUAGES)[number]['code'];
