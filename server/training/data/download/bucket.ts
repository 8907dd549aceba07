import { FORMATS } from '../formats.ts';
import type { DownloadFormat } from '../formats.ts';

/** The data set's own bucket (official README of the data set, "Get the data"). */
export const OFFICIAL_BASE_URL = 'https://storage.googleapis.com/quickdraw_dataset';

export interface RemoteFile {
  readonly word: string;
  readonly format: DownloadFormat;
  readonly url: string;
  /** Its name on disk, inside the folder of its format. */
  readonly name: string;
}

/**
 * Where the bucket keeps a word in a format.
 *
 * @param full sketch-rnn only: all drawings of the word instead of 75,000
 */
export function remoteFile(word: string, format: DownloadFormat, baseUrl: string, full = false): RemoteFile {
  const name = `${word}${full ? '.full' : ''}${FORMATS[format].extension}`;
  const folder = format === 'sketchrnn' ? 'sketchrnn' : `full/${format}`;
  const url = `${baseUrl.replace(/\/+$/u, '')}/${folder}/${encodeURIComponent(name)}`;
  return { word, format, url, name };
}
