import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { across, axes, line, picture, upwards, type Plot, type Point } from '../evaluation/report/chart.ts';
import { renderDocument } from '../evaluation/report/document.ts';
import { count, html, percent, type Markup } from '../evaluation/report/markup.ts';
import { PLAYER_KINDS, type PlayerKind } from './crowd.ts';
import type { Cycle, Scenario, ScenarioResult, Standing } from './simulate.ts';
import { POOR_WORDS, WORLD_WORDS } from './world.ts';

/** The outcome of a simulation as one page that loads nothing. */
export async function renderSimulationPage(results: readonly ScenarioResult[]): Promise<string> {
  return renderDocument({
    title: 'Trolls and honest players',
    styles: await readFile(join(import.meta.dirname, 'page.css'), 'utf8'),
    body: html`<main>
      <header>
        <p class="brand">Inkling <span>simulation</span></p>
        <h1>Can players spoil it, and can they <span class="marked">better</span> it?</h1>
        <p class="lead">
          ${WORLD_WORDS.length} words, ${POOR_WORDS.length} of them with a dozen drawings to begin with.
          Made-up players give real drawings; filters, store, confident learning, training and gate are those
          of a server, and no person looks at anything. All figures are first guesses on the golden set, which
          players never feed.
        </p>
      </header>
      ${results.map(scenarioPart)}
      <footer>
        <p>Drawings: The Quick, Draw! Dataset, Google Creative Lab, CC BY 4.0.</p>
      </footer>
    </main>`,
  });
}

const TITLES: Readonly<Record<Scenario, string>> = {
  honest: 'Honest players only',
  trolls: 'Three in ten are trolls',
};

function scenarioPart(result: ScenarioResult): Markup {
  const { scenario, players, trolls, start, end, cycles } = result;
  const promoted = cycles.filter((cycle) => cycle.promoted).length;
  return html`<section id="${scenario}">
    <h2>${TITLES[scenario]}</h2>
    <p class="lead">
      ${players} players${trolls > 0 ? html`, ${trolls} of them trolls` : null}; ${promoted} of
      ${cycles.length} challengers became champion. All words: <b>${percent(start.all)}</b> before,
      <b>${percent(end.all)}</b> after. Words that began with little: <b>${percent(start.poor)}</b> before,
      <b>${percent(end.poor)}</b> after.
    </p>
    ${chart(result)} ${believedTable(cycles.at(-1)!)}
  </section>`;
}

const PLOT: Plot = { width: 1_060, height: 360, left: 58, right: 190, top: 20, bottom: 46 };
const ROUND_TO = 0.05;

/** The champion as a line; challengers as dots, hollow where the gate refused them. */
function chart({ start, cycles }: ScenarioResult): Markup {
  const standings = [start, ...cycles.flatMap(({ champion, challenger }) => [champion, challenger])];
  const values = standings.flatMap(({ all, poor }) => [all, poor]);
  const low = Math.floor(Math.min(...values) / ROUND_TO) * ROUND_TO;
  const high = Math.ceil(Math.max(...values) / ROUND_TO) * ROUND_TO;
  const x = across(PLOT, 0, cycles.length);
  const y = upwards(PLOT, low, high);
  const ticks = Array.from({ length: Math.round((high - low) / ROUND_TO) + 1 }, (_, n) => {
    return { at: low + n * ROUND_TO, label: percent(low + n * ROUND_TO, 0) };
  });
  const champions = (of: keyof Standing): Point[] => [
    [x(0), y(start[of])],
    ...cycles.map((cycle): Point => [
      x(cycle.cycle),
      y((cycle.promoted ? cycle.challenger : cycle.champion)[of]),
    ]),
  ];
  const series = (of: keyof Standing, css: string, name: string): Markup => {
    const points = champions(of);
    const [endX, endY] = points.at(-1)!;
    return html`<path class="curve ${css}" d="${line(points)}" />
      ${cycles.map(
        ({ cycle, challenger, promoted, refusals }) =>
          html`<circle
            class="challenger ${css} ${promoted ? '' : 'refused'}"
            cx="${x(cycle)}"
            cy="${y(challenger[of])}"
            r="6"
          >
            <title>
              Cycle ${cycle}: ${percent(challenger[of])},
              ${promoted ? 'promoted' : `refused: ${refusals.join(', ')}`}
            </title>
          </circle>`,
      )}
      <text class="label ${css}" x="${endX + 16}" y="${endY + 5}">${name}</text>`;
  };
  return html`${picture(
      PLOT,
      'The champion’s accuracy after each cycle',
      html`${axes(
        PLOT,
        {
          scale: x,
          ticks: [
            { at: 0, label: 'before' },
            ...cycles.map(({ cycle }) => ({ at: cycle, label: String(cycle) })),
          ],
        },
        { scale: y, ticks },
      )}
      ${series('all', 'main', 'all words')} ${series('poor', 'poor', 'poor words')}`,
    )}
    <p class="note">
      Lines: the champion. Dots: each cycle's challenger, filled where the gate let it pass, hollow where it
      did not.
    </p>`;
}

const KIND_NAMES: Readonly<Record<PlayerKind, string>> = {
  honest: 'what was asked for',
  'wrong words': 'real drawings of other words',
  text: 'text',
  scribble: 'scribble',
  flood: 'a flood of one word, by one player',
};

function believedTable({ given }: Cycle): Markup {
  return html`<table class="believed">
    <thead>
      <tr>
        <th scope="col">given</th>
        <th scope="col">doodles</th>
        <th scope="col">believed</th>
        <th scope="col">share</th>
      </tr>
    </thead>
    <tbody>
      ${PLAYER_KINDS.flatMap((kind) => {
        const counts = given[kind];
        if (!counts) return [];
        return html`<tr>
          <th scope="row">${KIND_NAMES[kind]}</th>
          <td>${count(counts.given)}</td>
          <td>${count(counts.believed)}</td>
          <td>${percent(counts.believed / counts.given)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}
