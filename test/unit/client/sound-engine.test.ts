import { describe, expect, it } from 'vitest';
import type { Importance, SoundDescription } from '../../../client/sound/description.ts';
import { MAX_VOICES, SoundEngine } from '../../../client/sound/engine.ts';
import { mallet, paper } from '../../../client/sound/instruments.ts';
import { SharedAudio } from '../../../client/sound/shared-audio.ts';
import { SOUNDS } from '../../../client/sound/sounds.ts';
import { FakeAudioContext } from './fake-audio.ts';

/** A sound of so many notes at once, each a second long. */
const chord = (voices: number, importance: Importance, gapMs = 0): SoundDescription => ({
  importance,
  gapMs,
  notes: Array.from({ length: voices }, (_, index) => mallet(0, 300 + 50 * index, 0.1, 996)),
});

function setUp() {
  const context = new FakeAudioContext();
  const gestures = new EventTarget();
  let opened = 0;
  const audio = new SharedAudio(() => {
    opened += 1;
    return context.asContext();
  }, gestures);
  audio.setWanted(true);
  const gesture = (name = 'pointerup') => gestures.dispatchEvent(new Event(name));
  return { context, audio, engine: new SoundEngine(audio, () => 0.25), gesture, opened: () => opened };
}

describe('shared audio', () => {
  it('opens one context, at the first gesture, and resumes it at later ones', () => {
    const { context, audio, gesture, opened } = setUp();
    expect(audio.running).toBeNull();
    gesture();
    gesture('keydown');
    expect(opened()).toBe(1);
    expect(audio.running).not.toBeNull();
    context.state = 'suspended';
    expect(audio.running).toBeNull();
    gesture('touchend');
    expect(audio.running).not.toBeNull();
  });

  it('leaves the loudspeaker alone while nothing is wanted', () => {
    const { context, audio, gesture, opened } = setUp();
    audio.setWanted(false);
    gesture();
    expect(opened()).toBe(0);
    audio.setWanted(true);
    expect(opened()).toBe(1);
    audio.setWanted(false);
    expect(context.state).toBe('suspended');
  });

  it('is silent without Web Audio, and where no context can be had', () => {
    const gestures = new EventTarget();
    const failing = () => {
      throw new Error('no audio device');
    };
    for (const open of [null, failing]) {
      const audio = new SharedAudio(open, gestures);
      audio.setWanted(true);
      gestures.dispatchEvent(new Event('click'));
      expect(new SoundEngine(audio).play('guess', SOUNDS.guess)).toBe(false);
    }
  });
});

describe('sound engine', () => {
  it('keeps nothing for later: what comes before the first gesture is not heard', () => {
    const { context, engine, gesture } = setUp();
    expect(engine.play('guess', SOUNDS.guess)).toBe(false);
    gesture();
    expect(context.sources).toHaveLength(0);
    expect(engine.play('guess', SOUNDS.guess)).toBe(true);
    expect(context.sources).toHaveLength(1);
  });

  it('plays notes at their time, with envelope, filter and glide', () => {
    const { context, engine, gesture } = setUp();
    gesture();
    context.currentTime = 10;
    const notes = [mallet(100, 440, 0.2, 296), paper(0, { fromHz: 900, toHz: 1_800 }, 0.1, 100)];
    engine.play('both', { importance: 1, gapMs: 0, notes });
    const [tone, noise] = context.sources;
    expect(tone).toMatchObject({ kind: 'oscillator', type: 'triangle' });
    expect(tone?.startS).toBeCloseTo(10.105);
    expect(tone?.stopS).toBeCloseTo(10.405);
    expect(noise).toMatchObject({ kind: 'noise', loop: true });
    const filter = tone?.outputs[0];
    expect(filter?.frequency.calls.map(({ name, value }) => [name, value])).toEqual([
      ['set', 2_200],
      ['exponential', 440],
    ]);
    const envelope = filter?.outputs[0]?.gain.calls ?? [];
    expect(envelope.map(({ name }) => name)).toEqual(['set', 'linear', 'set', 'exponential']);
    expect(envelope.map(({ value }) => value).slice(0, 3)).toEqual([0, 0.2, 0.2]);
    const master = filter?.outputs[0]?.outputs[0]?.outputs[0];
    expect(master?.outputs[0]).toMatchObject({ kind: 'limiter', outputs: [context.destination] });
  });

  it('hears volume as people do', () => {
    const { context, engine, gesture } = setUp();
    gesture();
    engine.setLevel(0.5);
    engine.play('guess', SOUNDS.guess);
    const master = context.nodes.find(({ gain }) => gain.value === 0.25);
    engine.setLevel(1);
    expect(master?.gain.calls.at(-1)).toMatchObject({ name: 'target', value: 1 });
  });

  it('does not begin the same sound again too soon', () => {
    const { context, engine, gesture } = setUp();
    gesture();
    expect(engine.play('tick', chord(1, 1, 300))).toBe(true);
    context.currentTime = 0.2;
    expect(engine.play('tick', chord(1, 1, 300))).toBe(false);
    expect(engine.play('tock', chord(1, 1, 300))).toBe(true);
    context.currentTime = 0.31;
    expect(engine.play('tick', chord(1, 1, 300))).toBe(true);
  });

  it('never has more than a few voices: the less important and the older ones make room', () => {
    const { context, engine, gesture } = setUp();
    gesture();
    engine.play('old', chord(3, 1));
    engine.play('new', chord(3, 1));
    expect(engine.play('mine', chord(4, 3))).toBe(true);
    expect(context.soundingAt(0.5)).toBe(7);
    expect(engine.play('small', chord(2, 0))).toBe(false);
    expect(engine.play('other', chord(2, 1))).toBe(true);
    expect(context.soundingAt(0.5)).toBeLessThanOrEqual(MAX_VOICES);
    // Nothing has to go for a sound that would not fit all the same.
    expect(engine.play('large', chord(5, 1))).toBe(false);
    expect(context.soundingAt(0.5)).toBe(6);
  });

  it('has its voices back when they have died away', () => {
    const { context, engine, gesture } = setUp();
    gesture();
    engine.play('first', chord(MAX_VOICES, 3));
    expect(engine.play('second', chord(1, 2))).toBe(false);
    context.currentTime = 1.1;
    expect(engine.play('second', chord(1, 2))).toBe(true);
    const outputs = context.nodes.filter(({ kind, outputs: [next] }) => kind === 'gain' && !next);
    expect(outputs).toHaveLength(1);
  });

  it('stops everything at once', () => {
    const { context, engine, gesture } = setUp();
    gesture();
    engine.play('fanfare', SOUNDS.finalFanfare);
    context.currentTime = 0.5;
    engine.stop();
    expect(context.soundingAt(0.6)).toBe(0);
    expect(context.soundingAt(1)).toBe(0);
  });
});
