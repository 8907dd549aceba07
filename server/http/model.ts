import { Router } from 'express';
import { MAP_FILE } from '../../shared/lab/map.ts';

/** A model version that browsers may fetch, to guess without the server. */
export interface ServedModel {
  readonly version: string;
  readonly folder: string;
  /** Names of its files; nothing else of the folder is served. */
  readonly files: readonly string[];
}

/**
 * Serves the model that guesses: which one it is, and its files, which never change under their version's name.
 *
 * @param served the version that guesses now, or guessed before, by name; undefined for all others
 */
export function modelRoutes(
  versionNow: () => string,
  served: (version: string) => ServedModel | undefined,
): Router {
  const router = Router();
  router.get('/models/champion.json', (_request, response, next) => {
    const model = served(versionNow());
    if (!model) {
      next();
      return;
    }
    response.setHeader('Cache-Control', 'no-cache');
    response.json({ version: model.version, files: model.files });
  });
  router.get('/models/:version/:file', (request, response, next) => {
    const { version, file } = request.params;
    const model = served(version);
    if (model?.files.includes(file)) {
      response.sendFile(file, { root: model.folder, immutable: true, maxAge: '1y' });
    } else if (model && file === MAP_FILE) {
      // Made later than the version, and anew where there is better data; not every version has one.
      response.setHeader('Cache-Control', 'no-cache');
      response.sendFile(file, { root: model.folder, cacheControl: false }, (error) => {
        if (error) next();
      });
    } else next();
  });
  return router;
}
