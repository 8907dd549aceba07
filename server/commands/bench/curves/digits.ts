const WHOLE_FROM = 100;

/** A figure for people: three digits that count, and no fraction from a hundred on. */
export function digits(value: number): string {
  return value.toLocaleString(
    'en',
    Math.abs(value) >= WHOLE_FROM ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 },
  );
}

/** As `digits`, with a dash for what could not be measured. */
export function cell(value: number | null): string {
  return value === null ? '-' : digits(value);
}
