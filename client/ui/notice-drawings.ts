import { PLAYER_COLORS } from '../../shared/protocol/players.ts';
import { svg } from './dom.ts';
import { penPath, penReady } from './rough-pen.ts';

/**
 * What stands in the way, drawn for the project: a pen's lines, and the marker where the eye should go first. Plain SVG, as
 * one of these says that there is no WebGL. 240 x 150 units.
 */
interface Drawing {
  readonly lines: readonly string[];
  /** Filled by the marker, below the lines. */
  readonly marker: string;
  /** Small shapes in players' colours. */
  readonly people?: readonly { readonly color: number; readonly path: string }[];
}

const DRAWINGS = {
  /** A plug that has come out of its socket. */
  unplugged: {
    marker: 'M104 44L116 58L106 62L120 82L112 66L122 61L110 42Z',
    lines: [
      'M4 112C30 116 34 84 56 78',
      'M56 66C64 62 78 64 84 70L84 94C78 100 62 102 56 96Z',
      'M84 74L100 72M84 90L100 88',
      'M236 40C212 36 208 62 186 66',
      'M186 54C178 50 160 52 150 58L150 88C160 94 178 94 186 86Z',
      'M150 66L140 66M150 80L140 80',
      'M112 40L104 26M126 40L136 28M116 96L110 112M130 94L140 108',
    ],
  },
  /** A mug, and time to drink it. */
  pause: {
    marker: 'M76 78C98 84 130 84 152 78L149 92C126 97 102 97 79 92Z',
    lines: [
      'M72 62C76 92 78 116 84 130C102 138 126 138 144 130C150 114 153 90 156 62',
      'M72 62C84 52 144 52 156 62C144 72 84 72 72 62Z',
      'M154 76C180 68 186 112 148 112',
      'M96 44C88 34 104 28 96 14M116 42C108 30 124 26 116 10M136 44C128 34 144 28 136 16',
      'M48 138C90 146 150 146 192 138',
    ],
  },
  /** A door that stands open, and nobody behind it. */
  empty: {
    marker: 'M98 136L98 22L146 22L146 136Z',
    lines: [
      'M96 138L96 20L148 20L148 138',
      'M148 20L188 8L190 146L148 138',
      'M178 78C182 76 184 82 180 84C176 84 175 79 178 78Z',
      'M20 138L236 140',
      'M112 128C106 118 118 112 124 120C132 116 136 126 128 130C122 134 114 134 112 128Z',
      'M44 120L60 116M36 108L52 106M52 96L64 96',
    ],
  },
  /** A jar with no room for one more. */
  full: {
    marker: 'M78 12L162 12L160 28L80 28Z',
    lines: [
      'M76 12L164 12L162 30L78 30Z',
      'M82 30C84 40 64 44 64 58L64 132C66 142 78 144 90 144L150 144C164 144 174 142 176 132L176 58C176 44 156 40 158 30',
      'M74 66C72 84 72 104 74 122',
    ],
    people: [
      { color: 0, path: 'M92 138L82 118L104 118Z' },
      { color: 1, path: 'M120 118A11 11 0 1 1 119.900 118Z' },
      { color: 2, path: 'M140 120L160 118L161 138L141 139Z' },
      { color: 5, path: 'M84 112L80 94L98 92L104 110Z' },
      { color: 4, path: 'M120 92L132 103L121 115L109 104Z' },
      { color: 6, path: 'M148 114C132 104 138 92 148 99C158 91 166 104 148 114Z' },
      { color: 3, path: 'M92 86L100 68L110 86Z' },
      { color: 2, path: 'M120 66A10 10 0 1 1 119.900 66Z' },
      { color: 0, path: 'M142 70L160 68L160 88L143 87Z' },
      { color: 5, path: 'M100 62L92 46L112 44L113 58Z' },
      { color: 1, path: 'M134 42L145 52L135 62L125 53Z' },
    ],
  },
  /** A pen that has run dry. */
  dry: {
    marker: 'M176 38L188 46L180 58L166 50Z',
    lines: [
      'M104 118C108 106 112 98 118 90L176 22C186 22 196 30 198 40L140 108C130 114 118 118 104 118Z',
      'M118 90C126 92 136 98 140 108M166 34C174 36 184 44 186 54',
      'M104 118L112 112',
      'M20 124C34 112 44 132 58 120',
      'M70 122L78 121M88 122L92 121.500',
      'M46 84C40 92 40 100 46 102C53 101 53 92 46 84ZM38 76L56 106',
    ],
  },
  /** A sheet that has been written anew. */
  fresh: {
    marker: 'M84 100C104 92 132 92 152 98L150 108C130 102 106 102 86 110Z',
    lines: [
      'M70 16L146 14L172 40L172 138L70 140Z',
      'M146 14L146 42L172 40',
      'M88 62C98 52 104 72 114 62C122 54 128 70 138 62',
      'M198 34L198 54M188 44L208 44M44 70L44 84M37 77L51 77M204 96L204 106M199 101L209 101',
    ],
  },
  /** Two sheets, and the pen is at the other one. */
  elsewhere: {
    marker: 'M146 34L216 34L216 52L146 52Z',
    lines: [
      'M22 48L94 46L96 124L22 126Z',
      'M22 62L95 61M32 55L33 55M41 55L42 55',
      'M144 34L216 32L218 112L144 114Z',
      'M144 50L217 49M154 42L155 42M163 42L164 42',
      'M104 92C112 78 124 76 136 80M128 70L137 80L126 88',
      'M160 98C170 72 182 102 200 70',
    ],
  },
  /** A chair that nobody sits on. */
  chair: {
    marker: 'M82 80L152 78L162 90L78 92Z',
    lines: [
      'M80 80L152 78L164 90L76 92Z',
      'M80 80L76 12C98 6 134 6 150 10L152 78',
      'M92 24C92 42 94 58 96 74M114 22L116 74M134 22C134 42 134 58 134 74',
      'M80 92L76 140M160 90L166 140M94 92L94 124M148 91L150 122',
      'M40 142C90 146 150 146 204 140',
    ],
  },
  /** A paper plane on its way out. */
  plane: {
    marker: 'M128 76L220 22L152 92Z',
    lines: [
      'M220 22L92 58L128 76L152 122Z',
      'M220 22L128 76M128 76L130 112L144 98',
      'M20 128C40 134 62 124 62 108C62 94 44 96 46 108C48 120 80 112 88 92',
    ],
  },
  /** The moon over somebody who dozed off. */
  asleep: {
    marker: 'M150 92C108 96 96 52 128 34C124 60 136 78 162 78C160 84 156 90 150 92Z',
    lines: [
      'M152 94C106 98 92 50 128 30C124 60 138 78 164 78C162 86 158 92 152 94Z',
      'M36 124C50 132 62 116 76 124C90 132 102 116 116 124C130 132 142 116 156 124C170 132 182 116 200 124',
      'M178 56L194 56L178 72L194 72M200 30L212 30L200 42L212 42M66 60L67 60M82 30L83 30M60 92L61 92',
    ],
  },
  /** A line on its way from here to there. */
  returning: {
    marker: 'M168 26L180 34L172 46L160 38Z',
    lines: [
      'M30 112C60 60 84 140 110 96C120 80 130 84 134 96',
      'M134 96C138 84 140 76 146 68L176 16C186 16 196 24 198 32L164 82C154 90 146 92 134 96Z',
      'M146 68C154 70 162 76 164 82M160 38C168 40 178 46 182 54',
      'M20 132C80 138 150 138 216 130',
    ],
  },
} as const satisfies Record<string, Drawing>;

export type DrawingName = keyof typeof DRAWINGS;

/** A hand that always strays the same way: a drawing must not move when its screen is shown again. */
const SEED = 7;
const LOOK = { seed: SEED, roughness: 0.9, bowing: 0.6, disableMultiStroke: true, preserveVertices: true };

/** A drawing for a screen that has little else; silent to screen readers, the words say it all. */
export function noticeDrawing(name: DrawingName): SVGSVGElement {
  const { lines, marker, people = [] }: Drawing = DRAWINGS[name];
  const outline = svg('path', { class: 'notice-lines' });
  const draw = () => outline.setAttribute('d', lines.map((line) => penPath(line, LOOK)).join(''));
  draw();
  void penReady.then(draw);
  return svg(
    'svg',
    { class: 'notice-drawing', viewBox: '0 0 240 150', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { class: 'notice-marker', d: marker }),
    ...people.map(({ color, path }) =>
      svg('path', { class: 'notice-person', d: path, fill: PLAYER_COLORS[color]?.hex }),
    ),
    outline,
  );
}
