import { describe, expect, it } from 'vitest';
import { Playback } from '../../../client/replay/playback.ts';

describe('a replay', () => {
  it('runs in real time, or four times as fast, and stops at its end', () => {
    const playback = new Playback(1_000);
    expect(playback.pass(300)).toBe(false);
    expect(playback.positionMs).toBe(0);
    playback.play();
    playback.pass(300);
    expect(playback.positionMs).toBe(300);
    playback.rate = 4;
    expect(playback.pass(100)).toBe(false);
    expect(playback.positionMs).toBe(700);
    expect(playback.pass(100)).toBe(true);
    expect(playback).toMatchObject({ positionMs: 1_000, isPlaying: false, isAtEnd: true });
    expect(playback.pass(100)).toBe(false);
  });

  it('begins anew from its end, and goes on from anywhere else', () => {
    const playback = new Playback(1_000);
    playback.seek(2_000);
    expect(playback.positionMs).toBe(1_000);
    playback.play();
    expect(playback.positionMs).toBe(0);
    playback.pass(10);
    playback.pause();
    playback.pass(500);
    playback.seek(-5);
    expect(playback.positionMs).toBe(0);
    playback.seek(400);
    playback.play();
    expect(playback.positionMs).toBe(400);
  });
});
