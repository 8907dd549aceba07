import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Failure } from '../../../client/net/portal.ts';
import { SettingsEditor } from '../../../client/net/settings-editor.ts';
import { DEFAULT_SETTINGS, type GameView, type SettingsChange } from '../../../shared/game/index.ts';

const AFTER_REST_MS = 1_000;
const settings = { ...DEFAULT_SETTINGS, customWordCount: 0 };
const game: Pick<GameView, 'settings' | 'pending'> = { settings, pending: null };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server that answers when it is told to. */
function openEditor() {
  const sent: SettingsChange[] = [];
  const answers: ((failure: Failure | null) => void)[] = [];
  const editor = new SettingsEditor((change) => {
    sent.push(change);
    return new Promise((resolve) => answers.push(resolve));
  });
  const answer = async (failure: Failure | null) => {
    answers.shift()?.(failure);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { editor, sent, answer };
}

describe('settings that a host changes', () => {
  it('shows a wish at once, and sends where a slider comes to rest', async () => {
    const { editor, sent } = openEditor();
    for (const rounds of [7, 8, 9]) editor.wish({ rounds });
    editor.wish({ chat: false });
    expect(editor.values(game)).toMatchObject({ rounds: 9, chat: false });
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(AFTER_REST_MS);
    expect(sent).toEqual([{ rounds: 9, chat: false }]);
  });

  it('keeps a granted wish until the room shows it, then believes the room', async () => {
    const { editor, answer } = openEditor();
    editor.wish({ rounds: 9 });
    await vi.advanceTimersByTimeAsync(AFTER_REST_MS);
    editor.settle();
    expect(editor.values(game).rounds).toBe(9);
    await answer(null);
    expect(editor.values(game).rounds).toBe(9);
    editor.settle();
    expect(editor.values(game).rounds).toBe(settings.rounds);
    expect(editor.values({ settings, pending: { ...settings, rounds: 9 } }).rounds).toBe(9);
  });

  it('falls back where the server refuses, and says why at that setting alone', async () => {
    const { editor, answer } = openEditor();
    const refusal: Failure = { code: 'not-enough-words', message: '' };
    editor.wish({ rounds: 20 });
    await vi.advanceTimersByTimeAsync(AFTER_REST_MS);
    await answer(refusal);
    expect(editor.values(game).rounds).toBe(settings.rounds);
    expect(editor.failure('rounds')).toBe(refusal);
    expect(editor.failure('chat')).toBeNull();
    editor.wish({ rounds: 5 });
    expect(editor.failure('rounds')).toBeNull();
  });

  it('does not take back a newer wish for what an older one was refused or granted', async () => {
    for (const outcome of [null, { code: 'timeout', message: '' } as const]) {
      const { editor, sent, answer } = openEditor();
      editor.wish({ rounds: 9 });
      await vi.advanceTimersByTimeAsync(AFTER_REST_MS);
      editor.wish({ rounds: 10 });
      await answer(outcome);
      editor.settle();
      expect(editor.values(game).rounds).toBe(10);
      await vi.advanceTimersByTimeAsync(AFTER_REST_MS);
      expect(sent).toEqual([{ rounds: 9 }, { rounds: 10 }]);
    }
  });

  it('sends what still rests when its page goes', () => {
    const { editor, sent } = openEditor();
    editor.wish({ isPublic: true });
    editor.dispose();
    expect(sent).toEqual([{ isPublic: true }]);
  });
});
