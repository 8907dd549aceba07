import { t } from '../../i18n/t.ts';
import type { Unsubscribe } from '../../net/signal.ts';
import type { Sound } from '../../sound/index.ts';
import { h } from '../dom.ts';
import { setPressed, switchButton } from './buttons.ts';

/** Volume is moved in steps of this many percent. */
const STEP_PERCENT = 5;

/** What is heard and felt: sound and its volume, guesses read aloud, vibration. Shows what the device can do. */
export class SoundControls {
  readonly element: HTMLElement;
  readonly #sound: Sound;
  readonly #isOn: HTMLButtonElement;
  readonly #volume: HTMLInputElement;
  readonly #readsAloud: HTMLButtonElement;
  readonly #noVoice = h('p', { class: 'sound-note' }, t('sound.noVoice'));
  readonly #vibrates: HTMLButtonElement;
  readonly #endings: readonly Unsubscribe[];

  constructor(sound: Sound) {
    this.#sound = sound;
    const { abilities } = sound;
    this.#isOn = switchButton({ label: t('sound.sound'), icon: 'sound', onPress: () => this.#toggleSound() });
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
    this.#readsAloud = switchButton({
      label: t('sound.readAloud'),
      icon: 'speech',
      onPress: () => this.#toggleSpeech(),
    });
    this.#vibrates = switchButton({
      label: t('sound.vibrate'),
      icon: 'vibrate',
      onPress: () => this.#toggleVibration(),
    });
    const isHeard = abilities.plays || abilities.speaks;
    this.element = h(
      'div',
      { class: 'sound-controls', role: 'group', 'aria-label': t('sound.title') },
      isHeard && h('div', { class: 'sound-line' }, this.#isOn, this.#volume),
      abilities.speaks && this.#readsAloud,
      abilities.speaks && this.#noVoice,
      abilities.vibrates && this.#vibrates,
    );
    this.element.hidden = !isHeard && !abilities.vibrates;
    this.#endings = [
      sound.settings.changed.subscribe(() => this.#show()),
      sound.voicesChanged.subscribe(() => this.#show()),
    ];
    this.#show();
  }

  dispose(): void {
    for (const end of this.#endings) end();
  }

  #show(): void {
    const { isMuted, level, readsAloud, vibrates, volume } = this.#sound.settings;
    const percent = Math.round(volume * 100);
    const hasVoice = this.#sound.hasVoice(pageLanguage());
    setPressed(this.#isOn, !isMuted);
    setPressed(this.#readsAloud, readsAloud && hasVoice);
    this.#readsAloud.disabled = !hasVoice;
    this.#noVoice.hidden = hasVoice;
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
    this.#sound.speak(t('sound.sample'), pageLanguage());
  }

  #toggleVibration(): void {
    const { settings } = this.#sound;
    settings.change({ vibrates: !settings.vibrates });
    this.#sound.buzz('recognised');
  }
}

function pageLanguage(): string {
  return document.documentElement.lang;
}
