import { t } from '../../i18n/t.ts';
import { leftHandedMemory } from '../../net/memory.ts';
import { h } from '../dom.ts';
import { setPressed, switchButton } from './buttons.ts';

/** The list of keys, and the switch for left hands. */
export function drawHelp(onHandChanged: () => void): HTMLElement {
  const leftHanded = switchButton({
    label: t('tools.leftHanded'),
    icon: 'hand',
    onPress: () => {
      leftHandedMemory.set(!leftHandedMemory.get());
      setPressed(leftHanded, leftHandedMemory.get());
      onHandChanged();
    },
  });
  setPressed(leftHanded, leftHandedMemory.get());
  const control = t('key.control');
  const shift = t('key.shift');
  const rows: readonly (readonly [string, ...string[][]])[] = [
    [t('tools.pen'), ['B']],
    [t('tools.eraser'), ['E']],
    [t('tools.undo'), [control, 'Z']],
    [t('tools.redo'), [control, shift, 'Z'], [control, 'Y']],
    [t('keys.arrows'), [t('key.arrows')]],
    [t('keys.larger'), [shift, t('key.arrows')]],
    [t('keys.downUp'), [t('key.space')]],
    [t('keys.thisList'), ['?']],
  ];
  return h(
    'section',
    { class: 'help', 'aria-label': t('tools.helpTitle') },
    leftHanded,
    h('dl', { class: 'key-list' }, ...rows.flatMap(([what, ...ways]) => row(what, ways))),
    h('p', { class: 'hint' }, t('keys.drawing')),
  );
}

function row(what: string, ways: readonly (readonly string[])[]): HTMLElement[] {
  const keys = ways.map((way) => h('span', { class: 'key-way' }, ...way.map((key) => h('kbd', {}, key))));
  return [h('dt', {}, what), h('dd', {}, ...keys)];
}
