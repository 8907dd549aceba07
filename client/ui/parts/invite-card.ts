import { t } from '../../i18n/t.ts';
import { shownCode } from '../../net/hidden-code.ts';
import { codeHiddenMemory } from '../../net/memory.ts';
import { roomLink, showInAddressBar } from '../../net/room-url.ts';
import { copyText } from '../copy.ts';
import { h, setText } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';
import type { Ui } from '../ui.ts';
import { button, iconButton } from './buttons.ts';
import { Dialog } from './dialog.ts';
import { qrCode } from './qr-code.ts';

/** How long "copied" stands on the button. */
const COPIED_MS = 2_000;

/** How others get here: the code, large or hidden, its link, a QR code, the device's own way of sharing. */
export class InviteCard {
  readonly element: HTMLElement;
  readonly #ui: Ui;
  readonly #code: string;
  readonly #letters: readonly HTMLElement[];
  readonly #shown = h('p', { class: 'room-code' });
  readonly #hide = h('span', { class: 'hide-code' });
  readonly #hint = h('p', { class: 'hint' });
  readonly #qr: HTMLButtonElement;
  readonly #share: HTMLButtonElement | null;
  readonly #picture = h('div', { class: 'qr-box' });
  readonly #dialog: Dialog;

  constructor(ui: Ui, code: string) {
    this.#ui = ui;
    this.#code = code;
    this.#letters = code.split('').map(() => h('span', { class: 'code-letter', 'aria-hidden': 'true' }));
    this.#shown.append(...this.#letters.map((letter) => inkFrame(letter, { radius: 12, filled: true })));
    const copy = button({
      label: t('lobby.copyLink'),
      icon: 'copy',
      onPress: () => void this.#copyLink(copy),
    });
    this.#qr = button({ label: t('lobby.qr'), icon: 'qr', onPress: () => void this.#showQr() });
    // Not every browser has it, and some only over HTTPS.
    const canShare = typeof (navigator as Partial<Navigator>).share === 'function';
    this.#share = canShare
      ? button({ label: t('lobby.share'), icon: 'share', onPress: () => void this.#shareLink() })
      : null;
    this.#dialog = new Dialog(
      h('div', { class: 'qr-dialog' }, this.#picture, h('p', {}, t('lobby.qrText'))),
      'qr-window',
    );
    this.element = inkFrame(
      h(
        'section',
        { class: 'card lobby-invite' },
        h('div', { class: 'card-head' }, h('p', { class: 'field-label' }, t('lobby.codeLabel')), this.#hide),
        this.#shown,
        h('div', { class: 'invite-ways' }, copy, this.#share, this.#qr),
        this.#hint,
        this.#dialog.element,
      ),
      { radius: 22, double: true, filled: true },
    );
    this.#showCode();
  }

  /** @param seats how many can play */
  update(seats: number): void {
    const isHidden = codeHiddenMemory.get();
    setText(this.#hint, isHidden ? t('lobby.codeHidden') : t('lobby.invite', { seats }));
  }

  #toggle(): void {
    codeHiddenMemory.set(!codeHiddenMemory.get());
    showInAddressBar(this.#code);
    this.#showCode();
    this.update(this.#ui.session.store.view?.game.settings.maxPlayers ?? 0);
    this.#hide.querySelector('button')?.focus();
  }

  #showCode(): void {
    const isHidden = codeHiddenMemory.get();
    const shown = shownCode(this.#code);
    this.#letters.forEach((letter, index) => {
      // The frame is the letter's first child; the letter itself is text after it.
      while (letter.lastChild && letter.lastChild.nodeType === Node.TEXT_NODE) letter.lastChild.remove();
      letter.append(shown[index] ?? '');
    });
    const spelled = isHidden
      ? t('lobby.codeHidden')
      : `${t('lobby.codeLabel')}: ${shown.split('').join(' ')}`;
    this.#shown.setAttribute('aria-label', spelled);
    this.#shown.setAttribute('role', 'img');
    this.#shown.classList.toggle('is-hidden', isHidden);
    this.#qr.hidden = isHidden;
    if (this.#share) this.#share.hidden = isHidden;
    this.#hide.replaceChildren(
      iconButton({
        label: t(isHidden ? 'lobby.showCode' : 'lobby.hideCode'),
        icon: isHidden ? 'hidden' : 'eye',
        onPress: () => this.#toggle(),
      }),
    );
  }

  async #copyLink(copy: HTMLButtonElement): Promise<void> {
    const isCopied = await copyText(roomLink(this.#code));
    const label = copy.querySelector('.button-label');
    if (!label) return;
    const said = t(isCopied ? 'lobby.copied' : 'lobby.copyFailed');
    setText(label, said);
    this.#ui.announcer.say(said);
    setTimeout(() => setText(label, t('lobby.copyLink')), COPIED_MS);
  }

  async #shareLink(): Promise<void> {
    try {
      const url = roomLink(this.#code);
      await navigator.share({ title: t('app.name'), text: t('lobby.shareText'), url });
    } catch {
      // Whoever closes the device's window has changed their mind.
    }
  }

  async #showQr(): Promise<void> {
    try {
      this.#picture.replaceChildren(await qrCode(roomLink(this.#code)));
    } catch {
      this.#picture.replaceChildren(h('p', { class: 'form-error' }, t('lobby.qrFailed')));
    }
    this.#dialog.open(t('lobby.qrTitle'));
  }
}
