import type { Explanation } from '../../../../shared/protocol/index.ts';
import { t, wordName } from '../../../i18n/t.ts';
import { svg } from '../../dom.ts';
import { layOutCurve, xOf, yOf, type ChartLine, type ChartSize } from './curve-layout.ts';
import { curveStory, percentOf } from './story.ts';

/** Letters keep their size, so a small chart is not a large one made smaller. */
const SIZES = {
  small: { width: 290, height: 170, left: 42, right: 14, top: 24, bottom: 22 },
  large: { width: 400, height: 205, left: 42, right: 14, top: 24, bottom: 22 },
} satisfies Record<string, ChartSize>;
const RULES = [0, 0.5, 1];

/** How the network's guesses moved while the ink grew, as a picture with a sentence for those who cannot see it. */
export function curveChart(explanation: Explanation, name: keyof typeof SIZES): SVGSVGElement {
  const size = SIZES[name];
  const lines = layOutCurve(explanation, size, wordName);
  // What matters lies on top.
  const inDrawingOrder = [...lines].reverse();
  return svg(
    'svg',
    {
      class: 'curve',
      viewBox: `0 0 ${size.width} ${size.height}`,
      role: 'img',
      'aria-label': curveStory(explanation),
    },
    ...axes(size),
    ...recognitionMark(explanation.recognisedAt, size),
    svg('g', { class: 'curve-lines' }, ...inDrawingOrder.flatMap((line) => inked(line, lines))),
    svg(
      'g',
      { class: 'curve-words' },
      ...inDrawingOrder.map(({ word, isPrompt, label }) =>
        text(wordName(word), label.x, label.y, `curve-word${isPrompt ? ' is-prompt' : ''}`),
      ),
    ),
  );
}

function inked({ isPrompt, path, end, word }: ChartLine, lines: readonly ChartLine[]): SVGElement[] {
  if (isPrompt) {
    return [
      svg('path', { class: 'curve-marker', d: path }),
      svg('path', { class: 'curve-line is-prompt', d: path }),
      svg('circle', { class: 'curve-end', cx: end.x, cy: end.y, r: 5 }),
    ];
  }
  const rival = lines.filter((line) => !line.isPrompt).findIndex((line) => line.word === word);
  return [svg('path', { class: `curve-line is-rival-${rival + 1}`, d: path })];
}

function axes(size: ChartSize): SVGElement[] {
  const { width, height, left, right, top, bottom } = size;
  const rules = RULES.flatMap((confidence) => {
    const y = yOf(confidence, size);
    return [
      svg('line', { class: 'curve-rule', x1: left, x2: width - right, y1: y, y2: y }),
      text(t('explain.sureness', { percent: percentOf(confidence) }), left / 2, y, 'curve-axis'),
    ];
  });
  const baseline = height - bottom / 2;
  return [
    ...rules,
    text(t('explain.sure'), left / 2, top / 2, 'curve-axis'),
    text(t('explain.firstInk'), left, baseline, 'curve-axis is-first'),
    text(t('explain.allInk'), width - right, baseline, 'curve-axis is-last'),
  ];
}

function recognitionMark(recognisedAt: number | null, size: ChartSize): SVGElement[] {
  if (recognisedAt === null) return [];
  const x = xOf(recognisedAt, size);
  const [top, bottom] = [yOf(1, size), yOf(0, size)];
  const halfText = 34;
  const textX = Math.min(size.width - halfText, Math.max(size.left + halfText, x));
  return [
    svg('line', { class: 'curve-recognised', x1: x, x2: x, y1: top - 6, y2: bottom }),
    text(t('explain.recognised'), textX, size.top / 2, 'curve-recognised-text'),
  ];
}

function text(content: string, x: number, y: number, className: string): SVGElement {
  const element = svg('text', { x: x.toFixed(1), y: y.toFixed(1), class: className });
  element.textContent = content;
  return element;
}
