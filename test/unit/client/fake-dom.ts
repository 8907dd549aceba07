import { vi } from 'vitest';

/** As much of an element as the parts of the page need to be pressed in a test. */
export class FakeElement extends EventTarget {
  readonly tag: string;
  readonly children: FakeElement[] = [];
  hidden = false;
  value = '';
  readonly #attributes = new Map<string, string>();
  readonly #classes = new Set<string>();
  readonly classList = {
    add: (name: string) => void this.#classes.add(name),
    contains: (name: string) => this.#classes.has(name),
    toggle: (name: string, force: boolean) => void this.#classes[force ? 'add' : 'delete'](name),
  };

  constructor(tag: string) {
    super();
    this.tag = tag;
  }

  disabled = false;

  append(...children: (FakeElement | string)[]): void {
    this.children.push(...children.filter((child) => typeof child !== 'string'));
  }

  setAttribute(name: string, value: string): void {
    this.#attributes.set(name, value);
  }

  removeAttribute(name: string): void {
    this.#attributes.delete(name);
  }

  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null;
  }

  /** The element in here that a screen reader calls by this name. */
  labelled(name: string): FakeElement {
    const found = this.#descendants().find((child) => child.getAttribute('aria-label') === name);
    if (found === undefined) throw new Error(`there is nothing called ${name}`);
    return found;
  }

  #descendants(): FakeElement[] {
    return this.children.flatMap((child) => [child, ...child.#descendants()]);
  }

  fire(type: string): void {
    this.dispatchEvent(new Event(type));
  }
}

/** Puts a document in its place that makes such elements; `vi.unstubAllGlobals` takes it away. */
export function stubDocument(): void {
  const createElement = (tag: string) => new FakeElement(tag);
  vi.stubGlobal('document', {
    createElement,
    createElementNS: (_namespace: string, tag: string) => new FakeElement(tag),
    documentElement: { lang: 'en' },
  });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {
        // Nothing has a size here.
      }
    },
  );
}
