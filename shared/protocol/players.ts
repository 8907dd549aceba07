/** Player colours (Okabe-Ito, told apart by colour-blind people too), each with a shape of its own. */
export const PLAYER_COLORS = [
  { name: 'orange', hex: '#E69F00', shape: 'triangle' },
  { name: 'sky blue', hex: '#56B4E9', shape: 'circle' },
  { name: 'green', hex: '#009E73', shape: 'square' },
  { name: 'yellow', hex: '#F0E442', shape: 'star' },
  { name: 'blue', hex: '#0072B2', shape: 'diamond' },
  { name: 'vermilion', hex: '#D55E00', shape: 'pentagon' },
  { name: 'purple', hex: '#CC79A7', shape: 'heart' },
  { name: 'ink', hex: '#1B1B1F', shape: 'cross' },
] as const;

export const PLAYER_COLOR_COUNT = PLAYER_COLORS.length;

/** What people draw with, as far as their browser tells. */
export const PEN_KINDS = ['mouse', 'touch', 'pen', 'unknown'] as const;
export type PenKind = (typeof PEN_KINDS)[number];
