import { describe, expect, it } from 'vitest';
import {
  drawingsBend,
  playersBend,
  roomsBend,
  wordsBend,
} from '../../../server/commands/bench/curves/bends.ts';
import { madeUpPoints } from './made-up-curves.ts';

const { players, rooms, words, drawings } = madeUpPoints();

describe('where the curve of players bends', () => {
  it('is between the last number that is served in time and the first that is not', () => {
    expect(playersBend(players)).toBe(
      'The 99th percentile of stroke to guess passes 150 ms between 96 and 160 players (300 ms at 160). ' +
        'The server takes 1.30 cores at most (with 240 players). ' +
        'As long as guesses are in time a player takes 0.5 % of a core. ' +
        "The event loop's lag is first over 50 ms with 96 players.",
    );
  });

  it('is nowhere where all are served in time', () => {
    const said = playersBend(players.slice(0, 2));
    expect(said).toContain('stays within 150 ms up to 32 players, the most that were tried');
    expect(said).toContain("The event loop's lag stays within 50 ms.");
  });

  it('is before the first where nobody is, and then a player has no price', () => {
    const said = playersBend(players.slice(3));
    expect(said).toContain('is beyond 150 ms with 160 players already, the fewest that were tried (300 ms)');
    expect(said).not.toContain('% of a core');
  });

  it('is where no guess came, or the server did not say how it is', () => {
    const silent = { ...players[1]!, p50Ms: null, p99Ms: null, serverCores: null, lagP99Ms: null };
    const said = playersBend([players[0]!, silent]);
    expect(said).toContain('between 8 and 32 players (no guess came at 32)');
    expect(said).toContain('lag is first over 50 ms with 32 players');
    expect(playersBend([silent])).not.toContain('cores');
  });
});

describe('what rooms take', () => {
  it('is megabytes a room and kilobytes a connected player', () => {
    expect(roomsBend(rooms)).toBe(
      "A room of eight in its lobby takes 0.5 MB, its players' connections included, and a connected player 25 KB " +
        '(least squares). No measured number is further than 0.0 MB from that line, which begins at 200 MB.',
    );
  });

  it('says how far the measured numbers are from the line', () => {
    const off = rooms.map((point, index) => ({
      ...point,
      seatedMegabytes: point.seatedMegabytes + (index % 2),
    }));
    expect(roomsBend(off)).toMatch(/further than 0\.[4-9] MB/u);
  });

  it('is unknown from one number', () => {
    expect(roomsBend(rooms.slice(0, 1))).toBe('One number of rooms makes no line.');
  });
});

describe('what words take', () => {
  it('is an exponent, and the number at which they take as much as all the rest', () => {
    const said = wordsBend(words);
    expect(said).toMatch(/^34\.5 times the words take 1\.55 times the time to learn /u);
    expect(said).toMatch(/power of 0\.1\d\) and 1\.33 times the time to guess\./u);
    expect(said).toMatch(/words cost as much as all the rest from 600 words on\.$/u);
  });

  it('is nothing where an epoch takes as long with more of them', () => {
    expect(wordsBend(words.map((point) => ({ ...point, epochSeconds: 6 })))).not.toContain('all the rest');
  });

  it('is unknown from one number', () => {
    expect(wordsBend(words.slice(0, 1))).toBe('One number of words makes no line.');
  });
});

describe('what drawings take', () => {
  it('is an exponent for each network, and where it has come to its speed', () => {
    const said = drawingsBend(drawings);
    expect(said).toContain('seed: the time of an epoch grows by the drawings to the power of 1.00');
    expect(said).toContain('from 1,000 on it learns as fast as with the most, 2,000 a second.');
    expect(said).toMatch(/live-345: .*power of 0\.80, and from 10,000 on .*, 654 a second\.$/u);
  });

  it('is a speed alone from one number', () => {
    expect(drawingsBend(drawings.slice(0, 1))).toBe('seed: 2,000 a second.');
  });
});
