import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requests } from '../../../shared/protocol/index.ts';
import { readableLine } from '../../../shared/protocol/text.ts';

describe('what people write', () => {
  it.each([
    ['a bidi override', '\u202egnikni\u202c', 'gnikni'],
    ['bidi isolates', '\u2066a\u2069', 'a'],
    ['zero-width characters', 'A\u200bd\u200da\ufeff', 'Ada'],
    ['fillers that look like nothing', '\u3164\u115f\u1160\uffa0\u2800', ''],
    ['tags and variation selectors', 'A\u{e0041}\ufe0fda', 'Ada'],
    ['control characters', 'A\u0000\u001bda', 'Ada'],
    ['lone halves of characters', 'A\ud800da', 'Ada'],
    ['lines and spaces', '  Ada \n\t Lovelace ', 'Ada Lovelace'],
    ['spaces around what nobody sees', 'Ada \u200b \u200b B', 'Ada B'],
    ['zalgo', `H${'\u0335\u0321\u034e'.repeat(9)}e`, 'H\u0335\u0321\u034ee'.normalize('NFC')],
  ])('loses %s', (_what, written, read) => {
    const withoutMarks = (text: string) => text.normalize('NFD').replace(/[\p{Mn}\p{Me}]/gu, '');
    expect(withoutMarks(readableLine(written))).toBe(withoutMarks(read));
    expect(readableLine(written)).not.toMatch(/[\p{Mn}\p{Me}]{4}|[\p{C}\u2800\u3164]/u);
  });

  it.each(['Zoë', 'नमस्ते', 'محمّد', 'Nguyễn', 'ドラえもん', 'สวัสดี', "O'Neil-Smith 3", '🦊 Fox'])(
    'stays as it is in %s',
    (name) => expect(readableLine(name)).toBe(name.normalize('NFC')),
  );

  it('is clean after one cleaning', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const line = readableLine(text);
        expect(readableLine(line)).toBe(line);
        expect(line).not.toMatch(/^\s|\s$|\s{2}|[\u202a-\u202e\u2066-\u2069\u200b-\u200f]/u);
      }),
    );
  });

  it('is refused where nothing of it can be seen, or it is too long to be cleaned', () => {
    const say = requests['chat:say'];
    expect(say.safeParse({ text: '\u200b\u3164' }).success).toBe(false);
    expect(say.safeParse({ text: ' '.repeat(3_000) + 'a' }).success).toBe(false);
    expect(say.parse({ text: 'a\u202eb' })).toEqual({ text: 'ab' });
  });
});
