import { basename, dirname } from 'node:path';
import { isDownloadable, wordOfFile } from './formats.ts';

export interface DataFileProblem {
  readonly file: string;
  /** 1-based number of the drawing or image (for text files: of the line); null where the file as a whole is meant. */
  readonly row: number | null;
  readonly reason: string;
  /** What to do about it; by default: fetch the file anew. */
  readonly advice?: string;
  readonly cause?: unknown;
}

/** A data file that cannot be read: names the file, the row, the reason and what to do. */
export class DataFileError extends Error {
  readonly file: string;
  readonly row: number | null;
  readonly reason: string;
  readonly advice: string;

  constructor(problem: DataFileProblem) {
    const advice = problem.advice ?? fetchAnew(problem.file);
    const where = problem.row === null ? problem.file : `${problem.file}, row ${problem.row}`;
    super(`${where}: ${problem.reason}. ${advice}`, { cause: problem.cause });
    this.name = 'DataFileError';
    this.file = problem.file;
    this.row = problem.row;
    this.reason = problem.reason;
    this.advice = advice;
  }
}

function fetchAnew(file: string): string {
  const folder = basename(dirname(file));
  const word = wordOfFile(file);
  const command =
    word !== null && isDownloadable(folder)
      ? `npm run inkling -- dataset download --words "${word}" --format ${folder}`
      : 'npm run inkling -- dataset download --help';
  return `Delete the file and fetch it anew: ${command}`;
}

/** Turns whatever went wrong while reading `file` into a `DataFileError`; one that already is one passes unchanged. */
export function asDataFileError(error: unknown, file: string, row: number | null): DataFileError {
  if (error instanceof DataFileError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') {
    return new DataFileError({
      file,
      row: null,
      reason: 'there is no such file',
      advice: 'Check the path, or see what is on disk: npm run inkling -- dataset list',
      cause: error,
    });
  }
  if (code === 'EACCES' || code === 'EISDIR' || code === 'EMFILE') {
    const advice = 'Check the path and its permissions';
    return new DataFileError({
      file,
      row: null,
      reason: `it cannot be opened (${code})`,
      advice,
      cause: error,
    });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new DataFileError({ file, row, reason, cause: error });
}
