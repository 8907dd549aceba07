import type { FinishedDrawing, GameDrawing, PublicDrawing } from '../../../shared/protocol/index.ts';
import { t, wordName } from '../../i18n/t.ts';
import { fileName, fileOf, saveFile, type FileFormat } from '../../replay/download.ts';
import { h, setText } from '../dom.ts';
import { inkFrame } from '../ink-frame.ts';
import type { Ui } from '../ui.ts';
import { button, carefulButton, iconButton } from './buttons.ts';
import { artistNames, verdictOn } from './drawing-card.ts';
import { openExplanation } from './explain/explain-dialog.ts';
import { ReplayPlayer } from './replay-player.ts';

const FORMATS: readonly FileFormat[] = ['png', 'svg', 'gif'];

/**
 * Opens a drawing over the page: how it came about, and files of it. Escape and the button close it.
 * @param within the screen it belongs to: it goes with it
 */
export function openDrawing(
  ui: Ui,
  within: HTMLElement,
  drawing: FinishedDrawing | GameDrawing | PublicDrawing,
): void {
  const player = new ReplayPlayer({ theme: ui.theme, drawings: [drawing] });
  const status = h('p', { class: 'dialog-status', role: 'status', 'aria-live': 'polite' });
  const title = h('h2', { class: 'card-title', id: 'drawing-title', tabindex: '-1' }, wordName(drawing.word));
  const card = inkFrame(
    h(
      'div',
      { class: 'card dialog-card' },
      h(
        'header',
        { class: 'dialog-head' },
        h('div', {}, title, h('p', { class: 'dialog-facts' }, factsOf(drawing))),
        iconButton({ label: t('replay.close'), icon: 'close', onPress: () => dialog.close() }),
      ),
      player.element,
      h(
        'div',
        { class: 'dialog-actions' },
        whyButton(ui, drawing),
        downloads(drawing, status),
        reportButton(ui, drawing, status),
      ),
      status,
    ),
    { radius: 22, double: true, filled: true },
  );
  const dialog = h('dialog', { class: 'drawing-dialog', 'aria-labelledby': 'drawing-title' }, card);
  dialog.addEventListener('close', () => {
    player.dispose();
    dialog.remove();
  });
  // A press beside the card is a press on the dialog itself.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  within.append(dialog);
  dialog.showModal();
  title.focus();
}

function factsOf(drawing: FinishedDrawing): string {
  return t('after.pair', {
    first: t('after.by', { names: artistNames(drawing) }),
    second: verdictOn(drawing),
  });
}

/** Of the game that I have just played the server can still say what the network saw in a drawing. */
function whyButton(ui: Ui, drawing: FinishedDrawing | GameDrawing): HTMLElement | null {
  const { store, code } = ui.session;
  const round = store.view?.game.history.find(({ number }) => number === drawing.round);
  if (!('sheet' in drawing) || !round || code === null) return null;
  const { sheet, word } = drawing;
  return button({
    label: t('explain.open'),
    icon: 'eye',
    onPress: () =>
      openExplanation(ui, { room: code, round: round.id, sheet, word, artist: artistNames(drawing) }),
  });
}

function downloads({ strokes, word }: FinishedDrawing, status: HTMLElement): HTMLElement {
  const save = async (format: FileFormat) => {
    const name = fileName(wordName(word), format);
    for (const one of buttons) one.disabled = true;
    try {
      const file = await fileOf(strokes, wordName(word), format, (share) => {
        if (format === 'gif') setText(status, t('replay.making', { percent: Math.floor(10 * share) * 10 }));
      });
      saveFile(file, name);
      setText(status, t('replay.made', { name }));
    } catch {
      setText(status, t('replay.failed'));
    }
    for (const one of buttons) one.disabled = false;
  };
  const buttons = FORMATS.map((format) =>
    button({ label: t(`replay.${format}`), onPress: () => void save(format) }),
  );
  return h(
    'div',
    { class: 'downloads', role: 'group', 'aria-labelledby': 'downloads-label' },
    h('span', { class: 'field-label', id: 'downloads-label' }, t('replay.download')),
    ...buttons,
  );
}

/** Only what everybody can see can be reported. */
function reportButton(
  ui: Ui,
  drawing: FinishedDrawing | PublicDrawing,
  status: HTMLElement,
): HTMLElement | null {
  if (!('id' in drawing)) return null;
  const { id } = drawing;
  const report = carefulButton({
    label: t('replay.report'),
    holdLabel: t('replay.reportAgain'),
    againLabel: t('replay.reportAgain'),
    icon: 'flag',
    onConfirm: () => {
      report.disabled = true;
      void ui.portal.request('drawing:report', { id }).then((answer) => {
        if (!answer.ok) report.disabled = false;
        setText(status, answer.ok ? t('replay.reported') : t(`error.${answer.error.code}`));
      });
    },
  });
  report.classList.add('report-button');
  return report;
}
