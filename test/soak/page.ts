import { chart } from '../../server/commands/bench/play/series-chart.ts';
import { renderDocument } from '../../server/training/evaluation/report/document.ts';
import { html } from '../../server/training/evaluation/report/markup.ts';
import { MOST_LAG_MS, type SoakReport, type SoakSample } from './soak.ts';

/** A soak, as far as it has come, as one page that loads nothing. */
export function renderSoakPage(
  report: SoakReport,
  rows: readonly (readonly [string, string])[],
): Promise<string> {
  const over = (title: string, what: keyof SoakSample, least?: number) =>
    chart(
      title,
      [{ css: 'main', name: what, values: report.samples.map((sample) => [sample.atSeconds, sample[what]]) }],
      least,
    );
  return renderDocument({
    title: 'What is left when players are gone',
    body: html`<main>
      <header>
        <p class="brand">Inkling <span>bench soak</span></p>
        <h1>What is left when <span class="marked">players are gone</span></h1>
        <p class="lead">
          ${report.players} players at a time come, play and leave at random, some without a word. Players and
          server share this machine. Across: seconds.
        </p>
      </header>
      <section>
        <table>
          ${rows.map(
            ([name, value]) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${value}</td>
              </tr>`,
          )}
        </table>
        ${over('Memory (RSS), MB', 'rssMegabytes')} ${over('JavaScript heap in use, MB', 'heapMegabytes')}
        ${over("The event loop's p99 lag, milliseconds", 'lagP99Ms', MOST_LAG_MS)}
        ${over('File descriptors', 'descriptors')} ${over('Timers', 'timers')} ${over('Players', 'players')}
        ${over('Rooms', 'rooms')}
      </section>
    </main>`,
  });
}
