import { describe, expect, it } from 'vitest';
import { UnknownWordError, nearestWords, parseWords } from '../../../server/training/data/words.ts';

describe('the words a command takes', () => {
  it('are separated by commas, whatever their case, each once', () => {
    expect(parseWords('cat, Alarm Clock,the eiffel tower,cat,')).toEqual([
      'cat',
      'alarm clock',
      'The Eiffel Tower',
    ]);
    expect(parseWords('all')).toHaveLength(345);
  });

  it('suggest the nearest where they are unknown', () => {
    expect(() => parseWords('cat,alarm clok')).toThrow(UnknownWordError);
    expect(() => parseWords('cat,alarm clok')).toThrow(
      /"alarm clok" is not .* Did you mean "alarm clock"\?/u,
    );
    expect(nearestWords('aeroplane')[0]).toBe('airplane');
    expect(nearestWords('zzzzzzzzzz')).toEqual([]);
    expect(() => parseWords('zzzzzzzzzz')).toThrow(/words\.json/u);
  });
});
