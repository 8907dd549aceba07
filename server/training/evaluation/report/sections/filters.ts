import { doodle } from '../doodle.ts';
import { html, short, type Markup } from '../markup.ts';
import { inkPng } from '../png.ts';
import type { ReportContent, Section } from '../report.ts';

/** What the first layer looks for, and what it finds in a drawing. */
export function filtersSection({ firstLayer }: ReportContent): Section {
  const base = { id: 'filters', title: 'The first layer' };
  if (!firstLayer) {
    return {
      ...base,
      lead: html`The first layer of this network is no convolution, so it has no filters to show.`,
      body: html``,
    };
  }
  const { filters, kernelSide, maps, mapSide, of } = firstLayer;
  const strongest = Math.max(...filters.flat().map(Math.abs));
  const brightest = Math.max(...maps.flat()) || 1;
  return {
    ...base,
    lead: html`Its ${filters.length} filters of ${kernelSide}×${kernelSide} pixels, each with what it makes of
    the drawing on the left. Dark cells want ink, red ones paper.`,
    body: html`<div class="filters">
      <figure class="subject">${doodle(of)}</figure>
      <div class="bank">
        ${filters.map((filter, index) => {
          const ink = Uint8Array.from(maps[index]!, (value) => (255 * Math.max(0, value)) / brightest);
          return html`<span class="filter">
            ${kernel(filter, kernelSide, strongest)}
            <img class="ink" alt="" src="${inkPng(ink, mapSide, mapSide)}" />
          </span>`;
        })}
      </div>
    </div>`,
  };
}

function kernel(weights: readonly number[], side: number, strongest: number): Markup {
  return html`<svg class="kernel" viewBox="0 0 ${side} ${side}" aria-hidden="true">
    ${weights.map((weight, index) => {
      const opacity = (Math.abs(weight) / strongest).toFixed(2);
      const css = weight < 0 ? 'paper' : 'wants';
      return html`<rect
        class="${css}"
        x="${short(index % side)}"
        y="${short(Math.floor(index / side))}"
        width="1"
        height="1"
        style="fill-opacity:${opacity}"
      />`;
    })}
  </svg>`;
}
