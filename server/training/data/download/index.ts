export { OFFICIAL_BASE_URL, remoteFile } from './bucket.ts';
export { downloadFile } from './download.ts';
export type { DownloadOptions, DownloadResult } from './download.ts';
export { DownloadError } from './errors.ts';
