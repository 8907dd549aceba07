import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Router, type Response } from 'express';
import { ALL_WORDS } from '../../shared/categories/deck.ts';
import type { SharedGame } from '../../shared/protocol/index.ts';
import type { Store } from '../doodles/store.ts';

/** As many names and words are told in a preview; the rest is a number. */
const TOLD = 4;

export interface PagesOptions {
  readonly clientFolder: string;
  readonly store: Pick<Store, 'replays'>;
  /** Where players reach the server; previews want whole addresses. */
  readonly publicUrl: string | undefined;
}

interface Preview {
  readonly title: string;
  readonly description: string;
  /** The address of the page; undefined where the server does not know its own. */
  readonly url: string | undefined;
}

/**
 * Pages beside the game: the same page as everywhere, with a head of their own for those who only look at that, such as a
 * messenger that shows a preview of a link. What is not there says so by its status, too.
 */
export function pageRoutes({ clientFolder, store, publicUrl }: PagesOptions): Router {
  const router = Router();
  const page = path.join(clientFolder, 'index.html');
  const send = async (response: Response, status: number, preview: Omit<Preview, 'url'>, at: string) => {
    const url = publicUrl && new URL(at, publicUrl).href;
    response.status(status).setHeader('Cache-Control', 'no-cache');
    response.type('html').send(withPreview(await readFile(page, 'utf8'), { ...preview, url }));
  };
  // Without a built client the game's own route says what to do.
  router.use((_request, _response, next) => next(existsSync(page) ? undefined : 'router'));
  router.get('/replay/:id', async (request, response) => {
    const game = await store.replays.find(request.params.id);
    const preview = game ? previewOf(game) : { title: 'Not shared', description: 'This game is not shared.' };
    await send(response, game ? 200 : 404, preview, `/replay/${request.params.id}`);
  });
  router.get('/gallery', (_request, response) =>
    send(response, 200, { title: 'Gallery', description: 'Doodles that players show.' }, '/gallery'),
  );
  router.get('/gallery/:word', async (request, response) => {
    const { word } = request.params;
    const isKnown = ALL_WORDS.includes(word);
    const title = isKnown ? `Doodles of ${word}` : 'Not a word of the game';
    const at = `/gallery/${encodeURIComponent(word)}`;
    await send(response, isKnown ? 200 : 404, { title, description: 'Doodles that players show.' }, at);
  });
  router.get('/leaderboard', (_request, response) =>
    send(response, 200, { title: 'Leaderboard', description: 'Who is recognised fastest.' }, '/leaderboard'),
  );
  router.get(['/lab', '/lab/train'], (request, response) =>
    send(response, 200, { title: 'Lab', description: 'Look into the network while you draw.' }, request.path),
  );
  return router;
}

function previewOf({ drawings }: SharedGame): Omit<Preview, 'url'> {
  const names = [...new Set(drawings.flatMap(({ artists }) => artists.map(({ name }) => name)))];
  const words = [...new Set(drawings.map(({ word }) => word))];
  return {
    title: `A game by ${told(names)}`,
    description: `They drew ${told(words)}. Watch every stroke.`,
  };
}

function told(items: readonly string[]): string {
  const rest = items.length - TOLD;
  return items.slice(0, TOLD).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function withPreview(html: string, { title, description, url }: Preview): string {
  const tags = [
    `<title>${escape(`${title} · Inkling`)}</title>`,
    `<meta property="og:site_name" content="Inkling" />`,
    `<meta property="og:type" content="website" />`,
    `<meta property="og:title" content="${escape(title)}" />`,
    `<meta property="og:description" content="${escape(description)}" />`,
    ...(url === undefined ? [] : [`<meta property="og:url" content="${escape(url)}" />`]),
  ];
  // A function, for `$&` in a name must stay what it is.
  return html.replace(/<title>[^<]*<\/title>/, () => tags.join('\n    '));
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
