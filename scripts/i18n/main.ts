// `npm run i18n`: what there is to translate. `npm run i18n -- fr` speaks of one language.
import { report } from './check.ts';
import { LOCALE_TAGS, problemsOfFile } from './files.ts';

const tags = process.argv.slice(2);
const problems = (tags.length === 0 ? LOCALE_TAGS : tags).flatMap(problemsOfFile);
process.stdout.write(problems.length === 0 ? 'Everything is translated.\n' : `${report(problems)}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
