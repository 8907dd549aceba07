import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { across, axes, line, picture, upwards, type Plot, type Point } from '../evaluation/report/chart.ts';
import { renderDocument } from '../evaluation/report/document.ts';
import { count, html, percent, type Markup } from '../evaluation/report/markup.ts';
import { chanceOfGain, chanceOfLoss, changeOf, type Paired } from '../gate/mcnemar.ts';
import { PLAYER_KINDS, type PlayerKind } from './crowd.ts';
import type { Cycle, Scenario, ScenarioResult, SimulationResult, Standing } from './result.ts';

/** The outcome of a simulation as one page that loads nothing. */
export async function renderSimulationPage(result: SimulationResult): Promise<string> {
  const golden = result.scenarios[0]?.change.all.drawings ?? 0;
  return renderDocument({
    title: 'Trolls and honest players',
    styles: await readFile(join(import.meta.dirname, 'page.css'), 'utf8'),
    body: html`<main>
      <header>
        <p class="brand">Inkling <span>simulation</span></p>
        <h1>Can players spoil it, and can they <span class="marked">better</span> it?</h1>
        <p class="lead">
          ${result.description} Made-up players give real drawings that it has never seen; filters, store,
          confident learning, training and gate are those of a server, and no person looks at anything. All
          figures are first guesses on the same ${count(golden)} drawings of the golden set, which players
          never feed.
        </p>
      </header>
      ${result.scenarios.map((scenario) => scenarioPart(scenario, result.focus.name))}
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

function scenarioPart(result: ScenarioResult, focus: string): Markup {
  const { scenario, players, trolls, start, end, cycles, change } = result;
  const promoted = cycles.filter((cycle) => cycle.promoted).length;
  return html`<section id="${scenario}">
    <h2>${TITLES[scenario]}</h2>
    <p class="lead">
      ${players} players${trolls > 0 ? html`, ${trolls} of them trolls` : null}; ${promoted} of
      ${cycles.length} challengers became champion.
    </p>
    <ul class="outcome">
      <li>All words: ${outcome(start.all, end.all, change.all)}</li>
      <li>${capital(focus)}: ${outcome(start.focus, end.focus, change.focus)}</li>
    </ul>
    ${chart(result, focus)} ${cyclesTable(cycles)} ${believedTable(cycles.at(-1)!)}
  </section>`;
}

/** From the first champion to the last, with McNemar's test in both directions. */
function outcome(before: number, now: number, paired: Paired): Markup {
  if (paired.lost + paired.gained === 0)
    return html`<b>${percent(before)}</b> before and after: the champion is the one that it was.`;
  const { from, to } = changeOf(paired);
  return html`<b>${percent(before)}</b> before, <b>${percent(now)}</b> after; ${count(paired.gained)} of
    ${count(paired.drawings)} drawings gained, ${count(paired.lost)} lost: a change of ${points(from)} to
    ${points(to)} points (95 % interval). If nothing had changed, chance would gain so many with p
    ${asSign(chanceOfGain(paired))}, and lose so many with p ${asSign(chanceOfLoss(paired))}.`;
}

const PLOT: Plot = { width: 1_060, height: 360, left: 58, right: 250, top: 20, bottom: 46 };
const ROUND_TO = 0.05;
/** Two names at the ends of their lines are at least so far apart. */
const LABEL_HEIGHT = 22;

/** The champion as a line; challengers as dots, hollow where the gate refused them. */
function chart({ start, cycles }: ScenarioResult, focus: string): Markup {
  const standings = [start, ...cycles.flatMap(({ champion, challenger }) => [champion, challenger])];
  const values = standings.flatMap((standing) => [standing.all, standing.focus]);
  const low = Math.floor(Math.min(...values) / ROUND_TO) * ROUND_TO;
  const high = Math.max(low + ROUND_TO, Math.ceil(Math.max(...values) / ROUND_TO) * ROUND_TO);
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
  const ends = { all: champions('all').at(-1)![1], focus: champions('focus').at(-1)![1] };
  const gap = Math.max(0, LABEL_HEIGHT - Math.abs(ends.all - ends.focus)) / 2;
  const series = (of: keyof Standing, css: string, name: string): Markup => {
    const points = champions(of);
    const [endX, endY] = points.at(-1)!;
    const other = ends[of === 'all' ? 'focus' : 'all'];
    const labelY = endY + 5 + (endY > other || (endY === other && of === 'focus') ? gap : -gap);
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
      <text class="label ${css}" x="${endX + 16}" y="${labelY}">${name}</text>`;
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
      ${series('all', 'main', 'all words')} ${series('focus', 'focus', focus)}`,
    )}
    <p class="note">
      Lines: the champion. Dots: each cycle's challenger, filled where the gate let it pass, hollow where it
      did not.
    </p>`;
}

/** Every challenger against the champion of its cycle. */
function cyclesTable(cycles: readonly Cycle[]): Markup {
  return html`<div class="wide">
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">cycle</th>
          <th scope="col">champion</th>
          <th scope="col">challenger</th>
          <th scope="col">gained</th>
          <th scope="col">lost</th>
          <th scope="col">p (worse)</th>
          <th scope="col">players' doodles</th>
          <th scope="col">p (better)</th>
          <th scope="col">outcome</th>
        </tr>
      </thead>
      <tbody>
        ${cycles.map(({ cycle, champion, challenger, golden, players, promoted, refusals }) => {
          return html`<tr>
            <th scope="row">${cycle}</th>
            <td>${percent(champion.all)}</td>
            <td>${percent(challenger.all)}</td>
            <td>${count(golden.all.gained)}</td>
            <td>${count(golden.all.lost)}</td>
            <td>${p(chanceOfLoss(golden.all))}</td>
            <td>+${count(players.gained)} −${count(players.lost)} of ${count(players.drawings)}</td>
            <td>${p(chanceOfGain(players))}</td>
            <td class="words">${promoted ? 'promoted' : `refused: ${refusals.join(', ')}`}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

const KIND_NAMES: Readonly<Record<PlayerKind, string>> = {
  honest: 'what was asked for',
  'wrong words': 'real drawings of other words',
  text: 'text',
  scribble: 'scribble',
  flood: 'a flood of one word, by one player',
};

function believedTable({ given }: Cycle): Markup {
  return html`<table class="figures">
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

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function points(difference: number): string {
  return `${difference < 0 ? '−' : '+'}${Math.abs(100 * difference).toFixed(1)}`;
}

function p(chance: number): string {
  return chance < 0.001 ? '< 0.001' : chance.toFixed(3);
}

/** As it goes on after `p`. */
function asSign(chance: number): string {
  const text = p(chance);
  return text.startsWith('<') ? text : `= ${text}`;
}
