import { existsSync } from 'node:fs';
import path from 'node:path';
import { Router, static as serveFolder } from 'express';

const NOT_BUILT = `<!doctype html>
<meta charset="utf-8" />
<title>Inkling</title>
<h1>Inkling is running, but its client is not built yet</h1>
<p>Run <code>npm run build</code> in the repository, then reload this page. <code>npm start</code> does both.</p>
`;

/** Serves the built client: one page for the menu and every room's link, and files that never change under a hashed name. */
export function clientRoutes(folder: string): Router {
  const router = Router();
  const page = path.join(folder, 'index.html');
  router.get(
    [
      '/',
      '/zen',
      '/r/:code',
      '/replay/:id',
      '/gallery',
      '/gallery/:word',
      '/leaderboard',
      '/lab',
      '/lab/train',
      '/my-doodles',
      '/admin',
    ],
    (_request, response) => {
      response.setHeader('Cache-Control', 'no-cache');
      if (existsSync(page)) response.sendFile(page);
      else response.status(503).type('html').send(NOT_BUILT);
    },
  );
  router.use(
    '/assets',
    serveFolder(path.join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  );
  router.use(
    serveFolder(folder, {
      index: false,
      cacheControl: false,
      // The service worker and what it is told to keep: whatever stands between must not hold an old one back.
      setHeaders: (response) => response.setHeader('Cache-Control', 'no-cache'),
    }),
  );
  return router;
}
