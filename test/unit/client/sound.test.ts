import { afterEach, describe, expect, it, vi } from 'vitest';
import { soundMemory, type SoundChoices } from '../../../client/net/memory.ts';
import type { SoundBrowser } from '../../../client/sound/browser.ts';
import { Sound } from '../../../client/sound/index.ts';
import { chooseVoice } from '../../../client/sound/speech.ts';
import { FakeAudioContext } from './fake-audio.ts';

afterEach(() => void vi.unstubAllGlobals());

const voice = (name: string, lang: string, localService: boolean, isDefault = false) =>
  ({ name, lang, localService, default: isDefault }) as SpeechSynthesisVoice;
const VOICES = [voice('Joan', 'en-GB', true), voice('Anna', 'de-DE', true)];

function setUp(remembered: Partial<SoundChoices> = {}, voices = VOICES) {
  const context = new FakeAudioContext();
  const gestures = new EventTarget();
  const spoken: SpeechSynthesisUtterance[] = [];
  const synthesis = {
    speaking: false,
    pending: false,
    cancelled: 0,
    getVoices: () => voices,
    addEventListener: () => undefined,
    speak(utterance: SpeechSynthesisUtterance) {
      this.speaking = true;
      spoken.push(utterance);
    },
    cancel() {
      this.speaking = false;
      this.cancelled += 1;
    },
  };
  const buzzes: number[][] = [];
  const motion = { isReduced: false };
  const browser: SoundBrowser = {
    openAudio: () => context.asContext(),
    gestures,
    speech: {
      synthesis: synthesis as unknown as SpeechSynthesis,
      makeUtterance: (text) => ({ text }) as SpeechSynthesisUtterance,
    },
    haptics: {
      vibrate: (pattern) => void buzzes.push(pattern),
      prefersReducedMotion: () => motion.isReduced,
    },
  };
  const memory = { get: () => remembered, set: vi.fn<(choices: SoundChoices) => void>() };
  const sound = new Sound(browser, memory);
  const press = () => gestures.dispatchEvent(new Event('pointerup'));
  return { sound, context, spoken, synthesis, buzzes, motion, memory, press };
}

describe('sound', () => {
  it('plays after the first press, and not while muted', () => {
    const { sound, context, press } = setUp();
    press();
    sound.play('guess');
    expect(context.sources).toHaveLength(1);
    sound.settings.change({ isMuted: true });
    expect(context.state).toBe('suspended');
    sound.play('recognised');
    sound.warmth(0.5);
    expect(context.sources).toHaveLength(1);
    sound.settings.change({ isMuted: false });
    sound.play('chat');
    expect(context.sources.length).toBeGreaterThan(1);
  });

  it('rises with warmth, a step at a time', () => {
    const { sound, context, press } = setUp();
    press();
    for (const warmth of [0.2, 0.25, 0.4, 0.7]) {
      context.currentTime += 1;
      sound.warmth(warmth);
    }
    const pitches = context.sources.map(({ frequency }) => frequency.calls[0]?.value ?? 0);
    expect(pitches).toHaveLength(3);
    expect(pitches).toEqual([...pitches].sort((a, b) => a - b));
  });

  it('does nothing, and says so, in a browser that can do nothing', () => {
    const nothing = { openAudio: null, gestures: new EventTarget(), speech: null, haptics: null };
    const sound = new Sound(nothing, { get: () => ({ readsAloud: true }), set: () => undefined });
    expect(sound.abilities).toEqual({ plays: false, speaks: false, vibrates: false });
    nothing.gestures.dispatchEvent(new Event('click'));
    sound.play('recognised');
    sound.warmth(0.9);
    sound.speak('a ladder', 'en');
    sound.buzz('recognised');
    sound.settings.change({ isMuted: true });
  });
});

describe('speech', () => {
  it('is off until it is wanted', () => {
    const { sound, spoken } = setUp();
    sound.speak('a ladder', 'en');
    expect(spoken).toHaveLength(0);
    sound.settings.change({ readsAloud: true });
    sound.speak('eine Leiter', 'de-DE');
    expect(spoken).toMatchObject([{ text: 'eine Leiter', lang: 'de-DE', volume: 0.6 }]);
  });

  it('speaks with the voices of the device alone', () => {
    const { sound, spoken } = setUp({ readsAloud: true }, [voice('cloud', 'en-GB', false)]);
    sound.speak('a ladder', 'en');
    expect([sound.hasVoice('en'), spoken]).toEqual([false, []]);
  });

  it('never queues: the newest cuts off the older', () => {
    const { sound, spoken, synthesis } = setUp({ readsAloud: true });
    sound.speak('a fence', 'en');
    expect(synthesis.cancelled).toBe(0);
    sound.speak('a ladder', 'en');
    expect(synthesis.cancelled).toBe(1);
    expect(spoken.map(({ text }) => text)).toEqual(['a fence', 'a ladder']);
  });

  it.each([{ isMuted: true }, { readsAloud: false }, { volume: 0 }])('ends at once with %o', (choice) => {
    const { sound, spoken, synthesis } = setUp({ readsAloud: true });
    sound.speak('a fence', 'en');
    sound.settings.change(choice);
    expect(synthesis.cancelled).toBe(1);
    sound.speak('a ladder', 'en');
    expect(spoken).toHaveLength(1);
  });

  it('takes a voice of the device for the language', () => {
    const voices = [
      voice('cloud', 'de-DE', false),
      voice('Anna', 'de_DE', true),
      voice('Gerda', 'de-AT', true, true),
      voice('Joana', 'pt-PT', true),
    ];
    expect(chooseVoice(voices, 'de-DE')?.name).toBe('Anna');
    expect(chooseVoice(voices, 'de')?.name).toBe('Gerda');
    expect(chooseVoice(voices, 'pt-BR')?.name).toBe('Joana');
    expect(chooseVoice(voices, 'fr')).toBeNull();
    expect(chooseVoice([], 'en')).toBeNull();
  });
});

describe('haptics', () => {
  it('buzzes, but not where motion is unwanted or it is switched off', () => {
    const { sound, buzzes, motion } = setUp();
    sound.buzz('recognised');
    sound.buzz('timeOut');
    expect(buzzes).toHaveLength(2);
    motion.isReduced = true;
    sound.buzz('recognised');
    motion.isReduced = false;
    sound.settings.change({ vibrates: false });
    sound.buzz('recognised');
    expect(buzzes).toHaveLength(2);
  });

  it('is felt while muted', () => {
    const { sound, buzzes } = setUp({ isMuted: true });
    sound.buzz('timeOut');
    expect(buzzes).toHaveLength(1);
  });
});

describe('settings', () => {
  it('begin as remembered, and remember every change', () => {
    const { sound, memory } = setUp({ volume: 0.2, vibrates: false });
    expect(sound.settings).toMatchObject({ volume: 0.2, isMuted: false, readsAloud: false, vibrates: false });
    sound.settings.change({ volume: 7, isMuted: true });
    expect(sound.settings).toMatchObject({ volume: 1, level: 0 });
    expect(memory.set).toHaveBeenLastCalledWith({
      volume: 1,
      isMuted: true,
      readsAloud: false,
      vibrates: false,
    });
  });

  it('are kept by the browser, and only what makes sense is believed', () => {
    const kept = new Map<string, string>();
    const localStorage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    vi.stubGlobal('window', { localStorage });
    expect(soundMemory.get()).toEqual({});
    const choices = { volume: 0.4, isMuted: true, readsAloud: true, vibrates: false };
    soundMemory.set(choices);
    expect(soundMemory.get()).toEqual(choices);
    const [key = ''] = kept.keys();
    kept.set(key, '{"volume":"loud","isMuted":1,"readsAloud":true,"vibrates":null}');
    expect(soundMemory.get()).toEqual({ readsAloud: true });
    kept.set(key, '{');
    expect(soundMemory.get()).toEqual({});
    vi.stubGlobal('window', {});
    expect(soundMemory.get()).toEqual({});
  });
});
