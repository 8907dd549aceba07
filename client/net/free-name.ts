import { MAX_NAME_LENGTH } from '../../shared/protocol/index.ts';

/** A name like the one that is taken: "Ada" becomes "Ada 2", "Ada 2" becomes "Ada 3"; never longer than names may be. */
export function nextName(name: string): string {
  const [, stem = '', number] = /^(.*?)(?:\s(\d+))?$/u.exec(name) ?? [];
  const suffix = ` ${Number(number ?? 1) + 1}`;
  return `${stem.slice(0, MAX_NAME_LENGTH - suffix.length).trimEnd()}${suffix}`;
}
