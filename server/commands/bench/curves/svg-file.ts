import { html, Markup } from '../../../training/evaluation/report/markup.ts';
import { PANEL, panelContent, type Panel } from './panel.ts';

const TITLE_HEIGHT = 44;
const TITLE_BASELINE = 30;
const MARGIN_BELOW = 10;

/** Whoever shows the file may be dark or light and has none of our styles: so it has paper of its own, and its own ink. */
const STYLES = `
text{font:14px 'Atkinson Hyperlegible','Trebuchet MS',Verdana,sans-serif;fill:#1b1b1f}
.paper{fill:#fbf7ef}
.title{font-size:19px;font-weight:700}
.tick{font-size:13px;fill:#6a6458}
.axis{fill:none;stroke:#1b1b1f;stroke-width:2;stroke-linecap:round}
.grid{fill:none;stroke:#d9d1bf}
.limit{fill:none;stroke:#6a6458;stroke-width:1.6;stroke-dasharray:6 6}
.curve{fill:none;stroke:#1b1b1f;stroke-width:3;stroke-linejoin:round;stroke-linecap:round}
.curve.second{stroke:#0072b2}
.curve.third{stroke:#c3271b}
.dot{fill:#1b1b1f}
.dot.second,.label.second{fill:#0072b2}
.dot.third,.label.third{fill:#c3271b}
.label{font-size:16px}
`;

/** Charts below one another as a file of their own. @param label what a screen reader says of it */
export function svgFile(panels: readonly Panel[], label: string): string {
  const each = TITLE_HEIGHT + PANEL.height;
  const height = panels.length * each + MARGIN_BELOW;
  const { width } = PANEL;
  const file = html`<svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
    role="img"
    aria-label="${label}"
  >
    <style>
      ${new Markup(STYLES)}
    </style>
    <rect class="paper" width="${width}" height="${height}" />
    ${panels.map(
      (panel, index) =>
        html`<g transform="translate(0 ${index * each})">
          <text class="title" x="${MARGIN_BELOW}" y="${TITLE_BASELINE}">${panel.title}</text>
          <g transform="translate(0 ${TITLE_HEIGHT})">${panelContent(panel)}</g>
        </g>`,
    )}
  </svg>`;
  return `${file.text.replace(/\n\s+/gu, '\n')}\n`;
}
