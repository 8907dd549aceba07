/** Where processes leave what they have run, and the compiled code that the counts are about. */
import path from 'node:path';

export const REPOSITORY = path.join(import.meta.dirname, '..', '..');
export const RECORDS = path.join(REPOSITORY, '.cache', 'coverage-records');
export const SOURCES = path.join(RECORDS, 'sources');
