const MS_PER_SECOND = 1000;
const OFFICIAL = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.\d+)? UTC$/u;

/** Unix seconds as the data set writes times: `2017-03-01 20:41:36 UTC`. */
export function timestampFromSeconds(seconds: number): string {
  return `${new Date(seconds * MS_PER_SECOND).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** Unix seconds (whole, rounded down) of an official timestamp or of an ISO 8601 one; null for anything else. */
export function secondsFromTimestamp(timestamp: string): number | null {
  const official = OFFICIAL.exec(timestamp);
  const ms = Date.parse(official === null ? timestamp : `${official[1] ?? ''}T${official[2] ?? ''}Z`);
  return Number.isNaN(ms) ? null : Math.floor(ms / MS_PER_SECOND);
}
