import type { Page } from 'playwright-core';

const SIZES = {
  desktop: { width: 1280, height: 720 },
  phone: { width: 390, height: 844 },
  /** The desktop at 200 %: half the room for the same words. */
  zoomed: { width: 640, height: 360 },
} as const;

/** One of the ways in which a screen can look. */
export interface Dress {
  readonly language: string;
  readonly theme: 'light' | 'dark';
  readonly size: keyof typeof SIZES;
}

/** What every screen is looked at in: between them both directions, both themes and every size. */
export const MAIN_DRESSES: readonly Dress[] = [
  { language: 'en', theme: 'light', size: 'desktop' },
  { language: 'ar', theme: 'dark', size: 'phone' },
  { language: 'hi', theme: 'dark', size: 'zoomed' },
];
/** Every direction, theme and size with every other, in languages that are long, high or of another script. */
const OTHER_DRESSES: readonly Dress[] = [
  { language: 'de', theme: 'dark', size: 'phone' },
  { language: 'ar', theme: 'light', size: 'phone' },
  { language: 'ar', theme: 'dark', size: 'desktop' },
  { language: 'ar', theme: 'light', size: 'zoomed' },
  { language: 'ja', theme: 'dark', size: 'desktop' },
  { language: 'fr', theme: 'light', size: 'phone' },
];
export const DRESSES: readonly Dress[] = [...MAIN_DRESSES, ...OTHER_DRESSES];

/** The main dresses, and one of the others by turns, so that several screens between them wear all. */
export function dressesOf(turn: number): readonly Dress[] {
  return [...MAIN_DRESSES, OTHER_DRESSES[turn % OTHER_DRESSES.length]!];
}

export function nameOfDress({ language, theme, size }: Dress): string {
  return `${language}-${theme}-${size}`;
}

/** Changes how the page looks while it goes on with whatever it does; the language by the page's own control. */
export async function putOn(page: Page, { language, theme, size }: Dress): Promise<void> {
  await page.setViewportSize(SIZES[size]);
  // Motion would be caught half-way, where colours are still mixed.
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  // The page speaks the language that it remembers as soon as it has this control, not before.
  const select = page.locator('.language-select');
  if ((await select.inputValue()) !== language) await select.selectOption(language, { force: true });
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
}
