type Child = Node | string | null | undefined | false;
type EventName = keyof HTMLElementEventMap;
type Handlers = { readonly [E in EventName as `on${E}`]?: (event: HTMLElementEventMap[E]) => void };
type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;
/** Attributes by their HTML names, `class`, and `onclick`-like handlers. */
export type Props = Handlers | Attributes;

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/** Makes an element. Text is always set as text, so nothing that a player typed becomes markup. */
export function h<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else setAttribute(element, name, value as Attributes[string]);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Makes an SVG element. */
export function svg<T extends keyof SVGElementTagNameMap>(
  tag: T,
  attributes: Attributes = {},
  ...children: SVGElement[]
): SVGElementTagNameMap[T] {
  const element = document.createElementNS(SVG_NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...children);
  return element;
}

function setAttribute(element: Element, name: string, value: Attributes[string]): void {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : String(value));
}

/** Sets a text only where it differs: screen readers announce what is set, changed or not. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Keeps a list of elements in step with a list of items, by key: what stays keeps its element, focus and ink.
 * Returns the parts in the items' order.
 */
export class KeyedList<Item, Part extends { readonly element: HTMLElement; dispose?: () => void }> {
  readonly #parent: HTMLElement;
  readonly #make: (item: Item) => Part;
  readonly #parts = new Map<string, Part>();

  constructor(parent: HTMLElement, make: (item: Item) => Part) {
    this.#parent = parent;
    this.#make = make;
  }

  update(items: readonly Item[], key: (item: Item) => string, show: (part: Part, item: Item) => void): void {
    const kept = new Set<string>();
    for (const [index, item] of items.entries()) {
      const id = key(item);
      kept.add(id);
      let part = this.#parts.get(id);
      if (part === undefined) {
        part = this.#make(item);
        this.#parts.set(id, part);
      }
      if (this.#parent.children[index] !== part.element) {
        this.#parent.insertBefore(part.element, this.#parent.children[index] ?? null);
      }
      show(part, item);
    }
    for (const [id, part] of [...this.#parts]) {
      if (kept.has(id)) continue;
      part.dispose?.();
      part.element.remove();
      this.#parts.delete(id);
    }
  }

  dispose(): void {
    for (const part of this.#parts.values()) part.dispose?.();
    this.#parts.clear();
  }
}
