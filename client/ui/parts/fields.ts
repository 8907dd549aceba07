import { h, setText } from '../dom.ts';
import { icon, type IconName } from '../icons.ts';

let nextId = 1;

export interface FieldOptions {
  readonly label: string;
  readonly hint?: string;
}

/** One setting in a form: what it is, the control, and what there is to say about it. */
export abstract class Field {
  abstract readonly element: HTMLElement;
  protected readonly id = `field-${nextId++}`;
  readonly #note = h('span', { class: 'tag field-note', hidden: true });
  readonly #error = h('p', { class: 'field-error', id: `${this.id}-error`, 'aria-live': 'polite' });

  /** A few words beside the label, such as when a change begins; null is none. */
  setNote(note: string | null): void {
    this.#note.hidden = note === null;
    setText(this.#note, note ?? '');
  }

  /** Why the last change did not happen; null where it did. */
  setError(message: string | null): void {
    setText(this.#error, message ?? '');
  }

  protected get note(): HTMLElement {
    return this.#note;
  }

  protected get error(): HTMLElement {
    return this.#error;
  }

  protected describedBy(hint: string | undefined): string {
    return hint === undefined ? `${this.id}-error` : `${this.id}-hint ${this.id}-error`;
  }

  protected hint(text: string | undefined): HTMLElement | null {
    return text === undefined ? null : h('p', { class: 'hint', id: `${this.id}-hint` }, text);
  }

  /** A group of controls under one heading. */
  protected group({ label, hint }: FieldOptions, ...content: HTMLElement[]): HTMLElement {
    return h(
      'fieldset',
      { class: 'field', 'aria-describedby': this.describedBy(hint) },
      h('legend', { class: 'field-label' }, label, this.#note),
      this.hint(hint),
      ...content,
      this.#error,
    );
  }
}

export interface RangeOptions extends FieldOptions {
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** How a value is written. */
  readonly format: (value: number) => string;
  readonly onChange: (value: number) => void;
}

/** A number on a slider, which says its value. */
export class RangeField extends Field {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #value = h('output', { class: 'range-value' });
  readonly #options: RangeOptions;

  constructor(options: RangeOptions) {
    super();
    const { label, hint, min, max, step = 1, onChange } = options;
    this.#options = options;
    this.#input = h('input', {
      type: 'range',
      class: 'range',
      id: this.id,
      min,
      max,
      step,
      'aria-describedby': this.describedBy(hint),
      oninput: () => {
        this.#say(Number(this.#input.value));
        onChange(Number(this.#input.value));
      },
    });
    this.element = h(
      'div',
      { class: 'field range-field' },
      h(
        'div',
        { class: 'field-head' },
        h('label', { class: 'field-label', for: this.id }, label),
        this.#value,
      ),
      this.#input,
      this.note,
      this.hint(hint),
      this.error,
    );
  }

  show(value: number): void {
    this.#input.value = String(value);
    this.#say(value);
  }

  #say(value: number): void {
    const text = this.#options.format(value);
    setText(this.#value, text);
    this.#input.setAttribute('aria-valuetext', text);
  }
}

export interface ToggleOptions extends FieldOptions {
  readonly onChange: (isOn: boolean) => void;
}

/** Something that is on or off. */
export class ToggleField extends Field {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;

  constructor({ label, hint, onChange }: ToggleOptions) {
    super();
    this.#input = h('input', {
      type: 'checkbox',
      role: 'switch',
      class: 'toggle',
      id: this.id,
      'aria-describedby': this.describedBy(hint),
      onchange: () => onChange(this.#input.checked),
    });
    this.element = h(
      'div',
      { class: 'field toggle-field' },
      h(
        'div',
        {},
        h('label', { class: 'field-label', for: this.id }, label),
        this.note,
        this.hint(hint),
        this.error,
      ),
      this.#input,
    );
  }

  show(isOn: boolean): void {
    this.#input.checked = isOn;
  }
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  /** A sentence about it. */
  readonly text?: string;
  readonly icon?: IconName;
  readonly lang?: string;
}

export interface ChoiceOptions<T extends string> extends FieldOptions {
  readonly choices: readonly Choice<T>[];
  /** `cards` have room for a picture and a sentence. */
  readonly look: 'chips' | 'cards';
}

/** One of a few. */
export class ChoiceField<T extends string> extends Field {
  readonly element: HTMLElement;
  readonly #inputs: readonly HTMLInputElement[];

  constructor(options: ChoiceOptions<T> & { readonly onChange: (value: T) => void }) {
    super();
    const { choices, look, onChange } = options;
    this.#inputs = choices.map(({ value }) =>
      h('input', {
        type: 'radio',
        class: 'choice-input',
        name: this.id,
        value,
        onchange: () => onChange(value),
      }),
    );
    this.element = this.group(options, optionList(choices, this.#inputs, look));
  }

  show(value: T): void {
    for (const input of this.#inputs) input.checked = input.value === value;
  }
}

/** Any of several. None of them is a choice too, which has a name: everything. */
export class SeveralField<T extends string> extends Field {
  readonly element: HTMLElement;
  readonly #all: HTMLInputElement;
  readonly #inputs: readonly HTMLInputElement[];

  constructor(
    options: ChoiceOptions<T> & {
      readonly all: string;
      readonly onChange: (values: readonly T[]) => void;
    },
  ) {
    super();
    const { choices, look, all, onChange } = options;
    const change = (values: readonly T[]) => {
      this.show(values);
      onChange(values);
    };
    const chosen = () => choices.map(({ value }) => value).filter((_, index) => this.#inputs[index]?.checked);
    this.#all = h('input', { type: 'checkbox', class: 'choice-input', onchange: () => change([]) });
    this.#inputs = choices.map(() =>
      h('input', { type: 'checkbox', class: 'choice-input', onchange: () => change(chosen()) }),
    );
    const everything: Choice<string> = { value: '', label: all };
    this.element = this.group(
      options,
      optionList([everything, ...choices], [this.#all, ...this.#inputs], look),
    );
    this.#inputs.forEach((input, index) => (input.value = choices[index]!.value));
  }

  show(values: readonly T[]): void {
    this.#all.checked = values.length === 0;
    for (const input of this.#inputs) input.checked = (values as readonly string[]).includes(input.value);
  }
}

/** One of many. */
export class SelectField<T extends string> extends Field {
  readonly element: HTMLElement;
  readonly #select: HTMLSelectElement;

  constructor({
    label,
    hint,
    choices,
    onChange,
  }: FieldOptions & { readonly choices: readonly Choice<T>[]; readonly onChange: (value: T) => void }) {
    super();
    this.#select = h(
      'select',
      {
        class: 'select',
        id: this.id,
        'aria-describedby': this.describedBy(hint),
        onchange: () => onChange(this.#select.value as T),
      },
      ...choices.map((choice) => h('option', { value: choice.value, lang: choice.lang }, choice.label)),
    );
    this.element = h(
      'div',
      { class: 'field' },
      h('div', { class: 'field-head' }, h('label', { class: 'field-label', for: this.id }, label), this.note),
      this.#select,
      this.hint(hint),
      this.error,
    );
  }

  show(value: T): void {
    this.#select.value = value;
  }
}

function optionList(
  choices: readonly Choice<string>[],
  inputs: readonly HTMLInputElement[],
  look: 'chips' | 'cards',
): HTMLElement {
  return h(
    'div',
    { class: `choices choices--${look}` },
    ...choices.map(({ label, text, icon: name }, index) =>
      h(
        'label',
        { class: 'choice' },
        inputs[index],
        name !== undefined && icon(name),
        h('span', { class: 'choice-label' }, label),
        text !== undefined && h('span', { class: 'choice-text' }, text),
      ),
    ),
  );
}
