/** `npm run doodles`: writes shared/doodles/doodles.json anew from the shapes in this folder. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { doodlesFile } from './make.ts';

writeFileSync(fileURLToPath(new URL('../../shared/doodles/doodles.json', import.meta.url)), doodlesFile());
