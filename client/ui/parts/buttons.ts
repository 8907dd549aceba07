import { h } from '../dom.ts';
import { icon, type IconName } from '../icons.ts';
import { inkFrame } from '../ink-frame.ts';

/** How long a button has to be held, and how long it waits for the second press. */
const HOLD_MS = 600;
const SECOND_PRESS_MS = 2_500;

export interface ButtonOptions {
  readonly label: string;
  readonly icon?: IconName;
  /** `primary` is the marker's yellow: whatever matters now. */
  readonly look?: 'primary' | 'plain' | 'quiet';
  readonly type?: 'button' | 'submit';
  readonly onPress?: () => void;
}

/** A button in the project's look. */
export function button({
  label,
  icon: name,
  look = 'plain',
  type = 'button',
  onPress,
}: ButtonOptions): HTMLButtonElement {
  const element = h(
    'button',
    { type, class: `button button--${look}`, onclick: () => onPress?.() },
    name !== undefined && icon(name),
    h('span', { class: 'button-label' }, label),
  );
  return look === 'quiet'
    ? element
    : inkFrame(element, { radius: 16, filled: true, line: look === 'primary' ? 2.6 : 2 });
}

/** A button with an icon only; the label is for screen readers and the tooltip. */
export function iconButton(options: {
  label: string;
  icon: IconName;
  onPress: () => void;
}): HTMLButtonElement {
  return h(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': options.label,
      title: options.label,
      onclick: options.onPress,
    },
    icon(options.icon),
  );
}

/** A button that is on or off. Its words say what is on, not what a press does, as screen readers add the rest. */
export function switchButton(options: {
  label: string;
  icon: IconName;
  onPress: () => void;
}): HTMLButtonElement {
  const { label, icon: name, onPress } = options;
  return h(
    'button',
    { type: 'button', class: 'switch', 'aria-label': label, 'aria-pressed': 'false', onclick: onPress },
    h('span', { class: 'switch-icon' }, icon(name)),
    h('span', {}, label),
  );
}

/** Shows a switch as on or off. */
export function setPressed(element: HTMLButtonElement, isOn: boolean): void {
  element.setAttribute('aria-pressed', String(isOn));
}

export interface CarefulButtonOptions {
  readonly label: string;
  readonly holdLabel: string;
  readonly againLabel: string;
  readonly icon: IconName;
  readonly compact?: boolean;
  /** `tool`: small, with its words below, as the drawing tools are. */
  readonly look?: 'button' | 'tool';
  readonly onConfirm: () => void;
}

/**
 * A button that cannot be hit by accident: it is held for a moment, or pressed twice. Holding works with a pointer and
 * with a key; pressing twice is the way for switches and screen readers, whose press has no length.
 */
export function carefulButton(options: CarefulButtonOptions): HTMLButtonElement {
  const { label, holdLabel, againLabel, icon: name, compact = false, look = 'button', onConfirm } = options;
  const isTool = look === 'tool';
  const labelClass = isTool ? 'tool-label' : 'button-label';
  const text = h('span', { class: compact ? 'visually-hidden' : labelClass }, label);
  const element = h(
    'button',
    {
      type: 'button',
      class: `careful ${isTool ? 'tool' : compact ? 'icon-button' : 'button button--plain'}`,
      title: compact ? label : null,
    },
    h('span', { class: 'careful-fill', 'aria-hidden': 'true' }),
    icon(name),
    text,
  );
  let holding: ReturnType<typeof setTimeout> | null = null;
  let waiting: ReturnType<typeof setTimeout> | null = null;
  let heldToTheEnd = false;

  const calm = () => {
    if (waiting !== null) clearTimeout(waiting);
    waiting = null;
    text.textContent = label;
    element.classList.remove('is-asking');
  };
  const release = () => {
    if (holding !== null) clearTimeout(holding);
    holding = null;
    element.classList.remove('is-held');
  };
  const hold = () => {
    if (holding !== null) return;
    heldToTheEnd = false;
    element.classList.add('is-held');
    holding = setTimeout(() => {
      heldToTheEnd = true;
      release();
      calm();
      onConfirm();
    }, HOLD_MS);
  };
  /** A press that was too short to be a hold: asks, and the second one confirms. */
  const press = (question: string) => {
    const isSecond = waiting !== null;
    calm();
    if (isSecond) {
      onConfirm();
      return;
    }
    text.textContent = question;
    element.classList.add('is-asking');
    waiting = setTimeout(calm, SECOND_PRESS_MS);
  };

  element.addEventListener('pointerdown', (event) => {
    if (event.button === 0) hold();
  });
  for (const ending of ['pointerup', 'pointerleave', 'pointercancel', 'blur']) {
    element.addEventListener(ending, release);
  }
  element.addEventListener('keydown', (event) => {
    if (!isPressKey(event)) return;
    event.preventDefault();
    if (!event.repeat) hold();
  });
  element.addEventListener('keyup', (event) => {
    if (!isPressKey(event)) return;
    event.preventDefault();
    if (holding === null) return;
    release();
    press(againLabel);
  });
  element.addEventListener('click', (event) => {
    // The click that ends a hold is not one more press.
    if (heldToTheEnd) heldToTheEnd = false;
    else press(event.detail === 0 || compact ? againLabel : holdLabel);
  });
  return compact || isTool ? element : inkFrame(element, { radius: 16, filled: true });
}

function isPressKey({ key }: KeyboardEvent): boolean {
  return key === ' ' || key === 'Enter';
}
