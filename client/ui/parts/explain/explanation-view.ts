import type { Explanation, Neighbour } from '../../../../shared/protocol/index.ts';
import { t, wordName } from '../../../i18n/t.ts';
import { h } from '../../dom.ts';
import { curveChart } from './curve-chart.ts';
import { inkedDrawing, tintedDrawing } from './inked.ts';
import { curveStory, percentOf, strokeStory, weightOf } from './story.ts';

/** Everything that there is to say about one drawing. */
export function explanationView(explanation: Explanation): HTMLElement {
  if (explanation.curve.length === 0) return h('p', { class: 'explain-text' }, t('explain.nothing'));
  return h(
    'div',
    { class: 'explain-parts' },
    part('curve', t('explain.curveTitle'), curveChart(explanation, 'large'), says(curveStory(explanation))),
    part(
      'strokes',
      t('explain.strokesTitle'),
      tintedDrawing(explanation.strokes, t('explain.strokesPicture')),
      legend(explanation),
      says(strokeStory(explanation)),
    ),
    explanation.neighbours.length > 0 &&
      part('neighbours', t('explain.neighboursTitle'), neighbourList(explanation.neighbours)),
  );
}

/** What fits beside the score: the chart, and a sentence. */
export function shortExplanation(explanation: Explanation): HTMLElement {
  return h(
    'div',
    { class: 'explain-short' },
    curveChart(explanation, 'small'),
    says(explanation.recognisedAt === null ? curveStory(explanation) : strokeStory(explanation)),
  );
}

function part(name: string, title: string, ...children: (Node | null)[]): HTMLElement {
  return h(
    'section',
    { class: `explain-part explain-part--${name}` },
    h('h3', { class: 'explain-part-title' }, title),
    ...children,
  );
}

function says(sentence: string): HTMLElement {
  return h('p', { class: 'explain-text' }, sentence);
}

/** What yellow and dots mean, where there are any. */
function legend({ strokes }: Explanation): HTMLElement | null {
  const weights = strokes.map((stroke) => weightOf(stroke, strokes));
  const entries = [
    weights.some((weight) => weight > 0) && (['helped', t('explain.helped')] as const),
    weights.some((weight) => weight < 0) && (['misled', t('explain.misled')] as const),
  ].filter((entry) => entry !== false);
  if (entries.length === 0) return null;
  return h(
    'ul',
    { class: 'explain-legend' },
    ...entries.map(([kind, text]) =>
      h('li', {}, h('span', { class: `explain-sample is-${kind}`, 'aria-hidden': 'true' }), text),
    ),
  );
}

/** The nearest drawings, with how alike they are and whose. */
export function neighbourList(all: readonly Neighbour[]): HTMLElement {
  const origins = new Set(all.map(({ origin }) => origin));
  const credits = [
    origins.has('inkling') && t('explain.creditInkling'),
    origins.has('players') && t('explain.creditPlayers'),
  ].filter((credit) => credit !== false);
  return h(
    'div',
    {},
    h(
      'ul',
      { class: 'explain-neighbours' },
      ...all.map(({ word, strokes, similarity }) =>
        h(
          'li',
          { class: 'explain-neighbour' },
          inkedDrawing(strokes, null),
          h('span', { class: 'explain-neighbour-word' }, wordName(word)),
          h('span', { class: 'explain-alike' }, t('explain.alike', { percent: percentOf(similarity) })),
        ),
      ),
    ),
    h('p', { class: 'explain-credit' }, credits.join(' ')),
  );
}
