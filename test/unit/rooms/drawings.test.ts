import { describe, expect, it } from 'vitest';
import { RoundDrawings } from '../../../server/rooms/drawings.ts';
import type { DrawingOp } from '../../../shared/protocol/index.ts';
import { stroke } from './house.ts';

const refusal = (code: string): unknown => expect.objectContaining({ code });
const more: DrawingOp = { type: 'extend', points: [9, 9, 5] };

describe('ink of turns', () => {
  it('is one stroke a turn, which may grow', () => {
    const drawings = new RoundDrawings();
    expect(() => drawings.appendInTurn('sheet', 1, 0, [more])).toThrow(refusal('ink-refused'));
    drawings.appendInTurn('sheet', 1, 0, [stroke(2)]);
    drawings.appendInTurn('sheet', 1, 1, [more]);
    expect(() => drawings.appendInTurn('sheet', 1, 2, [stroke(2)])).toThrow(refusal('ink-refused'));
    drawings.appendInTurn('sheet', 2, 2, [stroke(2), more]);
    expect(drawings.of('sheet').strokes).toHaveLength(2);
  });

  it('that was out of step has not used up the turn: neither the first one nor a later one', () => {
    const drawings = new RoundDrawings();
    expect(() => drawings.appendInTurn('sheet', 1, 7, [stroke(2)])).toThrow(refusal('out-of-step'));
    drawings.appendInTurn('sheet', 1, 0, [stroke(2)]);
    expect(() => drawings.appendInTurn('sheet', 2, 7, [stroke(2)])).toThrow(refusal('out-of-step'));
    // Whose stroke the last one is, is still known.
    drawings.appendInTurn('sheet', 1, 1, [more]);
    drawings.appendInTurn('sheet', 2, 2, [stroke(2)]);
    expect(drawings.of('sheet').strokes).toHaveLength(2);
  });

  it('goes on in another process in the middle of a turn', () => {
    const before = new RoundDrawings();
    before.appendInTurn('sheet', 3, 0, [stroke(2)]);
    for (const ink of [before.takeInk(), before.allInk()]) {
      const after = RoundDrawings.from(ink);
      expect(() => after.appendInTurn('sheet', 3, 1, [stroke(2)])).toThrow(refusal('ink-refused'));
      after.appendInTurn('sheet', 3, 1, [more]);
      expect(after.of('sheet')).toMatchObject({ revision: 2 });
    }
  });
});
