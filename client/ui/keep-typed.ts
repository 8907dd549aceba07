/**
 * Remembers what was typed and ticked in a screen, and returns what puts it into the same screen made anew. Fields are
 * known by their order, as the ids of each screen are its own.
 */
export function keepTyped(from: HTMLElement): (to: HTMLElement) => void {
  const before = fieldsOf(from).map(({ value, checked }) => ({ value, checked }));
  return (to) => {
    const fields = fieldsOf(to);
    if (fields.length !== before.length) return;
    for (const [index, field] of fields.entries()) {
      const { value, checked } = before[index]!;
      if (field.type === 'radio' || field.type === 'checkbox') field.checked = checked;
      else if (field.value !== value) {
        field.value = value;
        // The form hears of it as if it was typed: it may be complete now.
        field.dispatchEvent(new Event('input'));
      }
    }
  };
}

function fieldsOf(screen: HTMLElement): HTMLInputElement[] {
  return [...screen.querySelectorAll('input')];
}
