import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Signal } from '../../../client/net/signal.ts';
import type { Sound, SoundAbilities } from '../../../client/sound/index.ts';
import { SoundSettings } from '../../../client/sound/settings.ts';
import type { SoundControls } from '../../../client/ui/parts/sound-controls.ts';
import { stubDocument, type FakeElement } from './fake-dom.ts';

let Controls: typeof SoundControls;

beforeAll(async () => {
  stubDocument();
  // Frames look for the page's observer as soon as they are loaded.
  ({ SoundControls: Controls } = await import('../../../client/ui/parts/sound-controls.ts'));
});
afterAll(() => void vi.unstubAllGlobals());

function setUp(abilities: Partial<SoundAbilities> = {}, voices = new Set(['en'])) {
  const settings = new SoundSettings({ get: () => ({}), set: () => undefined });
  const heard: string[] = [];
  const voicesChanged = new Signal<undefined>();
  const sound = {
    settings,
    voicesChanged,
    hasVoice: (language: string) => voices.has(language),
    abilities: { plays: true, speaks: true, vibrates: true, ...abilities },
    play: (name: string) => void heard.push(name),
    speak: (text: string, language: string) => void heard.push(`${language}: ${text}`),
    buzz: (name: string) => void heard.push(`buzz ${name}`),
  } as unknown as Sound;
  const controls = new Controls(sound);
  const element = controls.element as unknown as FakeElement;
  return { settings, heard, controls, element, voicesChanged };
}

const pressed = (element: FakeElement) => element.getAttribute('aria-pressed');

describe('sound controls', () => {
  it('show what is so, to eyes and to screen readers', () => {
    const { element } = setUp();
    expect(element.getAttribute('role')).toBe('group');
    expect(pressed(element.labelled('Sound'))).toBe('true');
    expect(pressed(element.labelled('Read guesses aloud'))).toBe('false');
    expect(pressed(element.labelled('Vibrate'))).toBe('true');
    const volume = element.labelled('Volume');
    expect([volume.value, volume.getAttribute('aria-valuetext')]).toEqual(['60', '60 %']);
  });

  it('mute and unmute, and a volume that is moved unmutes', () => {
    const { element, settings } = setUp();
    element.labelled('Sound').fire('click');
    expect(settings.isMuted).toBe(true);
    expect(pressed(element.labelled('Sound'))).toBe('false');
    expect(element.classList.contains('is-silent')).toBe(true);
    const volume = element.labelled('Volume');
    volume.value = '35';
    volume.fire('input');
    expect(settings).toMatchObject({ isMuted: false, volume: 0.35, level: 0.35 });
    expect(pressed(element.labelled('Sound'))).toBe('true');
  });

  it('let hear and feel what is chosen', () => {
    const { element, settings, heard } = setUp();
    element.labelled('Volume').fire('change');
    element.labelled('Read guesses aloud').fire('click');
    element.labelled('Vibrate').fire('click');
    expect(settings).toMatchObject({ readsAloud: true, vibrates: false });
    expect(heard).toEqual(['guess', 'en: I see … a ladder', 'buzz recognised']);
  });

  it('leave out what the device cannot do', () => {
    const quiet = setUp({ speaks: false, vibrates: false });
    expect(quiet.element.children).toHaveLength(1);
    expect(quiet.element.hidden).toBe(false);
    const none = setUp({ plays: false, speaks: false, vibrates: false });
    expect(none.element.hidden).toBe(true);
  });

  it('say so where the device has no voice of its own, until it has learnt of one', () => {
    const voices = new Set<string>();
    const { element, settings, voicesChanged } = setUp({}, voices);
    settings.change({ readsAloud: true });
    const readAloud = element.labelled('Read guesses aloud');
    const note = element.children.find(({ tag }) => tag === 'p');
    expect([readAloud.disabled, pressed(readAloud), note?.hidden]).toEqual([true, 'false', false]);
    voices.add('en');
    voicesChanged.emit(undefined);
    expect([readAloud.disabled, pressed(readAloud), note?.hidden]).toEqual([false, 'true', true]);
  });

  it('follow settings that change elsewhere, until they are disposed of', () => {
    const { element, settings, controls } = setUp();
    settings.change({ vibrates: false });
    expect(pressed(element.labelled('Vibrate'))).toBe('false');
    controls.dispose();
    settings.change({ vibrates: true });
    expect(pressed(element.labelled('Vibrate'))).toBe('false');
  });
});
