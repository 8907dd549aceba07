/** Plain figures, and a stone. */
import { line, ring, type Shapes } from './pen.ts';

export const FIGURES: Shapes = {
  circle: [[ring(50, 50, 48)]],
  diamond: [
    [
      line('2,34 22,8 78,8 98,34 50,94 2,34'),
      line('2,34 98,34'),
      line('22,8 34,34 50,8 66,34 78,8'),
      line('34,34 50,94 66,34'),
    ],
    [line('50,0 14,50 50,100 86,50 50,0')],
  ],
  line: [[line('0,50 100,50')], [line('2,56 98,42')]],
  triangle: [[line('50,6 2,92 98,92 50,6')], [line('4,88 48,10 96,88 4,88')]],
  zigzag: [
    [line('0,60 14,40 28,60 42,40 56,60 70,40 84,60 98,40')],
    [line('2,40 18,62 30,38 46,64 58,38 74,62 84,40 98,60')],
  ],
};
