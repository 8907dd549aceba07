import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Judged } from '../evaluation/evaluate.ts';
import {
  across,
  axes,
  line,
  picture,
  shareTicks,
  upwards,
  type Plot,
  type Point,
} from '../evaluation/report/chart.ts';
import { renderDocument } from '../evaluation/report/document.ts';
import { doodle } from '../evaluation/report/doodle.ts';
import { count, html, percent, type Markup } from '../evaluation/report/markup.ts';
import { ENOUGH_DRAWINGS, type CheckName, type Decision, type WordChange } from './decide.ts';
import type { Examination } from './examine.ts';
import type { GateRecord } from './record.ts';

export interface GatePage {
  readonly record: GateRecord;
  readonly decision: Decision;
  readonly champion: Examination;
  readonly challenger: Examination;
  readonly words: readonly string[];
  readonly learntFrom: readonly (readonly [what: string, amount: string])[];
}

/**
 * The decision for people, as one page that loads nothing. Its pictures are all of the base data: what players gave can be taken
 * back, and would stay in a page.
 */
export async function renderGatePage(content: GatePage): Promise<string> {
  const { record } = content;
  return renderDocument({
    title: `${record.challenger}: ${record.passed ? 'passed' : 'refused'}`,
    styles: await readFile(join(import.meta.dirname, 'page.css'), 'utf8'),
    body: html`<main>
      ${header(content)} ${inkPart(content)} ${wordsPart(content)} ${changedPart(content, true)}
      ${changedPart(content, false)} ${learntPart(content)}
      <footer>
        <p>
          Golden set ${record.golden.fingerprint}: ${count(record.golden.drawings)} drawings of the validation
          split that nobody learns from and players cannot add to. Drawings: The Quick, Draw! Dataset, Google
          Creative Lab, CC BY 4.0. No doodle of a player is on this page.
        </p>
      </footer>
    </main>`,
  });
}

const CHECK_NAMES: Readonly<Record<CheckName, string>> = {
  golden: 'Not worse on the golden set',
  words: 'No word falls',
  calibration: 'As honest about itself',
  early: 'As good early on',
  judge: 'The judge calls as well',
  players: 'Better for the players',
};

function header({ record }: GatePage): Markup {
  const { passed, challenger, champion, checks, decidedAt } = record;
  return html`<header>
    <p class="brand">Inkling <span>promotion gate</span></p>
    <h1>
      May it guess?
      <span class="verdict ${passed ? 'passed' : 'refused'}">${passed ? 'Yes.' : 'No.'}</span>
    </h1>
    <p class="lead">
      <b>${challenger}</b> was held against <b>${champion}</b>, the champion, on ${decidedAt.slice(0, 10)}. It
      becomes champion only if all of this holds.
    </p>
    <ol class="checks">
      ${checks.map(
        (check) =>
          html`<li class="${check.passed ? 'passed' : 'refused'}">
            <span class="mark" role="img" aria-label="${check.passed ? 'holds' : 'does not hold'}"
              >${check.passed ? '✓' : '✗'}</span
            >
            <b>${CHECK_NAMES[check.name]}</b>
            <p>${check.finding}</p>
          </li>`,
      )}
    </ol>
  </header>`;
}

const INK_PLOT: Plot = { width: 1_060, height: 400, left: 58, right: 150, top: 20, bottom: 42 };

function inkPart({ champion, challenger }: GatePage): Markup | null {
  const { byInk: before } = champion.figures;
  const { byInk: now } = challenger.figures;
  if (before.length === 0) return null;
  const x = across(INK_PLOT, 0.1, 1);
  const y = upwards(INK_PLOT, 0, 1);
  const curve = (byInk: typeof now): Point[] => byInk.map(({ ink, top1 }) => [x(ink), y(top1)]);
  const end = curve(now).at(-1)!;
  const [endX, endBefore] = curve(before).at(-1)!;
  // Two labels need this much between them; the challenger's goes up where it is better.
  const apart = Math.max(0, 24 - Math.abs(end[1] - endBefore)) / 2;
  const up = end[1] <= endBefore ? 1 : -1;
  return html`<section id="ink">
    <h2>Right, by how much is drawn</h2>
    <p class="lead">
      Golden drawings with strokes, cut at ten shares of their ink, and how many of them each guesses at once.
    </p>
    ${picture(
      INK_PLOT,
      `Challenger: ${now.map(({ ink, top1 }) => `${percent(top1)} at ${percent(ink, 0)}`).join(', ')}`,
      html`
        ${axes(
          INK_PLOT,
          { scale: x, ticks: shareTicks(...now.map(({ ink }) => ink)) },
          { scale: y, ticks: shareTicks(0, 0.2, 0.4, 0.6, 0.8, 1) },
        )}
        <path class="curve wash" d="${line(curve(now))}" />
        <path class="curve main" d="${line(curve(now))}" />
        <path class="curve rival" d="${line(curve(before))}" />
        <text class="label main" x="${endX + 16}" y="${end[1] - up * apart + 5}">challenger</text>
        <text class="label rival" x="${endX + 16}" y="${endBefore + up * apart + 5}">champion</text>
      `,
    )}
  </section>`;
}

const ROW_HEIGHT = 22;
/** Words that are drawn: those that changed most, where there are hundreds. */
const MOST_WORDS = 40;

function wordsPart({ decision }: GatePage): Markup {
  const change = ({ before, now }: WordChange) => now - before;
  const sorted = [...decision.words].sort((a, b) => change(b) - change(a));
  const half = MOST_WORDS / 2;
  const shown =
    sorted.length <= MOST_WORDS ? sorted : [...sorted.slice(0, half), ...sorted.slice(sorted.length - half)];
  const plot: Plot = {
    width: 1_060,
    height: shown.length * ROW_HEIGHT + 50,
    left: 190,
    right: 110,
    top: 6,
    bottom: 34,
  };
  const x = across(plot, 0, 1);
  const all = sorted.length > shown.length ? ` Of ${sorted.length} words, those that changed most.` : '';
  return html`<section id="words">
    <h2>Word by word</h2>
    <p class="lead">
      From the champion (ring) to the challenger (dot), on golden drawings.${all} Words with fewer than
      ${ENOUGH_DRAWINGS} of them move far by chance alone.
    </p>
    ${picture(
      plot,
      `Top-1 of ${shown.length} words before and now`,
      html`${[0, 0.25, 0.5, 0.75, 1].map(
        (share) =>
          html`<path class="grid" d="M${x(share)} ${plot.top}V${plot.height - plot.bottom}" />
            <text class="tick" x="${x(share)}" y="${plot.height - 10}" text-anchor="middle">
              ${percent(share, 0)}
            </text>`,
      )}
      ${shown.map((word, row) => wordRow(word, x, plot.top + (row + 0.5) * ROW_HEIGHT))}`,
    )}
  </section>`;
}

function wordRow(
  { word, before, now, drawings, fell }: WordChange,
  x: (share: number) => number,
  y: number,
): Markup {
  const way = now > before ? 'up' : now < before ? 'down' : '';
  return html`<g>
    <title>${word}: ${percent(before)} before, ${percent(now)} now, of ${count(drawings)} drawings</title>
    <text x="${x(0) - 14}" y="${y + 5}" text-anchor="end">${word}</text>
    <path class="dumbbell ${way}" d="M${x(before)} ${y}H${x(now)}" />
    <circle class="before" cx="${x(before)}" cy="${y}" r="5" />
    <circle class="dot" cx="${x(now)}" cy="${y}" r="5" />
    <text class="tick" x="${x(1) + 14}" y="${y + 5}">
      ${now >= before ? '+' : '−'}${(100 * Math.abs(now - before)).toFixed(1)}${fell ? ' fell' : ''}
    </text>
  </g>`;
}

const SHOWN_DRAWINGS = 14;

/** Golden drawings that only one of the two recognises. */
function changedPart({ champion, challenger, words }: GatePage, gained: boolean): Markup | null {
  const better = gained ? challenger : champion;
  const worse = gained ? champion : challenger;
  const changed = better.judged
    .map((now, index): [Judged, Judged] => [now, worse.judged[index]!])
    .filter(([now, before]) => now.guess === now.label && before.guess !== before.label)
    .sort(
      ([a], [b]) => Number(b.drawing !== null) - Number(a.drawing !== null) || b.confidence - a.confidence,
    );
  if (changed.length === 0) return null;
  return html`<section id="${gained ? 'gained' : 'lost'}">
    <h2>${gained ? 'What it sees now' : 'What it no longer sees'}</h2>
    <p class="lead">
      ${gained ? 'Gained' : 'Lost'}: ${changed.length} golden drawings; the surest of them, with what the
      other one takes them for.
    </p>
    <div class="gallery">
      ${changed.slice(0, SHOWN_DRAWINGS).map(
        ([now, before]) =>
          html`<figure class="card ${gained ? 'right' : 'wrong'}">
            ${doodle(now)}
            <figcaption><b>${words[now.label]!}</b><br /><mark>${words[before.guess]!}</mark></figcaption>
          </figure>`,
      )}
    </div>
  </section>`;
}

function learntPart({ learntFrom }: GatePage): Markup {
  return html`<section id="learnt">
    <h2>What it learnt from</h2>
    <p class="lead">
      At least three quarters of every word's pictures were base data. The rest is what players gave, after
      filters, confident learning and a limit for each player.
    </p>
    <dl class="amounts">
      ${learntFrom.map(
        ([what, amount]) =>
          html`<div>
            <dt>${what}</dt>
            <dd>${amount}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}
