import type { StrokePoints } from './smooth.ts';

/** Doodles made for the project, for the screens on which nobody is drawing yet. Canvas units. */

type Point = readonly [x: number, y: number];

/** Milliseconds between two points of a doodle: a calm hand. */
const POINT_MS = 12;
/** Points of a full turn. */
const TURN_POINTS = 40;
const LINE_POINT_UNITS = 40;
/** How far a hand strays from a ruled line. */
const STRAY_UNITS = 5;

function stroke(points: readonly Point[]): StrokePoints {
  return {
    x: points.map(([x]) => x),
    y: points.map(([, y]) => y),
    t: points.map((_, index) => index * POINT_MS),
  };
}

/** Part of an ellipse; angles in turns, clockwise from the right. */
function arc(cx: number, cy: number, rx: number, ry: number, from = 0, to = 1.04): Point[] {
  const steps = Math.max(4, Math.round(Math.abs(to - from) * TURN_POINTS));
  return Array.from({ length: steps + 1 }, (_, step): Point => {
    const share = step / steps;
    const angle = (from + (to - from) * share) * 2 * Math.PI;
    // A hand closes its circles a little inside where it began.
    const drift = 1 - 0.05 * share + 0.02 * Math.sin(angle * 3);
    return [cx + rx * drift * Math.cos(angle), cy + ry * drift * Math.sin(angle)];
  });
}

/** Straight pieces through corners, as straight as a hand makes them. */
function line(...corners: readonly Point[]): Point[] {
  const points: Point[] = corners.slice(0, 1);
  for (let corner = 1; corner < corners.length; corner++) {
    const [x0, y0] = corners[corner - 1]!;
    const [x1, y1] = corners[corner]!;
    const length = Math.hypot(x1 - x0, y1 - y0);
    const steps = Math.max(2, Math.round(length / LINE_POINT_UNITS));
    const bow = STRAY_UNITS * (corner % 2 === 0 ? 1 : -1);
    for (let step = 1; step <= steps; step++) {
      const share = step / steps;
      const stray = Math.sin(share * Math.PI) * bow;
      points.push([
        x0 + (x1 - x0) * share - ((y1 - y0) / length) * stray,
        y0 + (y1 - y0) * share + ((x1 - x0) / length) * stray,
      ]);
    }
  }
  return points;
}

const sun = [
  stroke(arc(512, 512, 190, 190)),
  ...Array.from({ length: 10 }, (_, ray) => {
    const angle = (ray / 10) * 2 * Math.PI + 0.1;
    const reach = ray % 2 === 0 ? 400 : 340;
    return stroke(
      line(
        [512 + 250 * Math.cos(angle), 512 + 250 * Math.sin(angle)],
        [512 + reach * Math.cos(angle), 512 + reach * Math.sin(angle)],
      ),
    );
  }),
  stroke(arc(450, 470, 12, 16)),
  stroke(arc(575, 470, 12, 16)),
  stroke(arc(512, 520, 90, 70, 0.08, 0.42)),
];

const umbrella = [
  stroke([...arc(512, 470, 370, 330, 0.5, 1), ...line([880, 470], [870, 480])]),
  stroke([
    ...arc(225, 470, 82, 60, 0.5, 1),
    ...arc(415, 470, 96, 70, 0.5, 1),
    ...arc(610, 470, 96, 70, 0.5, 1),
    ...arc(795, 470, 86, 60, 0.5, 1),
  ]),
  stroke(line([512, 140], [512, 90])),
  stroke([...line([512, 420], [512, 830]), ...arc(445, 830, 67, 80, 0, 0.5)]),
];

const ladder = [
  stroke(line([360, 110], [300, 930])),
  stroke(line([660, 100], [730, 920])),
  ...Array.from({ length: 6 }, (_, rung) => {
    const y = 210 + rung * 122;
    const lean = (y - 110) * 0.075;
    return stroke(line([355 - lean, y], [665 + lean, y - 8]));
  }),
];

const cloud = [
  stroke([
    ...arc(260, 600, 140, 120, 0.3, 0.72),
    ...arc(400, 450, 170, 160, 0.52, 0.86),
    ...arc(620, 430, 180, 170, 0.6, 0.95),
    ...arc(790, 590, 140, 130, 0.72, 1.22),
    ...line([800, 712], [500, 722], [222, 708]),
  ]),
];

const cat = [
  stroke([
    ...line([250, 420], [215, 170], [400, 280]),
    ...line([400, 280], [512, 262], [630, 280]),
    ...line([630, 280], [815, 165], [780, 430]),
  ]),
  stroke(arc(514, 560, 312, 290, -0.09, 0.59)),
  stroke(arc(400, 510, 26, 40)),
  stroke(arc(628, 508, 26, 40)),
  stroke(line([480, 620], [548, 620], [514, 662], [480, 622])),
  stroke([...arc(460, 665, 54, 46, 0, 0.42)]),
  stroke([...arc(568, 665, 54, 46, 0.5, 0.08)]),
  stroke(line([330, 640], [110, 600])),
  stroke(line([335, 685], [120, 715])),
  stroke(line([700, 640], [920, 596])),
  stroke(line([695, 686], [912, 718])),
];

const star = [stroke(line([300, 900], [512, 130], [730, 895], [130, 410], [900, 405], [302, 898]))];

const house = [
  stroke(line([210, 480], [215, 890], [812, 894], [815, 476])),
  stroke(line([130, 520], [512, 150], [895, 516])),
  stroke(line([440, 890], [444, 640], [580, 642], [582, 888])),
  stroke(line([665, 570], [765, 572], [764, 670], [664, 668], [665, 572])),
  stroke(line([665, 620], [764, 622])),
  stroke(line([714, 571], [715, 668])),
];

/** What draws itself around the forms. */
export const DOODLES: readonly (readonly StrokePoints[])[] = [sun, umbrella, cat, ladder, cloud, star, house];
