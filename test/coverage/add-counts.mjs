/**
 * Adds counts of the same file from another compiler. Both compilers leave branches, functions and statements as they are and
 * in their places, but say in slightly other columns where they end, so that only beginnings are compared.
 */
export function addCounts(to, from) {
  if (from === undefined) return;
  const branches = placesOf(to.branchMap, branchPlace);
  const functions = placesOf(to.fnMap, ({ loc }) => startOf(loc));
  const statements = placesOf(to.statementMap, startOf);
  for (const [id, branch] of Object.entries(from.branchMap)) {
    const own = branches.get(branchPlace(branch));
    // What is not found again is left out, which makes the figure smaller, never larger.
    if (own === undefined || to.b[own].length !== from.b[id].length) continue;
    to.b[own] = to.b[own].map((count, arm) => count + from.b[id][arm]);
  }
  for (const [id, { loc }] of Object.entries(from.fnMap)) {
    const own = functions.get(startOf(loc));
    if (own !== undefined) to.f[own] += from.f[id];
  }
  for (const [id, loc] of Object.entries(from.statementMap)) {
    const own = statements.get(startOf(loc));
    if (own !== undefined) to.s[own] += from.s[id];
  }
}

function placesOf(map, place) {
  return new Map(Object.entries(map).map(([id, entry]) => [place(entry), id]));
}

function startOf({ start }) {
  return `${start.line}:${start.column}`;
}

function branchPlace({ type, loc }) {
  return `${type} ${startOf(loc)}`;
}
