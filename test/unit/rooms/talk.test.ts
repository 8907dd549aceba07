import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closenessOf, fold, type GameView } from '../../../shared/game/index.ts';
import { CHAT_LINES_KEPT, type ChatLine } from '../../../shared/protocol/index.ts';
import { RequestError } from '../../../server/rooms/errors.ts';
import type { Room } from '../../../server/rooms/room.ts';
import { COUNTDOWN_MS, openHouse, stroke } from './house.ts';

const PEOPLE = ['ada', 'bob', 'cleo', 'dan', 'eve'];

/** A room in which Ada draws and Bob, Cleo and Dan guess; Eve watches. */
async function guessingRoom() {
  const house = openHouse(5, { mode: 'guess' });
  const room = house.roomOfTwo();
  for (const id of ['cleo', 'dan']) room.join({ playerId: id, name: id, color: 2 });
  room.join({ playerId: 'eve', name: 'eve', color: 2, asSpectator: true });
  room.command({ type: 'start', playerId: 'ada' });
  await house.clock.advance(COUNTDOWN_MS);
  const prompt = room.sync('ada').view.game.round!.sheets[0]!.prompt!;
  const readers = (text: string) =>
    PEOPLE.filter((id) => (house.heardBy(id, 'chat:line') as ChatLine[]).some((line) => line.text === text));
  return { ...house, room, prompt, readers };
}

describe('chat', () => {
  it('is read by everybody, with rude words taken out', () => {
    const { roomOfTwo, heardBy } = openHouse();
    const room = roomOfTwo();
    room.chat('ada', 'how rude of you');
    const line = { id: 1, playerId: 'ada', name: 'Ada', kind: 'chat', text: 'how *** of you' };
    for (const id of ['ada', 'bob']) expect(heardBy(id, 'chat:line')).toEqual([line]);
    expect(() => room.chat('eve', 'hello')).toThrow(expect.objectContaining({ code: 'not-in-room' }));
  });

  it('is silent where the host wants that, and so are wrong guesses', async () => {
    const { room, heard } = await guessingRoom();
    room.changeSettings('ada', { chat: false });
    expect(() => room.chat('bob', 'hello')).toThrow(expect.objectContaining({ code: 'chat-off' }));
    expect(room.guess('bob', { round: 1, text: 'nonsense' })).toBe('wrong');
    expect(heard('chat:line')).toEqual([]);
  });

  it('is shown to those who come later, as far as they may read it', async () => {
    const { room, prompt } = await guessingRoom();
    for (let i = 1; i <= CHAT_LINES_KEPT + 5; i += 1) room.chat('bob', `line ${i}`);
    room.chat('ada', 'it is big');
    room.chat('bob', `is it a ${prompt}?`);
    const read = (id: string) => room.sync(id).lines.map(({ text }) => text);
    room.join({ playerId: 'fay', name: 'Fay', color: 3 });
    expect(read('fay')).toHaveLength(CHAT_LINES_KEPT);
    expect(read('fay')[0]).toBe('line 6');
    expect(JSON.stringify(room.sync('fay').lines)).not.toContain(prompt);
    expect(read('ada').slice(-2)).toEqual(['it is big', `is it a ${prompt}?`]);
    expect(read('bob').slice(-2)).toEqual(['line 55', `is it a ${prompt}?`]);
    room.leave('bob');
    expect(room.sync('fay').lines[0]).toMatchObject({ id: 6, name: 'Bob' });
  });

  it('does not tell the word to those who guess', async () => {
    const { room, prompt, readers } = await guessingRoom();
    room.chat('ada', 'it is big');
    expect(readers('it is big')).toEqual(['ada']);
    room.chat('bob', 'nice one');
    expect(readers('nice one')).toEqual(['ada', 'bob', 'cleo', 'dan', 'eve']);
    room.chat('bob', `a ${prompt}!`);
    expect(readers(`a ${prompt}!`)).toEqual(['ada', 'bob']);
    room.guess('cleo', { round: 1, text: prompt });
    room.chat('cleo', 'easy');
    expect(readers('easy')).toEqual(['ada', 'cleo']);
  });
});

describe('guesses', () => {
  it('that are wrong are read by everybody, and close ones by those who know', async () => {
    const { room, prompt, readers, heardBy } = await guessingRoom();
    expect(room.guess('bob', { round: 1, text: 'nonsense' })).toBe('wrong');
    expect(readers('nonsense')).toHaveLength(5);
    const near = prompt.length > 3 ? `${prompt}s` : `${prompt}x`;
    expect(closenessOf(near, prompt)).toBe('close');
    expect(room.guess('bob', { round: 1, text: near })).toBe('close');
    expect(readers(near)).toEqual(['ada', 'bob']);
    expect(heardBy('bob', 'guess:close')).toEqual([{ round: 1, text: near }]);
    expect(heardBy('cleo', 'guess:close')).toEqual([]);
    expect(room.guess('bob', { round: 1, text: prompt.toUpperCase() })).toBe('right');
    expect(() => room.guess('ada', { round: 1, text: prompt })).toThrow(RequestError);
  });

  it('and all else that is said tell the word to nobody who has not found it', async () => {
    const text = fc.constantFrom(
      'PROMPT',
      'it is PROMPT',
      'P-R-O-M-P-T',
      'hello',
      'no idea',
      'ladder',
      'moon',
    );
    const deed = fc.record({
      who: fc.constantFrom(...PEOPLE),
      what: fc.constantFrom('chat', 'guess', 'draw', 'name', 'react', 'role', 'again', 'skip'),
      text,
      pauseMs: fc.constantFrom(0, 300, 2_000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 40, size: 'max' }), async (deeds) => {
        const { room, said, clock, recogniser, directory } = await guessingRoom();
        recogniser.probability = 0.7;
        let checked = 0;
        let revision = 0;
        /** What was said since the last look, by this player where it was somebody's line. */
        const check = (prompt: string, speaker: string | null) => {
          for (const { to, message } of said.slice(checked)) {
            const hearers = (to ?? PEOPLE).filter((id) => id !== speaker);
            if (!hearers.every((id) => knows(room, id)))
              expect(fold(JSON.stringify(message))).not.toContain(fold(prompt));
          }
          checked = said.length;
        };
        for (const { who, what, text, pauseMs } of deeds) {
          const { phase, round } = room.sync('ada').view.game;
          const artist = round?.sheets[0]?.artistIds[0];
          if (!round || artist === undefined || (phase !== 'countdown' && phase !== 'drawing')) break;
          const prompt = viewOf(room, artist).round?.sheets[0]?.prompt;
          // The artist may have been put out for doing nothing.
          if (prompt === undefined || prompt === null) break;
          check(prompt, null);
          recogniser.guesses = [prompt, 'moon', 'sun', 'cloud', 'ladder'];
          const line = text.replace('PROMPT', prompt).replace('P-R-O-M-P-T', prompt.split('').join('-'));
          const sheet = { round: round.id, sheet: artist };
          attempt(() => {
            if (what === 'chat') room.chat(who, line);
            if (what === 'guess') room.guess(who, { round: round.id, text: line });
            if (what === 'draw') revision = room.draw(artist, { ...sheet, revision, ops: [stroke(2)] });
            if (what === 'name') room.command({ type: 'update', playerId: who, name: line });
            if (what === 'react') room.react(who, 'clap', null);
            if (what === 'role') room.command({ type: 'role', playerId: who, role: 'spectator' });
            if (what === 'skip') room.command({ type: 'skip', playerId: artist });
            if (what === 'again') room.join({ playerId: who, name: who, color: 0 });
          });
          check(prompt, who);
          await clock.advance(pauseMs);
          const next = room.sync('ada').view.game.round;
          if (next?.id === round.id) continue;
          revision = 0;
          checked = said.length;
        }
        directory.close();
      }),
      { numRuns: 60 },
    );
  });
});

function viewOf(room: Room, playerId: string): GameView {
  return room.sync(playerId).view.game;
}

/** Whether this player draws or has found the word. */
function knows(room: Room, playerId: string): boolean {
  const { round } = viewOf(room, playerId);
  const isArtist = round?.sheets.some(({ artistIds }) => artistIds.includes(playerId));
  return isArtist === true || round?.finds.some((find) => find.playerId === playerId) === true;
}

function attempt(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
  }
}

describe('reactions', () => {
  it('are seen by everybody', () => {
    const { roomOfTwo, heardBy } = openHouse();
    const room = roomOfTwo();
    room.react('bob', 'wow', 'ada');
    expect(heardBy('ada', 'reaction')).toEqual([{ playerId: 'bob', reaction: 'wow', sheet: 'ada' }]);
  });
});

describe('what was said', () => {
  it('is told to whoever comes later, the latest lines of it', () => {
    const { roomOfTwo } = openHouse();
    const room = roomOfTwo();
    const said = 5 * CHAT_LINES_KEPT;
    for (let line = 1; line <= said; line += 1) room.chat('ada', `line ${line}`);
    const { lines } = room.sync('bob');
    expect(lines.map(({ text }) => text)).toEqual(
      Array.from({ length: CHAT_LINES_KEPT }, (_, n) => `line ${said - CHAT_LINES_KEPT + 1 + n}`),
    );
  });
});
