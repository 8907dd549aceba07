import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderDocument } from '../../../training/evaluation/report/document.ts';
import { html, type Markup } from '../../../training/evaluation/report/markup.ts';
import { MOST_LATENCY_MS, type PlayFigures } from './play.ts';
import { chart } from './series-chart.ts';
import { rowsOf } from './text.ts';

/** What a bench found, as one page that loads nothing. */
export async function renderPlayPage(runs: readonly PlayFigures[]): Promise<string> {
  const own = runs.filter(({ server }) => server === 'inkling');
  return renderDocument({
    title: 'How many players it carries',
    styles: await readFile(join(import.meta.dirname, 'page.css'), 'utf8'),
    body: html`<main>
      <header>
        <p class="brand">Inkling <span>bench play</span></p>
        <h1>How many players <span class="marked">one machine</span> carries</h1>
        <p class="lead">
          Real clients in processes of their own draw at a human's pace, all at once, in rooms of eight.
          Server and clients share this machine. A latency is from sending the newest ink that a guess is
          about to hearing that guess, at the client. The baseline predicts for every packet in the process of
          the sockets, with the same network.
        </p>
      </header>
      ${comparison(runs)} ${own.map(secondsPart)}
    </main>`,
  });
}

function comparison(runs: readonly PlayFigures[]): Markup {
  const columns = runs.map((run) => new Map(rowsOf(run)));
  const names = rowsOf(runs[0]!).map(([name]) => name);
  return html`<section>
    <h2>Side by side</h2>
    <table class="play">
      <thead>
        <tr>
          <th scope="col"></th>
          ${runs.map(({ server }) => html`<th scope="col">${server}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${names.map(
          (name) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${columns.map((column) => html`<td>${column.get(name) ?? ''}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function secondsPart({ players, series, serverSeries }: PlayFigures): Markup {
  const from = serverSeries[0]?.at ?? 0;
  return html`<section>
    <h2>${players} players, second by second</h2>
    ${chart(
      'Stroke to guess, milliseconds',
      [
        { css: 'main', name: 'p99', values: series.map(({ p99 }, at) => [at + 1, p99 ?? 0]) },
        { css: 'second', name: 'p50', values: series.map(({ p50 }, at) => [at + 1, p50 ?? 0]) },
      ],
      MOST_LATENCY_MS,
    )}
    ${chart('Guesses a second', [
      { css: 'main', name: 'guesses', values: series.map(({ guesses }, at) => [at + 1, guesses]) },
    ])}
    ${chart("The server's memory, MB", [
      {
        css: 'main',
        name: 'RSS',
        values: serverSeries.map(({ at, rssBytes }) => [at - from, rssBytes / 1e6]),
      },
    ])}
  </section>`;
}
