import type { Preferences } from '../../../shared/protocol/index.ts';
import { t } from '../../i18n/t.ts';
import { h, setText } from '../dom.ts';
import type { Ui } from '../ui.ts';

/** Something that a player agrees to or not; the server knows, in whatever browser tab. */
export function consentSwitch(ui: Ui, name: keyof Preferences): HTMLElement {
  const error = h('span', { class: 'consent-error', role: 'alert' });
  const noteId = `consent-${name}-note`;
  const input = h('input', {
    type: 'checkbox',
    class: 'toggle',
    role: 'switch',
    disabled: true,
    'aria-describedby': noteId,
    onchange: () => void choose(),
  });
  const choose = async () => {
    const wanted = input.checked;
    const answer = await ui.portal.request('preferences:set', { [name]: wanted });
    if (answer.ok) input.checked = answer[name];
    else input.checked = !wanted;
    setText(error, answer.ok ? '' : t(`error.${answer.error.code}`));
  };
  const ask = async () => {
    const answer = await ui.portal.request('preferences:get', {});
    if (!answer.ok) return;
    input.checked = answer[name];
    input.disabled = false;
  };
  void ask();
  // A page that is opened by its address is here before the session is.
  const end = ui.portal.sessionStarted.subscribe(() => {
    if (element.isConnected) void ask();
    else end();
  });
  const element = h(
    'div',
    { class: 'consent' },
    h('label', { class: 'consent-toggle' }, input, h('span', {}, t(`consent.${name}`))),
    h('p', { class: 'consent-note', id: noteId }, t(`consent.${name}Note`)),
    error,
  );
  return element;
}
