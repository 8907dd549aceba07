import { describe, expect, it } from 'vitest';
import { MAX_TALK_ENTRIES, TalkLog } from '../../../client/net/talk-log.ts';
import { blanksText, letterTotal } from '../../../client/ui/parts/talk/blanks.ts';
import { guessRole, guessScores } from '../../../client/ui/parts/talk/guess-role.ts';
import { guessVerdict } from '../../../client/ui/parts/guess-verdict.ts';
import { momentOf, successesOf } from '../../../client/ui/parts/successes.ts';
import { createGame, viewFor } from '../../../shared/game/index.ts';
import type { GameView, Player, Round } from '../../../shared/game/index.ts';
import type { ChatLine } from '../../../shared/protocol/index.ts';

const player = (id: string, more: Partial<Player> = {}): Player => ({
  id,
  name: id.toUpperCase(),
  color: 1,
  score: 0,
  disconnectedAt: null,
  role: 'player',
  bot: null,
  idleRounds: 0,
  turns: 0,
  ...more,
});

const PLAYERS = [player('ana'), player('me'), player('bo')];

/** Ana draws a fence. */
function game(round: Partial<Round> = {}, players = PLAYERS, networkScore = 0): GameView {
  const whole: Round = {
    id: 1,
    number: 1,
    mode: 'guess',
    sheets: [{ id: 'ana', prompt: 'fence', artistIds: ['ana'], turn: 0, turnEndsAt: null }],
    startedAt: 0,
    recognitions: [],
    finds: [],
    skipVotes: [],
    activeIds: [],
    ...round,
  };
  return viewFor({ ...createGame(), phase: 'drawing', players, round: whole, networkScore }, 'me');
}

const find = (playerId: string, elapsedMs: number) => ({ playerId, sheetId: 'ana', elapsedMs, points: 10 });
const seen = (elapsedMs: number) => ({ sheetId: 'ana', elapsedMs, points: 90 });
const line = (id: number, playerId: string, text: string, kind: ChatLine['kind'] = 'chat'): ChatLine => ({
  id,
  playerId,
  name: playerId.toUpperCase(),
  kind,
  text,
});

function told(log: TalkLog): string[] {
  return log.entries.map((entry) => {
    const who = 'speaker' in entry ? (entry.speaker?.name ?? 'nobody') : '';
    const text = 'text' in entry ? `: ${entry.text}` : '';
    return `${entry.kind} ${who}${text}${'isClose' in entry && entry.isClose ? ' close' : ''}`.trim();
  });
}

describe('what was said', () => {
  it('tells turns, finds and the network, each once', () => {
    const log = new TalkLog();
    log.follow(game(), 'me');
    log.follow(game({ finds: [find('bo', 2_000)] }), 'me');
    log.follow(game({ finds: [find('bo', 2_000)] }), 'me');
    log.follow(game({ finds: [find('bo', 2_000)], recognitions: [seen(3_000)] }), 'me');
    expect(told(log)).toEqual(['turn ANA', 'found BO', 'network-found']);
  });

  it('does not tell as news what was so before I came', () => {
    const log = new TalkLog();
    log.follow(game({ finds: [find('bo', 2_000)] }), 'me');
    expect(told(log)).toEqual(['turn ANA']);
  });

  it('says nothing of rounds in which nobody guesses', () => {
    const log = new TalkLog();
    log.follow(game({ mode: 'race' }), 'me');
    log.follow(game({ mode: 'race', recognitions: [seen(1)] }), 'me');
    expect(told(log)).toEqual([]);
  });

  it('has my own guesses once, with how close they were', () => {
    const log = new TalkLog();
    log.follow(game(), 'me');
    log.addMyGuess('fenc', true, 'me');
    log.addLine(line(1, 'me', 'fenc', 'guess'), 'me');
    log.addLine(line(2, 'bo', 'ladder', 'guess'), 'me');
    expect(told(log).slice(1)).toEqual(['guess ME: fenc close', 'guess BO: ladder']);
  });

  it('takes from history only what it has not heard', () => {
    const log = new TalkLog();
    const before = [line(1, 'gone', 'hello'), line(2, 'me', 'ladder', 'guess')];
    log.addHistory(before, PLAYERS, 'me');
    log.follow(game({ mode: 'race' }), 'me');
    log.addLine(line(3, 'bo', 'hi'), 'me');
    log.addHistory([...before, line(3, 'bo', 'hi'), line(4, 'ana', 'again')], PLAYERS, 'me');
    expect(told(log)).toEqual(['chat GONE: hello', 'guess ME: ladder', 'chat BO: hi', 'chat ANA: again']);
    expect(log.entries.map((entry) => 'speaker' in entry && entry.speaker?.color)).toEqual([null, 1, 1, 1]);
  });

  it('forgets the oldest, and everything with the room', () => {
    const log = new TalkLog();
    for (let id = 1; id <= MAX_TALK_ENTRIES + 5; id += 1) log.addLine(line(id, 'bo', String(id)), 'me');
    expect(log.entries).toHaveLength(MAX_TALK_ENTRIES);
    expect(told(log).at(-1)).toBe(`chat BO: ${MAX_TALK_ENTRIES + 5}`);
    log.clear();
    log.addLine(line(1, 'bo', 'another room'), 'me');
    expect(told(log)).toEqual(['chat BO: another room']);
  });
});

describe('blanks', () => {
  it('are read out as letters', () => {
    expect(blanksText([5])).toBe('Guess the word: 5 letters');
    expect(blanksText([1])).toBe('Guess the word: 1 letter');
    expect(blanksText([3, 6, 5])).toBe('Guess the words, of 3, 6, and 5 letters');
    expect(letterTotal([3, 6, 5])).toBe(14);
  });
});

describe('who I am in a round of guessing', () => {
  const roleOf = (view: GameView, me: string | null) => guessRole(view, view.round!, me);

  it('is the artist, a guesser, a finder or a watcher', () => {
    const view = game({ finds: [find('bo', 1)] }, [...PLAYERS, player('eve', { role: 'spectator' })]);
    expect(['ana', 'me', 'bo', 'eve', null].map((id) => roleOf(view, id))).toEqual([
      'artist',
      'guesser',
      'finder',
      'watcher',
      'watcher',
    ]);
    expect(roleOf(game({ mode: 'race' }), 'me')).toBeNull();
  });

  it('stands among the others and the network by score', () => {
    const players = [player('ana', { score: 50 }), player('me', { score: 90 }), player('bo', { score: 70 })];
    const view = game({ finds: [find('me', 4_200)], recognitions: [seen(5_000)] }, players, 70);
    const scores = guessScores(view, view.round!);
    expect(scores.map(({ playerId }) => playerId)).toEqual(['me', 'bo', null, 'ana']);
    expect(scores.map(({ foundMs }) => foundMs)).toEqual([4_200, null, 5_000, null]);
    expect(scores.map(({ isDrawing }) => isDrawing)).toEqual([false, false, false, true]);
  });
});

describe('successes', () => {
  it('stand in the order of time, people and the network together', () => {
    const view = game({ finds: [find('bo', 4_000)], recognitions: [seen(3_000)] });
    const told = successesOf(view, view.round!).map(({ place, players }) => [place, players[0]?.id ?? null]);
    expect(told).toEqual([
      [1, null],
      [2, 'bo'],
    ]);
    const race = game({ mode: 'race', recognitions: [seen(3_000)] });
    expect(successesOf(race, race.round!)[0]?.players.map(({ id }) => id)).toEqual(['ana']);
  });

  it('are mine where I found the word, whatever the network found', () => {
    const momentIn = (view: GameView) => momentOf(view.round!, 'me', 'ana');
    expect(momentIn(game())).toBeNull();
    expect(momentIn(game({ finds: [find('bo', 1)] }))).toBeNull();
    expect(momentIn(game({ finds: [find('bo', 1), find('me', 2)], recognitions: [seen(3)] }))).toMatchObject({
      kind: 'found',
      place: 2,
    });
    expect(momentIn(game({ recognitions: [seen(3)] }))).toMatchObject({ kind: 'network', place: 1 });
    expect(momentIn(game({ mode: 'race', recognitions: [seen(3)] }))).toMatchObject({ kind: 'recognised' });
  });
});

describe('the end of a round of guessing', () => {
  const verdict = (round: Partial<Round>) => {
    const view = game(round);
    return guessVerdict(view, view.round!, 'me');
  };

  it('says who found it first and when: somebody, me, the network, or nobody', () => {
    expect(verdict({ finds: [find('bo', 4_200), find('me', 5_000)] })).toBe('BO found it first, after 4.2 s');
    expect(verdict({ finds: [find('me', 900)], recognitions: [seen(3_000)] })).toBe(
      'You found it first, after 0.9 s',
    );
    expect(verdict({ finds: [find('me', 3_500)], recognitions: [seen(3_000)] })).toBe(
      'The network found it first, after 3.0 s',
    );
    expect(verdict({ finds: [find('gone', 1_000)] })).toBe('Somebody found it first, after 1.0 s');
    expect(verdict({})).toBe('Nobody found it, not even the network');
  });
});
