import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RoomWords } from '../../../client/i18n/room-words.ts';
import { readWordList } from '../../../client/net/custom-words.ts';
import { nextName } from '../../../client/net/free-name.ts';
import type { RoomSession } from '../../../client/net/room-session.ts';
import { turnAway } from '../../../client/ui/parts/refusal.ts';
import { summaryLines } from '../../../client/ui/parts/settings-summary.ts';
import {
  DEFAULT_SETTINGS,
  kickTally,
  MAX_CUSTOM_WORD_LENGTH,
  MAX_CUSTOM_WORDS,
  type Player,
} from '../../../shared/game/index.ts';
import { name as nameField } from '../../../shared/protocol/fields.ts';
import { MAX_NAME_LENGTH } from '../../../shared/protocol/limits.ts';
import { requests } from '../../../shared/protocol/requests.ts';

/** A room's words, once its language is there. */
async function wordsIn(language: string): Promise<(word: string) => boolean> {
  const words = await new Promise<RoomWords>((resolve) => {
    const made = new RoomWords(() => resolve(made));
    made.speak(language);
    if (language === 'en') resolve(made);
  });
  return (word) => words.knows(word);
}

const knows = await wordsIn('en');

describe('a list of words that a host pastes', () => {
  it('reads lines, commas and bullets, each word once, and names those that only people know', () => {
    const { words, unknown } = readWordList('cat,  Our   Cat\n• dog; CAT\r\n\n、 the moon', knows);
    expect(words).toEqual(['cat', 'Our Cat', 'dog', 'the moon']);
    expect(unknown).toEqual(['Our Cat']);
  });

  it('knows words in the room’s language, and in English', async () => {
    const { unknown } = readWordList('Katze, die Leiter, cat, Oma', await wordsIn('de'));
    expect(unknown).toEqual(['Oma']);
    expect(readWordList('Katze', knows).unknown).toEqual(['Katze']);
  });

  it('leaves out what is too long or too much, and says so', () => {
    const long = 'x'.repeat(MAX_CUSTOM_WORD_LENGTH + 1);
    const many = Array.from({ length: MAX_CUSTOM_WORDS + 3 }, (_, index) => `word ${index}`);
    const list = readWordList([long, ...many].join('\n'), knows);
    expect(list.tooLong).toEqual([long]);
    expect(list.tooMany).toBe(3);
    expect(list.words).toEqual(many.slice(0, MAX_CUSTOM_WORDS));
  });

  it('never makes a list that the protocol refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const { words } = readWordList(text, knows);
        return requests['settings:change'].safeParse({ settings: { customWords: [...words] } }).success;
      }),
    );
  });
});

describe('a name like one that is taken', () => {
  it('counts up', () => {
    expect(nextName('Ada')).toBe('Ada 2');
    expect(nextName('Ada 9')).toBe('Ada 10');
    expect(nextName('7')).toBe('7 2');
  });

  it('is another name, and as long as names may be', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: MAX_NAME_LENGTH }), (text) => {
        const parsed = nameField.safeParse(text);
        if (!parsed.success) return true;
        const next = nextName(parsed.data);
        return next !== parsed.data && nameField.parse(next) === next;
      }),
    );
  });
});

describe('a room that does not let somebody in', () => {
  it('shows a screen, or its door, or leaves it to whoever asked', () => {
    const calls: string[] = [];
    const session = {
      stayOutside: (code: string, reason: string) => calls.push(`${code} ${reason}`),
      standAtDoor: (code: string, failure: { code: string }) => calls.push(`${code} door ${failure.code}`),
    } as unknown as RoomSession;
    const codes = ['room-full', 'no-such-room', 'banned', 'name-taken', 'wrong-password', 'offline'] as const;
    const told = codes.map((code) => turnAway(session, 'BCDF', { code, message: '' }));
    expect(told).toEqual([true, true, true, true, true, false]);
    expect(calls).toEqual([
      'BCDF full',
      'BCDF gone',
      'BCDF kicked',
      'BCDF door name-taken',
      'BCDF door wrong-password',
    ]);
  });
});

describe('settings in a few lines', () => {
  const lines = (change: Partial<typeof DEFAULT_SETTINGS>, customWordCount = 0, hasPassword = false) =>
    summaryLines({ ...DEFAULT_SETTINGS, ...change, customWordCount }, hasPassword).map(({ text }) => text);

  it('says how it is played and who may come', () => {
    const text = lines({ rounds: 3, drawingMs: 45_000, mode: 'duel', isPublic: true }, 0, true).join('\n');
    expect(text).toMatch(/^Duel: /);
    expect(text).toContain('3 rounds of 45 seconds');
    expect(text).toContain('Up to 8 players');
    expect(text).toContain('Public room · With a password');
  });

  it('names the words that are really played: one’s own list without a pack is played alone', () => {
    expect(lines({}).join()).toContain('Everything · Easy');
    expect(lines({ packs: ['animals'] }, 2).join()).toContain('Animals · 2 words of the host’s own · Easy');
    expect(lines({}, 2).join()).not.toContain('Everything');
  });
});

describe('a vote to put somebody out', () => {
  const person = (id: string, change: Partial<Player> = {}): Player => ({
    id,
    name: id,
    color: 0,
    score: 0,
    disconnectedAt: null,
    role: 'player',
    bot: null,
    idleRounds: 0,
    turns: 0,
    ...change,
  });

  it('takes more than half of those who could vote, and counts only them', () => {
    const players = [
      person('target'),
      ...['a', 'b', 'c', 'd'].map((id) => person(id)),
      person('away', { disconnectedAt: 1 }),
      person('watcher', { role: 'spectator' }),
      person('bot', { bot: { skill: 1 } }),
    ];
    const kickVotes = [{ targetId: 'target', voterIds: ['a', 'b', 'away', 'watcher'] }];
    expect(kickTally({ players, kickVotes }, 'target')).toEqual({ votes: 2, needed: 3 });
    expect(kickTally({ players, kickVotes }, 'a')).toEqual({ votes: 0, needed: 3 });
  });

  it('is never one person’s decision', () => {
    const players = [person('target'), person('a')];
    expect(kickTally({ players, kickVotes: [] }, 'target').needed).toBe(2);
  });
});
