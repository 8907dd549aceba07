/** HTML and SVG as text, escaped by construction. */

/** Text that is markup already and goes into other markup as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = string | number | Markup | null | readonly Piece[];

/** Markup from a template: strings are escaped, numbers shortened, lists joined; null leaves nothing. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(
    strings.reduce((text, string, index) => text + render(pieces[index - 1] ?? null) + string),
  );
}

function render(piece: Piece): string {
  if (piece === null) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'number') return short(piece);
  if (typeof piece === 'string') return piece.replace(/[&<>"']/gu, (character) => ENTITIES[character]!);
  return piece.map(render).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const COORDINATE_DIGITS = 1;

/** A coordinate as short as its precision on a screen allows. */
export function short(value: number): string {
  return String(Number(value.toFixed(COORDINATE_DIGITS)));
}

/** A share of 1 for people: `64.6 %`, with a space that does not break. */
export function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)}\u00a0%`;
}

/** `12,345`. */
export function count(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 0 });
}
