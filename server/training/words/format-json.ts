/** The project's line length, see .prettierrc.json. */
const LINE_COLUMNS = 110;
const INDENT = '  ';

/** Strings and lists of them. */
export type List = readonly (string | List)[];

/** Nested lists as prettier writes them, so that files that are made here pass the same checks as the others. */
export function formatJson(list: List): string {
  return `${format(list, 0, 0)}\n`;
}

/** @param following columns that have to fit behind it on its line */
function format(value: string | List, depth: number, following: number): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const line = `[${value.map((item) => format(item, 0, 0)).join(', ')}]`;
  const fits = INDENT.length * depth + line.length + following <= LINE_COLUMNS;
  if (fits && !line.includes('\n') && !holdsLists(value)) return line;
  const items = value.map((item, index) => format(item, depth + 1, index + 1 < value.length ? 1 : 0));
  const inside = INDENT.repeat(depth + 1);
  return `[\n${inside}${items.join(`,\n${inside}`)}\n${INDENT.repeat(depth)}]`;
}

/** Prettier gives every list of several its own line where there are several of them. */
function holdsLists(list: List): boolean {
  return list.length > 1 && list.every((item) => typeof item !== 'string' && item.length > 1);
}
