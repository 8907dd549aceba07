// What the first page has to reach, and whether it does: the sums of `npm run lighthouse`, apart from browser and server.

/**
 * What one run of Lighthouse found.
 * @typedef {{ performance: number, accessibility: number, 'best-practices': number, seconds: number, kilobytes: number }} Found
 */

/** Scores of 100, which have to be at least this; seconds to interactive and kilobytes as fetched, at most this. */
const AT_LEAST = { performance: 95, accessibility: 100, 'best-practices': 100 };
const AT_MOST = { seconds: 2, kilobytes: 700 };
const NAMES = { seconds: 'seconds to interactive', kilobytes: 'KB fetched' };

/**
 * The middle one; of an even number the larger of the two in the middle.
 * @param {readonly number[]} values
 */
export function middle(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/**
 * Each figure's middle over all runs beside its budget.
 * @param {readonly Found[]} runs
 */
export function judge(runs) {
  const middleOf = (name) => middle(runs.map((run) => run[name]));
  return [
    ...Object.entries(AT_LEAST).map(([name, least]) => {
      const measured = middleOf(name);
      return { what: name, measured, budget: `at least ${least}`, kept: measured >= least };
    }),
    ...Object.entries(AT_MOST).map(([name, most]) => {
      const measured = middleOf(name);
      return {
        what: NAMES[name],
        measured: Number(measured.toFixed(2)),
        budget: `at most ${most}`,
        kept: measured <= most,
      };
    }),
  ];
}
