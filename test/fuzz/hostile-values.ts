import fc from 'fast-check';

/** What an attacker puts in the place of something honest, and how. */

const DEPTH = 100;
const LONG = 2_000;
/** What is repeated may be long already. */
const MOST_REPEATS = 100;
const NAMES_OF_OBJECTS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then'];
/** Text that turns, hides, breaks lines, ends strings, is half a character, or means something to somebody else. */
const TEXTS = [
  '',
  '\u0000',
  '\u202e',
  '\ud800',
  '\r\n',
  '"',
  '<script>alert(1)</script>',
  "' or 1=1 --",
  '../../..',
  '%00',
];
const NUMBERS = [0, -0, -1, 0.5, 1e308, -1e308, 2 ** 31, 2 ** 53, Number.MIN_VALUE];

/** Any value that JSON can say, most often one that has broken some program before. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, [], {}, ...NUMBERS, ...TEXTS, ...NAMES_OF_OBJECTS),
  fc.constantFrom<unknown>('x'.repeat(LONG), '\u0301'.repeat(LONG), Array(LONG).fill(0), nested(DEPTH)),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** One change to a payload: where, as a number that is taken for one of its places, and what. */
const mutation = fc.record({
  place: fc.nat(),
  change: fc.constantFrom('replace', 'remove', 'add', 'wrap', 'repeat'),
  key: fc.oneof(fc.constantFrom(...NAMES_OF_OBJECTS), fc.string({ maxLength: 8 })),
  value: hostileValue,
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

/** The same payloads with one to three things wrong. */
export function mutated(payload: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(payload, fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([honest, mutations]) => mutations.reduce(mutate, honest));
}

function mutate(payload: unknown, { place, change, key, value }: Mutation): unknown {
  const places = placesOf(payload);
  const path = places[place % places.length]!;
  return at(payload, path, (old) => {
    if (change === 'replace') return value;
    if (change === 'wrap') return place % 2 === 0 ? [old] : { [key]: old };
    if (change === 'repeat') return Array(1 + (place % MOST_REPEATS)).fill(old) as unknown[];
    if (typeof old !== 'object' || old === null || Array.isArray(old)) return value;
    const entries = Object.entries(old);
    if (change === 'remove')
      return Object.fromEntries(entries.filter((_, index) => index !== place % entries.length));
    return Object.fromEntries([...entries, [key, value]]);
  });
}

type Path = readonly string[];

/** The paths of a value and of all that is in it. */
function placesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, one]) => placesOf(one, [...path, key]))];
}

/** A copy of a value with something else at one place of it. */
function at(value: unknown, [key, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((one: unknown, index) => (String(index) === key ? at(one, rest, change) : one));
  const entries = Object.entries(value as object);
  return Object.fromEntries(entries.map(([name, one]) => [name, name === key ? at(one, rest, change) : one]));
}

function nested(depth: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}
