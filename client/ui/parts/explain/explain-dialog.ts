import type { ExplainedDrawing } from '../../../net/explanations.ts';
import { t, wordThing } from '../../../i18n/t.ts';
import { h } from '../../dom.ts';
import { inkFrame } from '../../ink-frame.ts';
import type { Ui } from '../../ui.ts';
import { button, iconButton } from '../buttons.ts';
import { explanationView } from './explanation-view.ts';

export interface DrawingToExplain extends ExplainedDrawing {
  readonly word: string;
  /** Whose drawing it is. */
  readonly artist: string;
}

/** Opens what the network saw in a drawing. It closes itself where the game goes on, for then there is something to draw. */
export function openExplanation(ui: Ui, drawing: DrawingToExplain): void {
  const { store } = ui.session;
  const content = h('div', { class: 'explain-content', 'aria-live': 'polite' });
  const titleId = 'explain-title';
  const card = inkFrame(
    h(
      'div',
      { class: 'card explain-card' },
      h(
        'header',
        { class: 'explain-head' },
        h(
          'div',
          {},
          h('h2', { class: 'card-title', id: titleId, tabindex: '-1', autofocus: true }, t('explain.title')),
          h(
            'p',
            { class: 'explain-whose' },
            t('explain.drawnBy', { thing: wordThing(drawing.word), name: drawing.artist }),
          ),
        ),
        iconButton({ label: t('explain.close'), icon: 'close', onPress: () => dialog.close() }),
      ),
      content,
      isReveal() && h('p', { class: 'explain-later' }, t('explain.later')),
    ),
    { radius: 22, double: true, filled: true },
  );
  const dialog = h('dialog', { class: 'explain-dialog', 'aria-labelledby': titleId }, card);
  const unsubscribe = store.changed.subscribe(() => {
    if (!mayStay()) dialog.close();
  });
  dialog.addEventListener('close', () => {
    unsubscribe();
    dialog.remove();
  });
  // Beside the card is outside.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  void show();

  async function show(): Promise<void> {
    content.replaceChildren(h('p', { class: 'explain-waiting' }, t('explain.waiting')));
    const answer = await ui.explanations.of(drawing);
    content.replaceChildren(
      ...(answer.ok
        ? [explanationView(answer)]
        : [
            h('p', { class: 'form-error' }, t(`error.${answer.error.code}`)),
            button({ label: t('explain.again'), onPress: () => void show() }),
          ]),
    );
  }

  function isReveal(): boolean {
    return store.view?.game.phase === 'reveal';
  }

  function mayStay(): boolean {
    return isReveal() || store.view?.game.phase === 'final';
  }
}

/** What opens it. */
export function explainButton(ui: Ui, drawing: DrawingToExplain): HTMLButtonElement {
  return h(
    'button',
    {
      type: 'button',
      class: 'explain-open',
      'aria-label': t('explain.openOf', { name: drawing.artist }),
      onclick: () => openExplanation(ui, drawing),
    },
    t('explain.open'),
  );
}
