import { t } from '../../i18n/t.ts';
import type { Unsubscribe } from '../../net/signal.ts';
import type { Sound } from '../../sound/index.ts';
import { h } from '../dom.ts';
import { setPressed, toggleButton } from './buttons.ts';

/** Volume is moved in steps of this many percent. */
const STEP_PERCENT = 5;

/** What is heard and felt, in one row: sound and its volume, guesses read aloud, vibration. Shows what the device can do. */
export class SoundControls {
  readonly element: HTMLElement;
  readonly #sound: Sound;
  readonly #isOn: HTMLButtonElement;
  readonly #volume: HTMLInputElement;
  readonly #readsAloud: HTMLButtonElement;
  readonly #vibrates: HTMLButtonElement;
  readonly #end: Unsubscribe;

  constructor(sound: Sound) {
    this.#sound = sound;
    const { abilities } = sound;
    this.#isOn = toggleButton({ label: t('sound.sound'), icon: 'sound', onPress: () => this.#toggleSound() });
    this.#volume = h('input', {
      type: 'range',
      class: 'volume',
      min: 0,
      max: 100,
      step: STEP_PERCENT,
      'aria-label': t('sound.volume'),
      oninput: () => sound.settings.change({ volume: Number(this.#volume.value) / 100, isMuted: false }),
      onchange: () => sound.play('guess'),
    });
    this.#readsAloud = toggleButton({
      label: t('sound.readAloud'),
      icon: 'speech',
      onPress: () => this.#toggleSpeech(),
    });
    this.#vibrates = toggleButton({
      label: t('sound.vibrate'),
      icon: 'vibrate',
      onPress: () => this.#toggleVibration(),
    });
    const isHeard = abilities.plays || abilities.speaks;
    this.element = h(
      'div',
      { class: 'sound-controls', role: 'group', 'aria-label': t('sound.title') },
      isHeard && this.#isOn,
      isHeard && this.#volume,
      abilities.speaks && this.#readsAloud,
      abilities.vibrates && this.#vibrates,
    );
    this.element.hidden = !isHeard && !abilities.vibrates;
    this.#end = sound.settings.changed.subscribe(() => this.#show());
    this.#show();
  }

  dispose(): void {
    this.#end();
  }

  #show(): void {
    const { isMuted, level, readsAloud, vibrates, volume } = this.#sound.settings;
    const percent = Math.round(volume * 100);
    setPressed(this.#isOn, !isMuted);
    setPressed(this.#readsAloud, readsAloud);
    setPressed(this.#vibrates, vibrates);
    this.#volume.value = String(percent);
    this.#volume.setAttribute('aria-valuetext', t('sound.volumeValue', { percent }));
    this.element.classList.toggle('is-silent', level === 0);
  }

  #toggleSound(): void {
    const { settings } = this.#sound;
    settings.change({ isMuted: !settings.isMuted });
    this.#sound.play('guess');
  }

  /** What is switched on is heard at once; some phones speak later only if they did so at a press. */
  #toggleSpeech(): void {
    const { settings } = this.#sound;
    settings.change({ readsAloud: !settings.readsAloud });
    this.#sound.speak(t('sound.sample'), document.documentElement.lang);
  }

  #toggleVibration(): void {
    const { settings } = this.#sound;
    settings.change({ vibrates: !settings.vibrates });
    this.#sound.buzz('recognised');
  }
}
