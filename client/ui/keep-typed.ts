/**
 * Remembers what was typed, ticked and unfolded in a screen, and returns what puts it into the same screen made anew. Fields
 * are known by their order, as the ids of each screen are its own.
 */
export function keepTyped(from: HTMLElement): (to: HTMLElement) => void {
  const before = fieldsOf(from).map((field) => ({ value: field.value, isTicked: isTicked(field) }));
  const unfolded = foldsOf(from).map(({ open }) => open);
  return (to) => {
    for (const [index, fold] of foldsOf(to).entries()) fold.open = unfolded[index] ?? fold.open;
    const fields = fieldsOf(to);
    if (fields.length !== before.length) return;
    for (const [index, field] of fields.entries()) {
      const { value, isTicked } = before[index]!;
      if (isTickable(field)) field.checked = isTicked;
      else if (field.value !== value) {
        field.value = value;
        // The form hears of it as if it was typed: it may be complete now.
        field.dispatchEvent(new Event('input'));
      }
    }
  };
}

type Field = HTMLInputElement | HTMLTextAreaElement;

function fieldsOf(screen: HTMLElement): Field[] {
  return [...screen.querySelectorAll<Field>('input, textarea')];
}

function foldsOf(screen: HTMLElement): HTMLDetailsElement[] {
  return [...screen.querySelectorAll('details')];
}

function isTickable(field: Field): field is HTMLInputElement {
  return field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox');
}

function isTicked(field: Field): boolean {
  return isTickable(field) && field.checked;
}
