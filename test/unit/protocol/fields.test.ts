import { describe, expect, it } from 'vitest';
import * as fields from '../../../shared/protocol/fields.ts';
import { drawingOp } from '../../../shared/protocol/index.ts';

interface Schema {
  safeParse(value: unknown): { success: boolean; data?: unknown; error?: { issues: { message: string }[] } };
}

const reads = (schema: Schema, value: unknown) => schema.safeParse(value).data;
const complaint = (schema: Schema, value: unknown) => schema.safeParse(value).error?.issues[0]?.message;
const takes = (schema: Schema, value: unknown) => schema.safeParse(value).success;

/** The longest text that is taken, and that it says how long that is. */
function longest(schema: Schema, most: number, what: string): void {
  expect(reads(schema, 'm'.repeat(most))).toBe('m'.repeat(most));
  expect(complaint(schema, 'm'.repeat(most + 1))).toBe(`${what} has at most ${most} characters`);
}

describe('text', () => {
  it.each([
    ['a name', fields.name, 20],
    ['a line', fields.chatText, 120],
    ['a guess', fields.guessText, 40],
  ] as const)('%s is one readable line with at most so many characters', (what, schema, most) => {
    longest(schema, most, what);
    expect(reads(schema, '  two \n\t words ')).toBe('two words');
    expect(complaint(schema, ' \u200b ')).toBe(`${what} has at least one character`);
    expect(takes(schema, 7)).toBe(false);
  });

  it('is not even cleaned where it is far too long', () => {
    expect(reads(fields.name, `${' '.repeat(1_999)}a`)).toBe('a');
    expect(complaint(fields.name, `${' '.repeat(2_000)}a`)).toBe('a name has at most 20 characters');
  });
});

describe('identities', () => {
  it('tokens and public ids are 22 characters of base64url', () => {
    for (const [schema, what] of [
      [fields.token, 'a token'],
      [fields.publicId, 'an id'],
    ] as const) {
      expect(takes(schema, 'abcXYZ019_-abcXYZ019_-')).toBe(true);
      for (const wrong of ['a'.repeat(21), 'a'.repeat(23), `${'a'.repeat(21)}+`, `${'a'.repeat(22)}\n`]) {
        expect(complaint(schema, wrong), wrong).toBe(`${what} is 22 characters of base64url`);
      }
    }
  });

  it('ids are short, and rounds are numbered from 1', () => {
    expect(takes(fields.id, 'a')).toBe(true);
    expect(takes(fields.id, 'a'.repeat(32))).toBe(true);
    expect(takes(fields.id, '')).toBe(false);
    expect(takes(fields.id, 'a'.repeat(33))).toBe(false);
    expect([0, 1, 1.5].map((value) => takes(fields.round, value))).toEqual([false, true, false]);
    expect([-1, 0, 7, 8, 0.5].map((value) => takes(fields.color, value))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  it('a room code is four letters, however they are written', () => {
    expect(reads(fields.roomCode, ' bcdf\n')).toBe('BCDF');
    for (const wrong of ['BCD', 'BCDFG', 'BCDA', 'BCD1', 'xBCDF', 'BCDF BCDF']) {
      expect(complaint(fields.roomCode, wrong), wrong).toBe('a room code is four letters');
    }
  });

  it('a password has up to 40 characters', () => {
    expect(['', 'p', 'p'.repeat(40), 'p'.repeat(41)].map((text) => takes(fields.password, text))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('a language is a short tag', () => {
    for (const tag of ['en', 'fil', 'pt-BR', 'zh-Hans', 'zh-Hans-CN', 'de-12345678']) {
      expect(takes(fields.language, tag), tag).toBe(true);
    }
    for (const tag of ['e', 'EN', 'engl', 'en-', 'en-a', 'en-123456789', 'zh-Hans-CN-x1', '-en', 'en ']) {
      expect(complaint(fields.language, tag), tag).toBe('a language is a tag such as en or zh-Hans');
    }
  });

  it('a model version is lower-case letters, digits and dashes', () => {
    for (const version of ['a', '7', 'live-345-d58892f6', 'a'.repeat(64)]) {
      expect(takes(fields.modelVersion, version), version).toBe(true);
    }
    for (const version of ['', '-a', 'A', 'a/b', '..', 'a'.repeat(65), 'a ']) {
      expect(complaint(fields.modelVersion, version), version).toBe(
        'a version is lower-case letters, digits and dashes',
      );
    }
  });
});

describe('settings', () => {
  const changes = (change: object) => takes(fields.settingsChange, change);

  it('are changed one by one, within their limits', () => {
    expect(reads(fields.settingsChange, {})).toEqual({});
    const everything = {
      mode: 'relay',
      rounds: 20,
      drawingMs: 10_000,
      maxPlayers: 2,
      packs: ['animals', 'food'],
      difficulty: 'any',
      customWords: ['our teacher'],
      language: 'fr',
      chat: false,
      trainingConsent: true,
      isPublic: true,
    };
    expect(reads(fields.settingsChange, everything)).toEqual(everything);
    for (const [key, least, most] of [
      ['rounds', 1, 20],
      ['drawingMs', 10_000, 120_000],
      ['maxPlayers', 2, 16],
    ] as const) {
      expect([least, most].map((value) => changes({ [key]: value }))).toEqual([true, true]);
      expect([least - 1, most + 1, least + 0.5].map((value) => changes({ [key]: value }))).toEqual([
        false,
        false,
        false,
      ]);
    }
  });

  it('are nothing else', () => {
    for (const wrong of [
      { countdownMs: 1 },
      { mode: 'zen' },
      { difficulty: 'absurd' },
      { packs: ['nothing of the kind'] },
      { chat: 1 },
      { trainingConsent: 'yes' },
      { isPublic: null },
      { language: 'English' },
      { customWords: Array<string>(301).fill('sun') },
      { customWords: ['m'.repeat(31)] },
      { customWords: [' '] },
    ]) {
      expect(changes(wrong), JSON.stringify(wrong)).toBe(false);
    }
    expect(complaint(fields.settingsChange, { customWords: [''] })).toBe('a word has at least one character');
    expect(changes({ customWords: Array<string>(300).fill('m'.repeat(30)) })).toBe(true);
    for (const difficulty of ['easy', 'medium', 'hard', 'any']) expect(changes({ difficulty })).toBe(true);
  });

  it('have each pack once at most', () => {
    const { packs } = fields.settingsChange.shape;
    expect(takes(packs, Array<string>(1_000).fill('animals'))).toBe(false);
    expect(takes(packs, undefined)).toBe(true);
  });
});

describe('what the lab is to learn', () => {
  const choices = {
    words: ['sun', 'cup'],
    perWord: 100,
    epochs: 3,
    learningRate: 0.01,
    architecture: 'lenet',
  };

  it('is a few different words and a few numbers', () => {
    const architecture = fields.labChoices.shape.architecture.options[0];
    const good = { ...choices, architecture };
    expect(takes(fields.labChoices, good)).toBe(true);
    expect(complaint(fields.labChoices, { ...good, words: ['sun', 'sun'] })).toBe('each word once');
    for (const wrong of [
      { words: ['sun'] },
      { words: Array.from({ length: 100 }, (_, i) => `word ${i}`) },
      { words: ['sun', 'm'.repeat(31)] },
      { perWord: 0 },
      { perWord: 1e9 },
      { perWord: 100.5 },
      { epochs: 0 },
      { epochs: 1e6 },
      { learningRate: 0 },
      { learningRate: 1e3 },
      { architecture: 'a transformer' },
      { batch: 1 },
    ]) {
      expect(takes(fields.labChoices, { ...good, ...wrong }), JSON.stringify(wrong)).toBe(false);
    }
  });
});

describe('an operation', () => {
  const begin = (points: unknown, more: object = {}) => ({ type: 'begin', points, ...more });

  it('has whole numbers on the sheet, and pauses that fit a round', () => {
    expect(takes(drawingOp, begin([0, 1_024, 600_000, 1_024, 0, 0]))).toBe(true);
    expect(complaint(drawingOp, begin([0, 1_025, 0]))).toBe('value 1 is a whole number from 0 to 1024');
    expect(complaint(drawingOp, begin([0, 0, 600_001]))).toBe('value 2 is a whole number from 0 to 600000');
    expect(complaint(drawingOp, begin([0, 0, 0, -1, 0, 0]))).toBe('value 3 is a whole number from 0 to 1024');
    expect(complaint(drawingOp, begin([0.5, 0, 0]))).toBe('value 0 is a whole number from 0 to 1024');
    expect(complaint(drawingOp, begin(['1', 0, 0]))).toBe('value 0 is a whole number from 0 to 1024');
  });

  it('has points in threes, some and not too many', () => {
    for (const wrong of [[], [1], [1, 2], [1, 2, 3, 4], 'abc', { length: 3 }, null, undefined]) {
      expect(complaint(drawingOp, begin(wrong)), JSON.stringify(wrong)).toBe(
        'points come as a list of x, y, dt',
      );
    }
    expect(takes(drawingOp, begin(Array(3 * 512).fill(1)))).toBe(true);
    expect(complaint(drawingOp, begin(Array(3 * 513).fill(1)))).toBe('at most 512 points at once');
  });

  it('has as many pressures as points, or none', () => {
    expect(takes(drawingOp, begin([1, 2, 3], { pressures: [255] }))).toBe(true);
    expect(takes(drawingOp, begin([1, 2, 3], { pressures: [0] }))).toBe(true);
    expect(complaint(drawingOp, begin([1, 2, 3], { pressures: [] }))).toBe('pressures are as many as points');
    expect(takes(drawingOp, begin(Array(3 * 512).fill(1), { pressures: Array(512).fill(1) }))).toBe(true);
    for (const pressures of [[256], [-1], [0.5], ['1'], 'a', Array(513).fill(1)]) {
      expect(complaint(drawingOp, begin([1, 2, 3], { pressures })), JSON.stringify(pressures)).toBe(
        'pressures are whole numbers from 0 to 255',
      );
    }
  });

  it('says where it is wrong', () => {
    const { error } = drawingOp.safeParse(begin([1, 2, 3], { pressures: [] }));
    expect(error!.issues[0]!.path).toEqual(['pressures']);
  });

  it('is one of five, with what belongs to it and nothing else', () => {
    for (const good of [{ type: 'undo' }, { type: 'clear' }, { type: 'erase', stroke: 499 }]) {
      expect(takes(drawingOp, good)).toBe(true);
      expect(takes(drawingOp, { ...good, more: 1 })).toBe(false);
    }
    expect(takes(drawingOp, { type: 'extend', points: [1, 2, 3] })).toBe(true);
    expect(takes(drawingOp, begin([1, 2, 3], { more: 1 }))).toBe(false);
    expect(takes(drawingOp, { type: 'erase', stroke: 500 })).toBe(false);
    expect(takes(drawingOp, { type: 'paint' })).toBe(false);
  });
});
