import './admin.css';
import { t } from '../../i18n/t.ts';
import { adminTokenMemory } from '../../net/memory.ts';
import { h, setText } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';
import { button } from '../parts/buttons.ts';
import { AdminApi, AdminError, type Refusal } from './admin-api.ts';
import { DeskView } from './desk-view.ts';
import { modelsView } from './models-view.ts';
import { shadowView } from './shadow-view.ts';
import { statisticsView } from './statistics-view.ts';
import { StatusView } from './status-view.ts';

/** Asks for the token, and shows what it opens: the queue, what players gave, the networks. */
export class AdminView {
  readonly element = h('div', { class: 'admin' });
  #desk: DeskView | null = null;
  #status: StatusView | null = null;

  constructor() {
    const token = adminTokenMemory.get();
    if (token === null) this.#showDoor(null);
    else void this.#open(token);
  }

  dispose(): void {
    this.#desk?.dispose();
    this.#desk = null;
    this.#status?.dispose();
    this.#status = null;
  }

  #showDoor(refusal: Refusal | null): void {
    this.dispose();
    const field = h('input', {
      class: 'field-input',
      id: 'admin-token',
      type: 'password',
      autocomplete: 'current-password',
      spellcheck: 'false',
      required: true,
      'aria-describedby': 'admin-token-hint admin-token-error',
    });
    const error = h('p', { class: 'form-error', role: 'alert', id: 'admin-token-error' });
    const form = h(
      'form',
      {
        class: 'menu-form',
        onsubmit: (event) => {
          event.preventDefault();
          void this.#open(field.value);
        },
      },
      h('label', { class: 'field-label', for: 'admin-token' }, t('admin.token')),
      inkFrame(h('div', { class: 'field-box' }, field), { radius: 12, filled: true }),
      h('p', { class: 'hint', id: 'admin-token-hint' }, t('admin.tokenHint')),
      error,
      button({ label: t('admin.enter'), look: 'primary', type: 'submit' }),
    );
    this.element.replaceChildren(
      inkFrame(h('section', { class: 'card admin-door' }, form), { radius: 22, double: true, filled: true }),
    );
    setText(error, refusal === null ? '' : refusalText(refusal));
    field.focus();
  }

  async #open(token: string): Promise<void> {
    const api = new AdminApi(token);
    try {
      const [status, statistics, models, shadow] = await Promise.all([
        api.status(),
        api.statistics(),
        api.models(),
        api.shadow(),
      ]);
      adminTokenMemory.set(token);
      this.dispose();
      this.#desk = new DeskView(api);
      this.#status = new StatusView(api, status);
      this.element.replaceChildren(
        this.#desk.element,
        this.#status.element,
        statisticsView(statistics),
        modelsView(models),
        shadowView(shadow),
        h('div', {}, button({ label: t('admin.leave'), icon: 'leave', onPress: () => this.#leave() })),
      );
      this.#desk.focus();
    } catch (error) {
      adminTokenMemory.set(null);
      this.#showDoor(error instanceof AdminError ? error.refusal : 'failed');
    }
  }

  #leave(): void {
    adminTokenMemory.set(null);
    this.#showDoor(null);
  }
}

function refusalText(refusal: Refusal): string {
  return t(refusal === 'failed' ? 'pages.failed' : `admin.${refusal}`);
}
