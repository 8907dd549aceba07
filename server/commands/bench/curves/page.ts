import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { picture } from '../../../training/evaluation/report/chart.ts';
import { renderDocument } from '../../../training/evaluation/report/document.ts';
import { html, type Markup } from '../../../training/evaluation/report/markup.ts';
import type { Figure } from './figures.ts';
import { PANEL, panelContent } from './panel.ts';

const STYLE_FILES = [join('play', 'page.css'), join('curves', 'page.css')];

/** The cost curves as one page that loads nothing. @param machine where they were measured, for people */
export async function renderCurvesPage(figures: readonly Figure[], machine: string): Promise<string> {
  const styles = STYLE_FILES.map((file) => readFile(join(import.meta.dirname, '..', file), 'utf8'));
  return renderDocument({
    title: 'What more of everything costs',
    styles: (await Promise.all(styles)).join('\n'),
    body: html`<main>
      <header>
        <p class="brand">Inkling <span>bench curves</span></p>
        <h1>What <span class="marked">more of everything</span> costs</h1>
        <p class="lead">Measured on ${machine}. Each dot is a measurement.</p>
      </header>
      ${figures.map(section)}
    </main>`,
  });
}

function section({ name, title, lead, bend, panels, table }: Figure): Markup {
  return html`<section id="${name}">
    <h2>${title}</h2>
    <p class="lead">${lead}</p>
    <p class="bend">${bend}</p>
    ${panels.map(
      (panel) =>
        html`<h3>${panel.title}</h3>
          ${picture(PANEL, panel.title, panelContent(panel))}`,
    )}
    <table class="play">
      <thead>
        <tr>
          ${table.heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${table.rows.map(
          ([first, ...others]) =>
            html`<tr>
              <th scope="row">${first!}</th>
              ${others.map((other) => html`<td>${other}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
